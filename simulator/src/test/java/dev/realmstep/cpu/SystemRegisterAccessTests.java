package dev.realmstep.cpu;

import static dev.realmstep.cpu.ExceptionLevel.EL0;
import static dev.realmstep.cpu.ExceptionLevel.EL1;
import static dev.realmstep.cpu.ExceptionLevel.EL2;
import static dev.realmstep.cpu.ExceptionLevel.EL3;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.util.EnumSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** Arm ARM D23 and D1.3.6: who reaches which register, and who is asked first. */
class SystemRegisterAccessTests {
    private static final int RT = 5;
    private static final int SCTLR_EL12 = SystemRegister.encoding(3, 5, 1, 0, 0);
    private static final int CNTV_CTL_EL02 = SystemRegister.encoding(3, 5, 14, 3, 1);
    private static final int ID_AA64MMFR4_EL1 = SystemRegister.encoding(3, 0, 0, 7, 4);
    private static final int AMCR_EL0 = SystemRegister.encoding(3, 3, 13, 2, 0);

    @ParameterizedTest
    @CsvSource({
        // register, level, may read, may write
        "SCTLR_EL1, EL0, false, false",
        "SCTLR_EL1, EL1, true, true",
        "SCTLR_EL2, EL1, false, false",
        "SCTLR_EL2, EL2, true, true",
        "SCR_EL3, EL2, false, false",
        "SCR_EL3, EL3, true, true",
        "MIDR_EL1, EL3, true, false",
        "TPIDR_EL0, EL0, true, true",
        "TPIDRRO_EL0, EL0, true, false",
        "TPIDRRO_EL0, EL1, true, true",
        "CNTFRQ_EL0, EL2, true, false",
        "CNTFRQ_EL0, EL3, true, true",
        "SP_EL1, EL1, false, false",
        "SP_EL1, EL2, true, true",
        "CURRENTEL, EL1, true, false",
        "CURRENTEL, EL0, false, false",
        "ICC_EOIR1_EL1, EL1, false, true",
        "ICC_IAR1_EL1, EL1, true, false",
    })
    void rights(SystemRegister register, ExceptionLevel level, boolean reads, boolean writes) {
        ProcessingElement element = Elements.at(SecurityState.NON_SECURE, level);
        assertThat(outcome(() -> element.readSystemRegister(register.encoding(), RT)))
                .isEqualTo(reads ? "done" : "UNKNOWN");
        assertThat(outcome(() -> element.writeSystemRegister(register.encoding(), RT, 0)))
                .isEqualTo(writes ? "done" : "UNKNOWN");
    }

    @ParameterizedTest
    @CsvSource({
        // register, level, HCR_EL2, what a read and a write come to
        "SCTLR_EL1, EL1, 0x04000000, done, EL2",
        "TTBR0_EL1, EL1, 0x40000000, EL2, done",
        "SCTLR_EL1, EL2, 0x44000000, done, done",
        "ID_AA64PFR0_EL1, EL1, 0x40000, EL2, UNKNOWN",
        "ID_AA64PFR0_EL1, EL1, 0x0, done, UNKNOWN",
        "CLIDR_EL1, EL1, 0x20000, EL2, UNKNOWN",
        "CTR_EL0, EL1, 0x20000, EL2, UNKNOWN",
        "CTR_EL0, EL0, 0x0, EL1, UNKNOWN",
        "ACTLR_EL1, EL1, 0x200000, EL2, EL2",
        "DAIF, EL0, 0x0, EL1, EL1",
        "CNTPCT_EL0, EL0, 0x0, EL1, UNKNOWN",
        "CNTPCT_EL0, EL1, 0x0, EL2, UNKNOWN",
        "CNTVCT_EL0, EL1, 0x0, done, UNKNOWN",
        "CNTP_CVAL_EL0, EL1, 0x0, EL2, EL2",
        "ICC_SGI1R_EL1, EL1, 0x10, UNKNOWN, EL2",
        "ICC_PMR_EL1, EL1, 0x10, done, done",
    })
    void traps(SystemRegister register, ExceptionLevel level, long hcr, String read, String write) {
        ProcessingElement element = Elements.at(SecurityState.REALM, level);
        element.systemRegisters().set(SystemRegister.HCR_EL2, hcr);
        assertThat(outcome(() -> element.readSystemRegister(register.encoding(), RT)))
                .isEqualTo(read);
        assertThat(outcome(() -> element.writeSystemRegister(register.encoding(), RT, 0)))
                .isEqualTo(write);
    }

    @Test
    void theSyndromeOfATrapNamesTheInstruction() {
        ProcessingElement element = Elements.at(SecurityState.REALM, EL1);
        Elements.or(element, SystemRegister.HCR_EL2, HypervisorControl.TID3);
        SynchronousException trap =
                exceptionOf(() -> element.readSystemRegister(SystemRegister.ID_AA64ISAR1_EL1.encoding(), RT));
        // S3_0_C0_C6_1 read into X5
        assertThat(trap.syndrome()).isEqualTo(3 << 20 | 1 << 17 | 5 << 5 | 6 << 1 | 1);
    }

