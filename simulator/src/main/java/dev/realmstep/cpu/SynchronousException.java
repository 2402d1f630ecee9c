package dev.realmstep.cpu;

import org.jspecify.annotations.Nullable;

/**
 * The current instruction takes a synchronous exception: thrown by its semantics or by the memory management unit, and
 * turned into a change of exception level by the engine that runs the instruction
 * ({@link ProcessingElement#takeException}).
 */
public final class SynchronousException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final ExceptionClass exceptionClass;
    private final int syndrome;
    private final @Nullable ExceptionLevel target;
    private final long faultAddress;
    private final long intermediateAddress;
    private final boolean afterInstruction;

    private SynchronousException(
            ExceptionClass exceptionClass,
            int syndrome,
            @Nullable ExceptionLevel target,
            long faultAddress,
            long intermediateAddress,
            boolean afterInstruction) {
        // Control flow of the guest, as frequent as the guest likes: no message, no stack trace.
        super(null, null, false, false);
        this.exceptionClass = exceptionClass;
        this.syndrome = syndrome;
        this.target = target;
        this.faultAddress = faultAddress;
        this.intermediateAddress = intermediateAddress;
        this.afterInstruction = afterInstruction;
    }

    /** An exception whose preferred return address is the instruction itself, and that goes where its class is routed. */
    public static SynchronousException of(ExceptionClass exceptionClass, int iss) {
        return new SynchronousException(exceptionClass, iss, null, 0, 0, false);
    }

    /** An unallocated or inaccessible instruction: UNDEFINED. */
    public static SynchronousException undefined() {
        return of(ExceptionClass.UNKNOWN, 0);
    }

    /** SVC, HVC or SMC: the preferred return address is the next instruction. */
    public static SynchronousException call(ExceptionClass exceptionClass, int immediate, ExceptionLevel target) {
        return new SynchronousException(exceptionClass, immediate, target, 0, 0, true);
    }

    /** A trap to a given level, of the instruction itself. */
    public static SynchronousException trap(ExceptionClass exceptionClass, int iss, ExceptionLevel target) {
        return new SynchronousException(exceptionClass, iss, target, 0, 0, false);
    }

    /**
     * A fault of a memory access.
     *
     * @param target the level that takes it, or null for the current regime's own
     * @param faultAddress for FAR_ELx
     * @param intermediateAddress IPA of a stage 2 fault, for HPFAR_EL2, else 0
     */
    public static SynchronousException fault(
            ExceptionClass exceptionClass,
            int iss,
            @Nullable ExceptionLevel target,
            long faultAddress,
            long intermediateAddress) {
        return new SynchronousException(exceptionClass, iss, target, faultAddress, intermediateAddress, false);
    }

    public ExceptionClass exceptionClass() {
        return exceptionClass;
    }

    /** ESR_ELx.ISS, 25 bits. */
    public int syndrome() {
        return syndrome;
    }

    /** The level that takes it, or null where the routing of its class decides. */
    public @Nullable ExceptionLevel target() {
        return target;
    }

    public long faultAddress() {
        return faultAddress;
    }

    public long intermediateAddress() {
        return intermediateAddress;
    }

    /** Whether the preferred return address is the next instruction. */
    public boolean afterInstruction() {
        return afterInstruction;
    }

    /** The same exception with other bits of syndrome: what only the engine knows of the instruction (ISS[23:14]). */
    public SynchronousException withSyndrome(int iss) {
        return new SynchronousException(
                exceptionClass, iss, target, faultAddress, intermediateAddress, afterInstruction);
    }
}
