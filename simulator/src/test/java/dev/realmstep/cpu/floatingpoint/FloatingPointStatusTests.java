package dev.realmstep.cpu.floatingpoint;

import static dev.realmstep.cpu.floatingpoint.FloatingPointFormat.BRAIN;
import static dev.realmstep.cpu.floatingpoint.FloatingPointFormat.DOUBLE;
import static dev.realmstep.cpu.floatingpoint.FloatingPointFormat.HALF;
import static dev.realmstep.cpu.floatingpoint.FloatingPointFormat.SINGLE;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class FloatingPointStatusTests {
    private static final long FZ16 = 1L << 19;
    private static final long FZ = 1L << 24;
    private static final long DN = 1L << 25;
    private static final long AHP = 1L << 26;
    private static final long QC = 1L << 27;
    private static final int SMALLEST_DENORMAL = 1;
    private static final long ONE = 0x3F80_0000L;
    private static final long SIGNALLING = 0x7F80_0001L;
    private static final long QUIET = 0xFFC0_1234L;

    private final List<Long> told = new ArrayList<>();
    private final FloatingPointStatus status = new FloatingPointStatus(told::add);

    @Test
    void aFlagIsToldOnceAndLeavesTheOthers() {
        status.setStatus(QC);
        long third = FloatingPointArithmetic.divide(SINGLE, ONE, 0x4040_0000L, status);
        FloatingPointArithmetic.divide(SINGLE, ONE, 0x4040_0000L, status);

        assertThat(third).isEqualTo(0x3EAA_AAABL);
        assertThat(told).containsExactly(QC | FloatingPointStatus.INEXACT);
    }

    @Test
    void aDenormalOperandCountsWhereNothingIsFlushed() {
        assertThat(FloatingPointComparison.isGreater(SINGLE, SMALLEST_DENORMAL, 0, status))
                .isTrue();
        assertThat(told).isEmpty();
    }

    @Test
    void aDenormalOperandIsZeroWhereFzFlushesIt() {
        status.setControl(FZ);

        assertThat(FloatingPointComparison.isGreater(SINGLE, SMALLEST_DENORMAL, 0, status))
                .isFalse();
        assertThat(status.status()).isEqualTo(FloatingPointStatus.INPUT_DENORMAL);
    }

    @Test
    void aDenormalHalfIsFlushedByFz16AloneAndSilently() {
        status.setControl(FZ);
        assertThat(FloatingPointComparison.isGreater(HALF, SMALLEST_DENORMAL, 0, status))
                .isTrue();
        status.setControl(FZ16);
        assertThat(FloatingPointComparison.isGreater(HALF, SMALLEST_DENORMAL, 0, status))
                .isFalse();

        assertThat(told).isEmpty();
    }

    @Test
    void aDenormalResultIsZeroWhereFzFlushesItAndNotInexact() {
        status.setControl(FZ);
        long smallestNormal = 0x0080_0000L;

        assertThat(FloatingPointArithmetic.multiply(SINGLE, smallestNormal, 0xBF00_0000L, status))
                .isEqualTo(0x8000_0000L);
        assertThat(status.status()).isEqualTo(FloatingPointStatus.UNDERFLOW);
    }

    @Test
    void aSignallingNanGoesBeforeAQuietOneAndIsQuieted() {
        assertThat(FloatingPointArithmetic.add(SINGLE, QUIET, SIGNALLING, status))
                .isEqualTo(0x7FC0_0001L);
        assertThat(status.status()).isEqualTo(FloatingPointStatus.INVALID_OPERATION);
    }

    @Test
    void dnMakesAllNansTheDefaultOne() {
        status.setControl(DN);

        assertThat(FloatingPointArithmetic.add(SINGLE, QUIET, ONE, status)).isEqualTo(0x7FC0_0000L);
        assertThat(told).isEmpty();
    }

    @Test
    void theAlternativeHalfHasNumbersInPlaceOfInfinities() {
        status.setControl(AHP);

        assertThat(FormatConversion.convert(HALF, SINGLE, 0x7C00, status)).isEqualTo(0x4780_0000L);
        assertThat(FormatConversion.convert(SINGLE, HALF, 0x4780_0000L, status)).isEqualTo(0x7C00);
        assertThat(told).isEmpty();
        assertThat(FormatConversion.convert(SINGLE, HALF, 0xFF80_0000L, status)).isEqualTo(0xFFFF);
        assertThat(status.status()).isEqualTo(FloatingPointStatus.INVALID_OPERATION);
    }

    @Test
    void aBrainFloatKeepsTheTopOfASinglesNan() {
        assertThat(FormatConversion.convert(SINGLE, BRAIN, QUIET, status)).isEqualTo(0xFFC0);
        assertThat(FormatConversion.convert(SINGLE, BRAIN, 0x3F80_8001L, status))
                .isEqualTo(0x3F81);
    }

    @Test
    void aFlushedOperandIsNotExactForJavaScript() {
        status.setControl(FZ);

        assertThat(FixedPointConversion.toFixedJavaScript(SMALLEST_DENORMAL, status))
                .isZero();
        assertThat(status.status()).isEqualTo(FloatingPointStatus.INPUT_DENORMAL);
        assertThat(FixedPointConversion.toFixedJavaScript(0, status)).isEqualTo(1L << 32);
        assertThat(FixedPointConversion.toFixedJavaScript(DOUBLE.signMask(), status))
                .isZero();
    }
}