    @Test
    void reservedIdentificationRegistersReadAsZeroAndTrapLikeTheOthers() {
        ProcessingElement element = Elements.at(SecurityState.REALM, EL1);
        assertThat(element.readSystemRegister(ID_AA64MMFR4_EL1, RT)).isZero();
        Elements.or(element, SystemRegister.HCR_EL2, HypervisorControl.TID3);
        assertThat(outcome(() -> element.readSystemRegister(ID_AA64MMFR4_EL1, RT)))
                .isEqualTo("EL2");
    }

    @Test
    void anUnallocatedEncodingIsUndefined() {
        ProcessingElement element = Elements.at(SecurityState.ROOT, EL3);
        assertThat(outcome(() -> element.readSystemRegister(AMCR_EL0, RT))).isEqualTo("UNKNOWN");
        assertThat(outcome(() -> element.writeSystemRegister(AMCR_EL0, RT, 1))).isEqualTo("UNKNOWN");
    }

    @Test
    void el1UnderAHypervisorReadsTheHypervisorsIdentification() {
        ProcessingElement element = Elements.at(SecurityState.REALM, EL1);
        element.systemRegisters().set(SystemRegister.VMPIDR_EL2, 0x8000_0003L);
        element.systemRegisters().set(SystemRegister.VPIDR_EL2, 0x41);
        assertThat(element.readSystemRegister(SystemRegister.MPIDR_EL1.encoding(), RT))
                .isEqualTo(0x8000_0003L);
        assertThat(element.readSystemRegister(SystemRegister.MIDR_EL1.encoding(), RT))
                .isEqualTo(0x41);
        element.state().setExceptionLevel(EL2);
        assertThat(element.readSystemRegister(SystemRegister.MPIDR_EL1.encoding(), RT))
                .isEqualTo(0x8100_0000L);
    }

    @Test
    void aHostReachesItsOwnRegistersByTheNamesOfEl1AndTheGuestsByEl12() {
        ProcessingElement element = Elements.at(SecurityState.NON_SECURE, EL2);
        assertThat(outcome(() -> element.readSystemRegister(SCTLR_EL12, RT))).isEqualTo("UNKNOWN");
        Elements.or(element, SystemRegister.HCR_EL2, HypervisorControl.E2H);
        element.systemRegisters().set(SystemRegister.SCTLR_EL1, 1);
        element.systemRegisters().set(SystemRegister.SCTLR_EL2, 2);
        assertThat(element.readSystemRegister(SystemRegister.SCTLR_EL1.encoding(), RT))
                .isEqualTo(2);
        assertThat(element.readSystemRegister(SCTLR_EL12, RT)).isEqualTo(1);
        element.systemRegisters().set(SystemRegister.CNTV_CTL_EL0, 3);
        assertThat(element.readSystemRegister(CNTV_CTL_EL02, RT)).isEqualTo(3);
        element.state().setExceptionLevel(EL1);
        assertThat(element.readSystemRegister(SystemRegister.SCTLR_EL1.encoding(), RT))
                .isEqualTo(1);
    }

    @ParameterizedTest
    @CsvSource({"EL0, 0, 0, 0x14", "EL0, 0x4000, 0, 0x4", "EL0, 0x4000, 0x10000000, 0x14", "EL1, 0, 0, 0x4"})
    void theSizeOfZeroedBlocksSaysWhereZeroingIsProhibited(ExceptionLevel level, long sctlr, long hcr, long value) {
        ProcessingElement element = Elements.at(SecurityState.REALM, level);
        element.systemRegisters().set(SystemRegister.SCTLR_EL1, sctlr);
        element.systemRegisters().set(SystemRegister.HCR_EL2, hcr);
        assertThat(element.readSystemRegister(SystemRegister.DCZID_EL0.encoding(), RT))
                .isEqualTo(value);
    }

    @Test
    void bitsOfMissingFeaturesStayZero() {
        ProcessingElement element = Elements.at(SecurityState.NON_SECURE, EL2);
        element.writeSystemRegister(SystemRegister.HCR_EL2.encoding(), RT, -1);
        long hcr = element.readSystemRegister(SystemRegister.HCR_EL2.encoding(), RT);
        // NV needs FEAT_NV, HCD is for machines without EL3; RW is fixed.
        assertThat(hcr & (1L << 42 | 1L << 29)).isZero();
        assertThat(hcr & (HypervisorControl.VM | HypervisorControl.TGE | 1L << 31))
                .isEqualTo(HypervisorControl.VM | HypervisorControl.TGE | 1L << 31);
        element.writeSystemRegister(SystemRegister.VBAR_EL2.encoding(), RT, 0x1234_5FFFL);
        assertThat(element.readSystemRegister(SystemRegister.VBAR_EL2.encoding(), RT))
                .isEqualTo(0x1234_5800L);
    }

