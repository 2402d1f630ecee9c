package dev.realmstep.cpu.floatingpoint;

import java.util.function.LongConsumer;

/** What FPCR asks of floating-point operations, and the cumulative flags that they leave in FPSR. */
public final class FloatingPointStatus {
    /** FPSR.IOC: an operand or result was invalid. */
    public static final int INVALID_OPERATION = 1;
    /** FPSR.DZC. */
    public static final int DIVIDE_BY_ZERO = 1 << 1;
    /** FPSR.OFC. */
    public static final int OVERFLOW = 1 << 2;
    /** FPSR.UFC. */
    public static final int UNDERFLOW = 1 << 3;
    /** FPSR.IXC. */
    public static final int INEXACT = 1 << 4;
    /** FPSR.IDC: a denormal operand was taken as zero. */
    public static final int INPUT_DENORMAL = 1 << 7;

    private static final long FZ16 = 1L << 19;
    private static final int RMODE_SHIFT = 22;
    private static final long FZ = 1L << 24;
    private static final long DN = 1L << 25;
    private static final long AHP = 1L << 26;

    private final LongConsumer statusChanged;
    private long status;
    private Rounding rounding = Rounding.TIE_EVEN;
    private boolean flushing;
    private boolean flushingHalves;
    private boolean defaultNaN;
    private boolean alternativeHalf;
    private boolean likeHost;

    /** @param statusChanged told the new FPSR when an operation has raised a flag that was clear */
    public FloatingPointStatus(LongConsumer statusChanged) {
        this.statusChanged = statusChanged;
    }

    /** Takes over FPCR. */
    public void setControl(long fpcr) {
        rounding = Rounding.ofMode((int) (fpcr >>> RMODE_SHIFT));
        flushing = (fpcr & FZ) != 0;
        flushingHalves = (fpcr & FZ16) != 0;
        defaultNaN = (fpcr & DN) != 0;
        alternativeHalf = (fpcr & AHP) != 0;
        updateLikeHost();
    }

    /** Takes over FPSR. */
    public void setStatus(long fpsr) {
        status = fpsr;
        updateLikeHost();
    }

    /** Whether FPCR asks for nothing special: ties to even, denormals as they are, NaNs as they come. */
    public boolean isPlain() {
        return rounding == Rounding.TIE_EVEN && !flushing && !flushingHalves && !defaultNaN && !alternativeHalf;
    }

    /** FPSR. */
    public long status() {
        return status;
    }

    private void updateLikeHost() {
        likeHost = rounding == Rounding.TIE_EVEN && !flushing && (status & INEXACT) != 0;
    }

    /** Raises cumulative flags. */
    public void raise(int flags) {
        if ((status & flags) != flags) {
            status |= flags;
            updateLikeHost();
            statusChanged.accept(status);
        }
    }

    /** The rounding that FPCR.RMode selects. */
    public Rounding rounding() {
        return rounding;
    }

    /**
     * Whether the host's own arithmetic, in single and double precision, gives what the architecture wants as long as the result is
     * {@linkplain FloatingPointFormat#isPlain plain}: it rounds to nearest, and the one flag that such a result may raise is up.
     */
    boolean isLikeHost() {
        return likeHost;
    }

    boolean flushes(FloatingPointFormat format) {
        return format == FloatingPointFormat.HALF ? flushingHalves : flushing;
    }

    boolean usesDefaultNaN() {
        return defaultNaN;
    }

    /** The format of half-precision numbers that are converted. */
    FloatingPointFormat halfToConvert() {
        return alternativeHalf ? FloatingPointFormat.ALTERNATIVE_HALF : FloatingPointFormat.HALF;
    }

    /** An operand as FPUnpack takes it: a denormal number is zero where FPCR says so. */
    long operand(FloatingPointFormat format, long number) {
        if (flushes(format) && format.isDenormal(number)) {
            if (format != FloatingPointFormat.HALF) {
                raise(INPUT_DENORMAL);
            }
            return format.zero(format.isNegative(number));
        }
        return number;
    }

    /** Raises the invalid operation flag. */
    long invalid(FloatingPointFormat format) {
        raise(INVALID_OPERATION);
        return format.defaultNaN();
    }

    /** The zero that an exact difference of equal numbers is. */
    long zeroOfDifference(FloatingPointFormat format) {
        return format.zero(rounding == Rounding.NEGATIVE_INFINITY);
    }
}
