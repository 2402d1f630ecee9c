package dev.realmstep.cpu.isa.vector;

import dev.realmstep.cpu.floatingpoint.FloatingPointFormat;
import dev.realmstep.cpu.floatingpoint.FloatingPointStatus;

/** What instructions do to numbers of a format, whether in scalar registers or in the elements of vectors. */
public final class FloatingPointOperation {
    private FloatingPointOperation() {}

    /** Of Rn. */
    @FunctionalInterface
    public interface OfOne {
        long apply(FloatingPointFormat format, long n, FloatingPointStatus status);
    }

    /** Of Rn and Rm. */
    @FunctionalInterface
    public interface OfTwo {
        long apply(FloatingPointFormat format, long n, long m, FloatingPointStatus status);
    }

    /** Of what Rd or Ra holds, Rn and Rm. */
    @FunctionalInterface
    public interface OfThree {
        long apply(FloatingPointFormat format, long a, long n, long m, FloatingPointStatus status);
    }
}