    @Test
    void processStateIsReadAndWrittenInPlace() {
        ProcessingElement element = Elements.at(SecurityState.NON_SECURE, EL1);
        element.writeSystemRegister(SystemRegister.NZCV.encoding(), RT, 0x9000_0000L);
        assertThat(element.state().nzcv()).isEqualTo(0b1001);
        element.writeProcessStateField(0b011_110, 0b0010);
        assertThat(element.readSystemRegister(SystemRegister.DAIF.encoding(), RT))
                .isEqualTo(0x80);
        element.writeProcessStateField(0b000_100, 1);
        assertThat(element.readSystemRegister(SystemRegister.PAN.encoding(), RT))
                .isEqualTo(1L << 22);
        assertThat(element.readSystemRegister(SystemRegister.CURRENTEL.encoding(), RT))
                .isEqualTo(1L << 2);
    }

    @Test
    void daifSetAtEl0IsTrappedUnlessUmaIsSet() {
        ProcessingElement element = Elements.at(SecurityState.NON_SECURE, EL0);
        assertThat(outcome(() -> element.writeProcessStateField(0b011_110, 2))).isEqualTo("EL1");
        Elements.or(element, SystemRegister.SCTLR_EL1, SystemControl.UMA);
        assertThat(outcome(() -> element.writeProcessStateField(0b011_110, 2))).isEqualTo("done");
    }

    @Test
    void spEl0IsUndefinedWhileItIsTheStackPointer() {
        ProcessingElement element = Elements.at(SecurityState.NON_SECURE, EL1);
        element.writeSystemRegister(SystemRegister.SP_EL0.encoding(), RT, 0x1000);
        assertThat(element.stackPointer(EL0)).isEqualTo(0x1000);
        element.state().setStackPointerSelect(false);
        assertThat(outcome(() -> element.readSystemRegister(SystemRegister.SP_EL0.encoding(), RT)))
                .isEqualTo("UNKNOWN");
    }

    @Test
    void isrShowsTheVirtualInterruptsOfAGuest() {
        ProcessingElement element = Elements.at(SecurityState.REALM, EL1);
        element.interruptInputs().setLevel(InterruptSignal.VIRTUAL_IRQ, true);
        assertThat(element.readSystemRegister(SystemRegister.ISR_EL1.encoding(), RT))
                .isZero();
        Elements.or(element, SystemRegister.HCR_EL2, HypervisorControl.IMO);
        assertThat(element.readSystemRegister(SystemRegister.ISR_EL1.encoding(), RT))
                .isEqualTo(0x80);
    }

    @Test
    void theOsLockIsImplemented() {
        ProcessingElement element = Elements.at(SecurityState.NON_SECURE, EL1);
        element.writeSystemRegister(SystemRegister.OSLAR_EL1.encoding(), RT, 1);
        assertThat(element.readSystemRegister(SystemRegister.OSLSR_EL1.encoding(), RT))
                .isEqualTo(0b1010);
    }

    @ParameterizedTest
    @EnumSource(SystemRegister.class)
    void everyRegisterIsFoundByItsEncoding(SystemRegister register) {
        assertThat(SystemRegister.withEncoding(register.encoding())).isSameAs(register);
    }

    @Test
    void aDeviceAnswersForItsRegisters() {
        ProcessingElement element = Elements.at(SecurityState.NON_SECURE, EL1);
        element.systemRegisters()
                .attach(
                        new SystemRegisterDevice() {
                            @Override
                            public long read(ProcessingElement pe, SystemRegister register) {
                                return 77;
                            }

                            @Override
                            public void write(ProcessingElement pe, SystemRegister register, long value) {
                                pe.setX(0, value);
                            }
                        },
                        EnumSet.of(SystemRegister.CNTV_CVAL_EL0));
        assertThat(element.readSystemRegister(SystemRegister.CNTV_CVAL_EL0.encoding(), RT))
                .isEqualTo(77);
        element.writeSystemRegister(SystemRegister.CNTV_CVAL_EL0.encoding(), RT, 78);
        assertThat(element.x(0)).isEqualTo(78);
    }

    /** "done", the level that a trap goes to, or the exception class of what has no level of its own. */
    private static String outcome(Runnable instruction) {
        SynchronousException exception = exceptionOf(instruction);
        if (exception == null) {
            return "done";
        }
        ExceptionLevel target = exception.target();
        return target == null ? exception.exceptionClass().name() : target.name();
    }

    private static SynchronousException exceptionOf(Runnable instruction) {
        return catchThrowableOfType(SynchronousException.class, instruction::run);
    }
}
