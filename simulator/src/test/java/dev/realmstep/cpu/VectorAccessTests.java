package dev.realmstep.cpu;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Arm ARM D1.3.6: who may use the vector registers, and who is told of the others. */
class VectorAccessTests {
    private static final long FPEN = 3L << 20;
    private static final int ANY_REGISTER = 0;

    @ParameterizedTest
    @CsvSource({
        // level, CPACR_EL1, HCR_EL2, CPTR_EL2, CPTR_EL3, outcome
        "EL0, 0x300000, 0x0, 0x0, 0x0, open",
        "EL1, 0x300000, 0x0, 0x0, 0x0, open",
        "EL0, 0x0, 0x0, 0x0, 0x0, EL1",
        "EL1, 0x0, 0x0, 0x0, 0x0, EL1",
        "EL1, 0x200000, 0x0, 0x0, 0x0, EL1",
        "EL0, 0x100000, 0x0, 0x0, 0x0, EL1",
        "EL1, 0x100000, 0x0, 0x0, 0x0, open",
        "EL2, 0x0, 0x0, 0x0, 0x0, open",
        // TGE: the trap to EL1 becomes an undefined instruction of EL2
        "EL0, 0x0, 0x08000000, 0x0, 0x0, undefined",
        // CPTR_EL2.TFP
        "EL0, 0x300000, 0x0, 0x400, 0x0, EL2",
        "EL1, 0x300000, 0x0, 0x400, 0x0, EL2",
        "EL1, 0x0, 0x0, 0x400, 0x0, EL1",
        "EL2, 0x0, 0x0, 0x400, 0x0, EL2",
        "EL3, 0x0, 0x0, 0x400, 0x0, open",
        // CPTR_EL2.FPEN of a host; its applications ask nobody at EL1
        "EL2, 0x0, 0x400000000, 0x0, 0x0, EL2",
        "EL2, 0x0, 0x400000000, 0x100000, 0x0, open",
        "EL0, 0x0, 0x408000000, 0x100000, 0x0, EL2",
        "EL0, 0x0, 0x408000000, 0x300400, 0x0, open",
        "EL0, 0x300000, 0x400000000, 0x100000, 0x0, open",
        // CPTR_EL3.TFP
        "EL0, 0x300000, 0x0, 0x0, 0x400, EL3",
        "EL3, 0x300000, 0x0, 0x0, 0x400, EL3",
        "EL1, 0x300000, 0x0, 0x400, 0x400, EL2",
    })
    void traps(ExceptionLevel level, long cpacr, long hcr, long cptrEl2, long cptrEl3, String outcome) {
        ProcessingElement element = Elements.at(SecurityState.REALM, level);
        SystemRegisters registers = element.systemRegisters();
        registers.set(SystemRegister.CPACR_EL1, cpacr);
        registers.set(SystemRegister.HCR_EL2, hcr);
        registers.set(SystemRegister.CPTR_EL2, cptrEl2);
        registers.set(SystemRegister.CPTR_EL3, cptrEl3);
        Runnable read = () -> element.readSystemRegister(SystemRegister.FPSR.encoding(), ANY_REGISTER);
        assertThat(catchThrowableOfType(SynchronousException.class, read::run) == null)
                .isEqualTo(outcome.equals("open"));
        assertThat(outcome(element)).isEqualTo(outcome);
    }

    private static String outcome(ProcessingElement element) {
        SynchronousException exception = catchThrowableOfType(SynchronousException.class, element::checkVectorAccess);
        if (exception == null) {
            return "open";
        }
        element.takeException(exception);
        ExceptionLevel taken = element.exceptionLevel();
        long syndrome = element.systemRegisters().get(ExceptionRegisters.syndrome(taken));
        // EC 0x07, IL, CV and condition AL; or EC 0 and IL.
        return syndrome == 0x1FE0_0000L ? taken.name() : syndrome == 0x0200_0000L ? "undefined" : "wrong syndrome";
    }

    @Test
    void anAccessIsAskedForAnewWhenATrapOrTheLevelChanges() {
        ProcessingElement element = Elements.at(SecurityState.REALM, ExceptionLevel.EL1);
        element.systemRegisters().set(SystemRegister.CPACR_EL1, FPEN);
        element.checkVectorAccess();
        element.systemRegisters().set(SystemRegister.CPACR_EL1, 0);
        assertThat(catchThrowableOfType(SynchronousException.class, element::checkVectorAccess))
                .isNotNull();
        element.state().setExceptionLevel(ExceptionLevel.EL2);
        element.checkVectorAccess();
        element.state().setExceptionLevel(ExceptionLevel.EL1);
        assertThat(catchThrowableOfType(SynchronousException.class, element::checkVectorAccess))
                .isNotNull();
    }

    @Test
    void bitsThatFpcrAndFpsrDoNotHaveReadAsZero() {
        ProcessingElement element = Elements.at(SecurityState.REALM, ExceptionLevel.EL2);
        element.writeSystemRegister(SystemRegister.FPCR.encoding(), ANY_REGISTER, -1);
        element.writeSystemRegister(SystemRegister.FPSR.encoding(), ANY_REGISTER, -1);
        assertThat(element.readSystemRegister(SystemRegister.FPCR.encoding(), ANY_REGISTER))
                .isEqualTo(0x07C8_0000L);
        assertThat(element.readSystemRegister(SystemRegister.FPSR.encoding(), ANY_REGISTER))
                .isEqualTo(0x0800_009FL);
    }
}
