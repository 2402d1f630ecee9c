package dev.realmstep.cpu;

import static dev.realmstep.cpu.ExceptionLevel.EL0;
import static dev.realmstep.cpu.ExceptionLevel.EL1;
import static dev.realmstep.cpu.ExceptionLevel.EL2;
import static dev.realmstep.cpu.ExceptionLevel.EL3;
import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Arm ARM D1.3: where synchronous exceptions go and what an entry leaves behind; D1.4.4: the way back. */
class ExceptionEntryTests {
    private static final long SVC_SYNDROME = 0x5600_0000L;

    @ParameterizedTest
    @CsvSource({
        // level, HCR_EL2 bits, target, vector offset
        "EL0, 0x0, EL1, 0x400",
        "EL0, 0x8000000, EL2, 0x400",
        "EL0, 0x408000000, EL2, 0x400",
        "EL1, 0x0, EL1, 0x200",
        "EL1, 0x400000000, EL1, 0x200",
        "EL2, 0x8000000, EL2, 0x200",
        "EL3, 0x8000000, EL3, 0x200",
    })
    void anUndefinedInstructionGoesToItsLevelOrAboveEl0(
            ExceptionLevel from, long hcr, ExceptionLevel target, long vector) {
        ProcessingElement element = Elements.at(SecurityState.REALM, from);
        element.systemRegisters().set(SystemRegister.HCR_EL2, hcr);

        element.takeException(SynchronousException.undefined());

        assertThat(element.exceptionLevel()).isEqualTo(target);
        assertThat(element.programCounter()).isEqualTo(vectors(target) + vector);
        assertThat(element.systemRegisters().get(ExceptionRegisters.link(target)))
                .isEqualTo(Elements.HERE);
        assertThat(element.systemRegisters().get(ExceptionRegisters.syndrome(target)))
                .isEqualTo(0x0200_0000L);
    }

    @Test
    void theVectorOfSpEl0IsTheFirstGroup() {
        ProcessingElement element = Elements.at(SecurityState.NON_SECURE, EL1);
        element.state().setStackPointerSelect(false);
        element.takeException(SynchronousException.undefined());
        assertThat(element.programCounter()).isEqualTo(Elements.VECTORS_EL1);
        assertThat(element.state().stackPointerSelect()).isTrue();
    }

    @Test
    void entryMasksInterruptsAndSavesTheState() {
        ProcessingElement element = Elements.at(SecurityState.NON_SECURE, EL0);
        element.state().setNzcv(0b1010);
        element.takeException(element.supervisorCall(0x123));
        assertThat(element.state().daif()).isEqualTo(0xF);
        assertThat(element.systemRegisters().get(SystemRegister.SPSR_EL1)).isEqualTo(0xA000_0000L);
        assertThat(element.systemRegisters().get(SystemRegister.ESR_EL1)).isEqualTo(SVC_SYNDROME | 0x123);
        assertThat(element.systemRegisters().get(SystemRegister.ELR_EL1)).isEqualTo(Elements.HERE + 4);
    }

    @Test
    void entrySetsPanUnlessSpanIsSet() {
        ProcessingElement element = Elements.at(SecurityState.NON_SECURE, EL0);
        element.systemRegisters().set(SystemRegister.SCTLR_EL1, 0);
        element.takeException(element.supervisorCall(0));
        assertThat(element.state().privilegedAccessNever()).isTrue();

        ProcessingElement spared = Elements.at(SecurityState.NON_SECURE, EL0);
        Elements.or(spared, SystemRegister.SCTLR_EL1, SystemControl.SPAN);
        spared.takeException(spared.supervisorCall(0));
        assertThat(spared.state().privilegedAccessNever()).isFalse();
    }

    @Test
    void entrySetsSsbsFromDssbs() {
        ProcessingElement element = Elements.at(SecurityState.NON_SECURE, EL0);
        Elements.or(element, SystemRegister.SCTLR_EL1, SystemControl.DSSBS);
        element.takeException(element.supervisorCall(0));
        assertThat(element.state().speculativeStoreBypassSafe()).isTrue();
    }

    @Test
    void anHvcGoesToEl2() {
        ProcessingElement element = Elements.at(SecurityState.REALM, EL1);
        element.takeException(element.hypervisorCall(7));
        assertThat(element.exceptionLevel()).isEqualTo(EL2);
        assertThat(element.systemRegisters().get(SystemRegister.ESR_EL2)).isEqualTo(0x5A00_0007L);
        assertThat(element.systemRegisters().get(SystemRegister.ELR_EL2)).isEqualTo(Elements.HERE + 4);
    }

    @Test
    void anHvcThatIsNotEnabledIsUndefined() {
        ProcessingElement element = Elements.at(SecurityState.REALM, EL1);
        element.systemRegisters().set(SystemRegister.SCR_EL3, SecureConfiguration.selecting(SecurityState.REALM));
        element.takeException(element.hypervisorCall(7));
        assertThat(element.exceptionLevel()).isEqualTo(EL1);
        assertThat(element.systemRegisters().get(SystemRegister.ESR_EL1)).isEqualTo(0x0200_0000L);
        assertThat(element.systemRegisters().get(SystemRegister.ELR_EL1)).isEqualTo(Elements.HERE);
    }

