package dev.realmstep.cpu;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Arm ARM B2.8, with FEAT_LSE2: which accesses must be aligned. */
class AlignmentTests {
    private static final long NORMAL = 0x12_3456_7000L;
    private static final long DEVICE = NORMAL + 0x1000;
    private static final long ALIGNMENT_FAULT = 0x9600_0021L;
    private static final long WRITE = 1 << 6;
    private static final long NO_FAULT = TranslationFixture.NO_FAULT;

    private final TranslationFixture f = new TranslationFixture(SecurityState.NON_SECURE, ExceptionLevel.EL1);

    AlignmentTests() {
        f.enableStage1();
        f.mapPage(NORMAL, TranslationFixture.DATA, Tables.ACCESS_FLAG);
        f.mapPage(DEVICE, TranslationFixture.DATA + 0x1000, Tables.ACCESS_FLAG | Tables.DEVICE);
    }

    @ParameterizedTest
    @CsvSource({"0, 8, true", "4, 8, true", "8, 8, true", "9, 8, false", "13, 4, false", "12, 4, true", "15, 2, false"})
    void anOrderedAccessStaysWithinSixteenBytes(int offset, int bytes, boolean admitted) {
        f.assertSyndrome(() -> f.memory().loadOrdered(NORMAL + offset, bytes))
                .isEqualTo(admitted ? NO_FAULT : ALIGNMENT_FAULT);
        f.assertSyndrome(() -> f.memory().storeOrdered(NORMAL + offset, bytes, 0))
                .isEqualTo(admitted ? NO_FAULT : ALIGNMENT_FAULT | WRITE);
    }

    @Test
    void anOrderedAccessMayCrossWithNaa() {
        Elements.or(f.element, SystemRegister.SCTLR_EL1, SystemControl.NAA);
        f.memory().storeOrdered(NORMAL + 9, 8, 0x1122_3344_5566_7788L);
        assertThat(f.memory().loadOrdered(NORMAL + 9, 8)).isEqualTo(0x1122_3344_5566_7788L);
    }

    @ParameterizedTest
    @CsvSource({"4, 8, true", "9, 8, false", "3, 4, true"})
    void anAtomicStaysWithinSixteenBytesWhateverNaaSays(int offset, int bytes, boolean admitted) {
        Elements.or(f.element, SystemRegister.SCTLR_EL1, SystemControl.NAA);
        f.assertSyndrome(() -> f.memory().loadForUpdate(NORMAL + offset, bytes))
                .isEqualTo(admitted ? NO_FAULT : ALIGNMENT_FAULT | WRITE);
    }

    @Test
    void aPairOfDoublewordsForUpdateIsAligned() {
        f.assertSyndrome(() -> f.memory().checkTogetherForUpdate(NORMAL + 16, 16))
                .isEqualTo(NO_FAULT);
        f.assertSyndrome(() -> f.memory().checkTogetherForUpdate(NORMAL + 8, 16))
                .isEqualTo(ALIGNMENT_FAULT | WRITE);
    }

    @Test
    void anExclusiveAccessIsAligned() {
        f.assertSyndrome(() -> f.memory().markExclusive(NORMAL + 4, 8)).isEqualTo(ALIGNMENT_FAULT);
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3})
    void everyAccessIsAlignedWhereSctlrSaysSo(int offset) {
        Elements.or(f.element, SystemRegister.SCTLR_EL1, SystemControl.A);
        f.assertSyndrome(() -> f.memory().load(NORMAL + offset, 4)).isEqualTo(ALIGNMENT_FAULT);
        f.assertSyndrome(() -> f.memory().loadOrdered(NORMAL + offset, 4)).isEqualTo(ALIGNMENT_FAULT);
        f.assertSyndrome(() -> f.memory().loadForUpdate(NORMAL + offset, 4)).isEqualTo(ALIGNMENT_FAULT | WRITE);
    }

    @Test
    void accessesToDeviceMemoryAreAligned() {
        f.assertSyndrome(() -> f.memory().load(DEVICE + 2, 4)).isEqualTo(ALIGNMENT_FAULT);
        f.assertSyndrome(() -> f.memory().loadOrdered(DEVICE + 2, 4)).isEqualTo(ALIGNMENT_FAULT);
        f.assertSyndrome(() -> f.memory().loadForUpdate(DEVICE + 2, 4)).isEqualTo(ALIGNMENT_FAULT | WRITE);
    }

    @Test
    void zeroingABlockOfDeviceMemoryIsAnAlignmentFault() {
        f.assertSyndrome(() -> f.memory().zeroBlock(DEVICE + 8)).isEqualTo(ALIGNMENT_FAULT | WRITE);
        assertThat(f.get(SystemRegister.FAR_EL1)).isEqualTo(DEVICE + 8);
        f.memory().zeroBlock(NORMAL);
        f.set(SystemRegister.SCTLR_EL1, 0);
        f.assertSyndrome(() -> f.memory().zeroBlock(TranslationFixture.DATA)).isEqualTo(ALIGNMENT_FAULT | WRITE);
    }
}
