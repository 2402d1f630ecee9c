package dev.realmstep.cpu;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Arm ARM D1.3.6 and D23.2: who may use SVE's registers, who is told of the others, and how long vectors are. */
class ScalableAccessTests {
    private static final long FPEN_AND_ZEN = 3L << 20 | 3L << 16;
    private static final long EZ = 1L << 8;
    private static final int ANY_REGISTER = 0;

    @ParameterizedTest
    @CsvSource({
        // level, CPACR_EL1, HCR_EL2, CPTR_EL2, CPTR_EL3, the level that takes a trap of what class
        "EL0, 0x330000, 0x0, 0x0, 0x100, open",
        "EL1, 0x330000, 0x0, 0x0, 0x100, open",
        "EL0, 0x300000, 0x0, 0x0, 0x100, EL1 SVE",
        "EL1, 0x320000, 0x0, 0x0, 0x100, EL1 SVE",
        "EL0, 0x310000, 0x0, 0x0, 0x100, EL1 SVE",
        "EL1, 0x310000, 0x0, 0x0, 0x100, open",
        // SVE's instructions need the SIMD and floating-point registers, too
        "EL1, 0x030000, 0x0, 0x0, 0x100, EL1 FP",
        "EL1, 0x000000, 0x0, 0x0, 0x100, EL1 SVE",
        // TGE: what EL1 would take is taken by EL2
        "EL0, 0x0, 0x08000000, 0x0, 0x100, EL2 SVE",
        // CPTR_EL2.TZ and TFP
        "EL1, 0x330000, 0x0, 0x100, 0x100, EL2 SVE",
        "EL1, 0x330000, 0x0, 0x400, 0x100, EL2 FP",
        "EL2, 0x0, 0x0, 0x100, 0x100, EL2 SVE",
        // CPTR_EL2.ZEN and FPEN of a host
        "EL2, 0x0, 0x400000000, 0x300000, 0x100, EL2 SVE",
        "EL2, 0x0, 0x400000000, 0x010000, 0x100, EL2 FP",
        "EL2, 0x0, 0x400000000, 0x110000, 0x100, open",
        "EL0, 0x0, 0x408000000, 0x310000, 0x100, EL2 SVE",
        "EL0, 0x0, 0x408000000, 0x330000, 0x100, open",
        // CPTR_EL3.EZ and TFP
        "EL1, 0x330000, 0x0, 0x0, 0x0, EL3 SVE",
        "EL3, 0x0, 0x0, 0x0, 0x0, EL3 SVE",
        "EL3, 0x0, 0x0, 0x0, 0x500, EL3 FP",
    })
    void traps(ExceptionLevel level, long cpacr, long hcr, long cptrEl2, long cptrEl3, String outcome) {
        ProcessingElement element = Elements.at(SecurityState.REALM, level);
        SystemRegisters registers = element.systemRegisters();
        registers.set(SystemRegister.CPACR_EL1, cpacr);
        registers.set(SystemRegister.HCR_EL2, hcr);
        registers.set(SystemRegister.CPTR_EL2, cptrEl2);
        registers.set(SystemRegister.CPTR_EL3, cptrEl3);
        assertThat(outcome(element)).isEqualTo(outcome);
    }

    private static String outcome(ProcessingElement element) {
        SynchronousException exception = catchThrowableOfType(SynchronousException.class, element::checkScalableAccess);
        if (exception == null) {
            return "open";
        }
        element.takeException(exception);
        ExceptionLevel taken = element.exceptionLevel();
        long syndrome = element.systemRegisters().get(ExceptionRegisters.syndrome(taken));
        // EC 0x19 and IL; EC 0x07, IL, CV and condition AL.
        return taken + (syndrome == 0x6600_0000L ? " SVE" : syndrome == 0x1FE0_0000L ? " FP" : " wrong syndrome");
    }