    @Test
    void anSmcGoesToEl3() {
        ProcessingElement element = Elements.at(SecurityState.NON_SECURE, EL2);
        element.takeException(element.secureMonitorCall(0));
        assertThat(element.exceptionLevel()).isEqualTo(EL3);
        assertThat(element.securityState()).isEqualTo(SecurityState.ROOT);
        assertThat(element.systemRegisters().get(SystemRegister.ESR_EL3)).isEqualTo(0x5E00_0000L);
        assertThat(element.systemRegisters().get(SystemRegister.ELR_EL3)).isEqualTo(Elements.HERE + 4);
    }

    @Test
    void anSmcTrappedByTscGoesToEl2AndReturnsToItself() {
        ProcessingElement element = Elements.at(SecurityState.REALM, EL1);
        Elements.or(element, SystemRegister.HCR_EL2, HypervisorControl.TSC);
        element.takeException(element.secureMonitorCall(0));
        assertThat(element.exceptionLevel()).isEqualTo(EL2);
        assertThat(element.systemRegisters().get(SystemRegister.ESR_EL2)).isEqualTo(0x5E00_0000L);
        assertThat(element.systemRegisters().get(SystemRegister.ELR_EL2)).isEqualTo(Elements.HERE);
    }

    @Test
    void anSmcAtEl0OrDisabledIsUndefined() {
        ProcessingElement element = Elements.at(SecurityState.REALM, EL0);
        assertThat(element.secureMonitorCall(0).exceptionClass()).isEqualTo(ExceptionClass.UNKNOWN);
        ProcessingElement disabled = Elements.at(SecurityState.NON_SECURE, EL1);
        Elements.or(disabled, SystemRegister.SCR_EL3, SecureConfiguration.SMD);
        assertThat(disabled.secureMonitorCall(0).exceptionClass()).isEqualTo(ExceptionClass.UNKNOWN);
    }

    @Test
    void returnRestoresTheSavedState() {
        ProcessingElement element = Elements.at(SecurityState.NON_SECURE, EL2);
        element.systemRegisters().set(SystemRegister.SPSR_EL2, 0x6000_0045L);
        element.systemRegisters().set(SystemRegister.ELR_EL2, 0x8000_2000L);
        element.returnFromException();
        assertThat(element.exceptionLevel()).isEqualTo(EL1);
        assertThat(element.state().stackPointerSelect()).isTrue();
        assertThat(element.state().nzcv()).isEqualTo(0b0110);
        assertThat(element.state().daif()).isEqualTo(ProcessState.F);
        assertThat(element.programCounter()).isEqualTo(0x8000_2000L);
    }

    @ParameterizedTest
    @CsvSource({
        // current level, SPSR: AArch32, a higher level, EL0 with SP_ELx, the reserved mode bit
        "EL1, 0x10",
        "EL1, 0x9",
        "EL1, 0x1",
        "EL1, 0x6",
        "EL2, 0xD",
    })
    void anIllegalReturnKeepsTheLevelAndSetsIl(ExceptionLevel level, long spsr) {
        ProcessingElement element = Elements.at(SecurityState.NON_SECURE, level);
        element.systemRegisters().set(ExceptionRegisters.savedState(level), spsr);
        element.systemRegisters().set(ExceptionRegisters.link(level), 0x8000_2000L);
        element.returnFromException();
        assertThat(element.exceptionLevel()).isEqualTo(level);
        assertThat(element.state().illegalExecution()).isTrue();
        assertThat(element.programCounter()).isEqualTo(0x8000_2000L);
    }

    @Test
    void aReturnToEl1WhileEl2TakesGeneralExceptionsIsIllegal() {
        ProcessingElement element = Elements.at(SecurityState.NON_SECURE, EL2);
        Elements.or(element, SystemRegister.HCR_EL2, HypervisorControl.TGE);
        element.systemRegisters().set(SystemRegister.SPSR_EL2, 0x5);
        element.returnFromException();
        assertThat(element.exceptionLevel()).isEqualTo(EL2);
        assertThat(element.state().illegalExecution()).isTrue();
    }

    @Test
    void aReturnToSecureEl2IsIllegal() {
        ProcessingElement element = Elements.at(SecurityState.ROOT, EL3);
        element.systemRegisters().set(SystemRegister.SPSR_EL3, 0x9);
        element.returnFromException();
        assertThat(element.exceptionLevel()).isEqualTo(EL3);
        assertThat(element.state().illegalExecution()).isTrue();
    }

    private static long vectors(ExceptionLevel level) {
        return switch (level) {
            case EL2 -> Elements.VECTORS_EL2;
            case EL3 -> Elements.VECTORS_EL3;
            default -> Elements.VECTORS_EL1;
        };
    }
}
