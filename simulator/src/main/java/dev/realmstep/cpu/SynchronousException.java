package dev.realmstep.cpu;

import org.jspecify.annotations.Nullable;

/**
 * The current instruction takes a synchronous exception: thrown by its semantics or by the memory management unit, and
 * turned into a change of exception level by the engine that runs the instruction
 * ({@link ProcessingElement#takeException}).
 */
public final class SynchronousException extends RuntimeException {
    private static final long serialVersionUID = 1L;
    /** S1PTW and CM: a walk, and cache maintenance. */
    private static final int ISS_NOT_OF_ACCESS = 1 << 7 | 1 << 8;

    private final ExceptionClass exceptionClass;
    private final int syndrome;
    private final @Nullable ExceptionLevel target;
    private final long faultAddress;
    private final long intermediateAddress;
    private final long physicalFaultAddress;
    private final boolean secondStage;
    private final boolean afterInstruction;

    private SynchronousException(
            ExceptionClass exceptionClass,
            int syndrome,
            @Nullable ExceptionLevel target,
            long faultAddress,
            long intermediateAddress,
            long physicalFaultAddress,
            boolean secondStage,
            boolean afterInstruction) {
        // Control flow of the guest, as frequent as the guest likes: no message, no stack trace.
        super(null, null, false, false);
        this.exceptionClass = exceptionClass;
        this.syndrome = syndrome;
        this.target = target;
        this.faultAddress = faultAddress;
        this.intermediateAddress = intermediateAddress;
        this.physicalFaultAddress = physicalFaultAddress;
        this.secondStage = secondStage;
        this.afterInstruction = afterInstruction;
    }

    /** An exception whose preferred return address is the instruction itself, and that goes where its class is routed. */
    public static SynchronousException of(ExceptionClass exceptionClass, int iss) {
        return new SynchronousException(exceptionClass, iss, null, 0, 0, 0, false, false);
    }

    /** An unallocated or inaccessible instruction: UNDEFINED. */
    public static SynchronousException undefined() {
        return of(ExceptionClass.UNKNOWN, 0);
    }

    /** SVC, HVC or SMC: the preferred return address is the next instruction. */
    public static SynchronousException call(ExceptionClass exceptionClass, int immediate, ExceptionLevel target) {
        return new SynchronousException(exceptionClass, immediate, target, 0, 0, 0, false, true);
    }

    /** A trap to a given level, of the instruction itself. */
    public static SynchronousException trap(ExceptionClass exceptionClass, int iss, ExceptionLevel target) {
        return new SynchronousException(exceptionClass, iss, target, 0, 0, 0, false, false);
    }

    /**
     * A fault of a memory access that stage 1, the memory system or an alignment check found.
     *
     * @param target the level that takes it, or null for the current regime's own
     * @param faultAddress for FAR_ELx
     */
    public static SynchronousException fault(
            ExceptionClass exceptionClass, int iss, @Nullable ExceptionLevel target, long faultAddress) {
        return new SynchronousException(exceptionClass, iss, target, faultAddress, 0, 0, false, false);
    }

    /**
     * A fault that stage 2 found.
     *
     * @param target EL2, or EL3 for an external abort routed there
     * @param faultAddress for FAR_EL2
     * @param intermediateAddress the intermediate physical address, for HPFAR_EL2
     */
    public static SynchronousException secondStageFault(
            ExceptionClass exceptionClass,
            int iss,
            ExceptionLevel target,
            long faultAddress,
            long intermediateAddress) {
        return new SynchronousException(exceptionClass, iss, target, faultAddress, intermediateAddress, 0, true, false);
    }

    /**
     * A granule protection check that EL3 is told of.
     *
     * @param faultAddress for FAR_EL3
     * @param secondStage whether it was met during stage 2
     * @param intermediateAddress for HPFAR_EL2 in that case
     * @param physicalFaultAddress for MFAR_EL3: the physical address with its space in bits 63 (NS) and 62 (NSE)
     */
    public static SynchronousException granuleProtectionCheck(
            int iss, long faultAddress, boolean secondStage, long intermediateAddress, long physicalFaultAddress) {
        return new SynchronousException(
                ExceptionClass.GRANULE_PROTECTION_CHECK,
                iss,
                ExceptionLevel.EL3,
                faultAddress,
                intermediateAddress,
                physicalFaultAddress,
                secondStage,
                false);
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

    /** For MFAR_EL3, of a granule protection check exception. */
    public long physicalFaultAddress() {
        return physicalFaultAddress;
    }

    /** Whether stage 2 found the fault. */
    public boolean isSecondStage() {
        return secondStage;
    }

    /**
     * Whether ESR_EL2 describes the instruction in ISS[23:14] (ISV and what follows): stage 2 data aborts, walks aside.
     * The engine knows the instruction and adds them by {@link #withSyndrome}.
     */
    public boolean describesInstruction() {
        return secondStage
                && exceptionClass == ExceptionClass.DATA_ABORT_SAME_LEVEL
                && (syndrome & ISS_NOT_OF_ACCESS) == 0;
    }

    /** Whether the preferred return address is the next instruction. */
    public boolean afterInstruction() {
        return afterInstruction;
    }

    /** The same exception with other bits of syndrome: what only the engine knows of the instruction (ISS[23:14]). */
    public SynchronousException withSyndrome(int iss) {
        return new SynchronousException(
                exceptionClass,
                iss,
                target,
                faultAddress,
                intermediateAddress,
                physicalFaultAddress,
                secondStage,
                afterInstruction);
    }
}