    @ParameterizedTest
    @CsvSource({
        // level, HCR_EL2, LEN of ZCR_EL1, ZCR_EL2 and ZCR_EL3, bytes
        "EL3, 0x0, 0, 0, 15, 256",
        "EL2, 0x0, 0, 3, 15, 64",
        "EL2, 0x0, 0, 15, 1, 32",
        "EL1, 0x0, 2, 15, 15, 48",
        "EL1, 0x0, 15, 3, 15, 64",
        "EL0, 0x0, 1, 3, 15, 32",
        // An application of a host has the length of EL2
        "EL0, 0x408000000, 0, 3, 15, 64",
    })
    void vectorsAreAsLongAsEveryLevelAllows(
            ExceptionLevel level, long hcr, long zcrEl1, long zcrEl2, long zcrEl3, int bytes) {
        ProcessingElement element = Elements.at(SecurityState.REALM, level);
        SystemRegisters registers = element.systemRegisters();
        registers.set(SystemRegister.CPACR_EL1, FPEN_AND_ZEN);
        registers.set(SystemRegister.CPTR_EL2, hcr == 0 ? 0 : FPEN_AND_ZEN);
        registers.set(SystemRegister.CPTR_EL3, EZ);
        registers.set(SystemRegister.HCR_EL2, hcr);
        registers.set(SystemRegister.ZCR_EL1, zcrEl1);
        registers.set(SystemRegister.ZCR_EL2, zcrEl2);
        registers.set(SystemRegister.ZCR_EL3, zcrEl3);
        element.checkScalableAccess();
        assertThat(element.scalable().bytes()).isEqualTo(bytes);
    }

    @Test
    void theControlOfVectorLengthsIsTrappedAsTheVectorsAre() {
        ProcessingElement element = Elements.at(SecurityState.REALM, ExceptionLevel.EL1);
        element.systemRegisters().set(SystemRegister.CPTR_EL3, EZ);
        SynchronousException trap = catchThrowableOfType(
                SynchronousException.class,
                () -> element.readSystemRegister(SystemRegister.ZCR_EL1.encoding(), ANY_REGISTER));
        assertThat(trap.exceptionClass()).isEqualTo(ExceptionClass.ACCESS_TO_SVE);
        element.systemRegisters().set(SystemRegister.CPACR_EL1, FPEN_AND_ZEN);
        element.writeSystemRegister(SystemRegister.ZCR_EL1.encoding(), ANY_REGISTER, -1);
        assertThat(element.readSystemRegister(SystemRegister.ZCR_EL1.encoding(), ANY_REGISTER))
                .isEqualTo(0xF);
    }

    @Test
    void writingAVectorRegisterClearsWhatIsAboveIt() {
        ProcessingElement element = Elements.at(SecurityState.REALM, ExceptionLevel.EL3);
        ScalableRegisters z = element.scalable();
        z.setWord(3, 5, 7);
        z.setWord(4, 5, 8);
        assertThat(element.areVectorsPlain()).isFalse();
        element.vectors().setScalar(3, 1);
        assertThat(z.word(3, 5)).isZero();
        assertThat(z.word(4, 5)).isEqualTo(8);
        element.vectors().setElement(4, 0, 0, 1);
        assertThat(z.word(4, 5)).isZero();
        assertThat(element.areVectorsPlain()).isTrue();
    }

    @Test
    void registersComeBackAsTheyWereSaved() {
        ProcessingElement element = Elements.at(SecurityState.REALM, ExceptionLevel.EL3);
        ScalableRegisters z = element.scalable();
        z.setWord(31, 31, 5);
        z.setPredicate(15, 31, 0xA5);
        z.setPredicate(ScalableRegisters.FFR, 0, 0x5A);
        long[] saved = ScalableRegisters.saved();
        z.save(saved);
        z.restore(ScalableRegisters.saved());
        assertThat(z.word(31, 31)).isZero();
        assertThat(z.predicate(15, 31)).isZero();
        z.setWord(30, 2, 6);
        z.restore(saved);
        assertThat(z.word(31, 31)).isEqualTo(5);
        assertThat(z.word(30, 2)).isZero();
        assertThat(z.predicate(15, 31)).isEqualTo(0xA5);
        assertThat(z.predicate(ScalableRegisters.FFR, 0)).isEqualTo(0x5A);
    }
}
