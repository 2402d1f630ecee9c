package dev.realmstep.cpu;

import dev.realmstep.memory.NativeMemory;

/**
 * PSTATE (Arm ARM D1.4): what a processing element carries besides its registers, saved in SPSR_ELx when an exception
 * is taken and restored by an exception return.
 *
 * <p>Fields are public in effect: each has a getter and a setter of its name, since every engine reads them all the time.
 */
public final class ProcessState {
    public static final int N = 0b1000;
    public static final int Z = 0b0100;
    public static final int C = 0b0010;
    public static final int V = 0b0001;

    public static final int D = 0b1000;
    public static final int A = 0b0100;
    public static final int I = 0b0010;
    public static final int F = 0b0001;

    private static final int SPSR_SP = 0;
    private static final int SPSR_EL = 2;
    private static final int SPSR_NRW = 4;
    private static final int SPSR_DAIF = 6;
    private static final int SPSR_BTYPE = 10;
    private static final int SPSR_SSBS = 12;
    private static final int SPSR_IL = 20;
    private static final int SPSR_SS = 21;
    private static final int SPSR_PAN = 22;
    private static final int SPSR_UAO = 23;
    private static final int SPSR_DIT = 24;
    private static final int SPSR_NZCV = 28;

    private final Runnable translationContextChanged;
    private final long flags;
    private final long branchType;
    private final long masks;
    private ExceptionLevel exceptionLevel = ExceptionLevel.EL3;
    private boolean stackPointerSelect = true;
    private boolean illegalExecution;
    private boolean softwareStep;
    private boolean privilegedAccessNever;
    private boolean userAccessOverride;
    private boolean dataIndependentTiming;
    private boolean speculativeStoreBypassSafe;

    /** @param translationContextChanged told when a field changes that translations depend on */
    ProcessState(StateBlock block, Runnable translationContextChanged) {
        this.flags = block.anchor() + StateBlock.FLAGS;
        this.masks = block.anchor() + StateBlock.INTERRUPT_MASKS;
        setDaif(D | A | I | F);
        this.branchType = block.anchor() + StateBlock.BRANCH_TYPE;
        this.translationContextChanged = translationContextChanged;
    }

    /** The condition flags as four bits: {@link #N}, {@link #Z}, {@link #C}, {@link #V}. */
    public int nzcv() {
        return FlagImage.nzcv(NativeMemory.getShort(flags));
    }

    public void setNzcv(int nzcv) {
        NativeMemory.setShort(flags, FlagImage.of(nzcv));
    }

    public boolean carry() {
        return (nzcv() & C) != 0;
    }

    /** The exception masks as four bits: {@link #D}, {@link #A}, {@link #I}, {@link #F}; set means masked. */
    public int daif() {
        return (int) NativeMemory.getLong(masks) >>> SPSR_DAIF;
    }

    public void setDaif(int daif) {
        NativeMemory.setLong(masks, (daif & 0xFL) << SPSR_DAIF);
    }

    public ExceptionLevel exceptionLevel() {
        return exceptionLevel;
    }

    public void setExceptionLevel(ExceptionLevel level) {
        exceptionLevel = level;
        translationContextChanged.run();
    }

    /** SPSel: whether the stack pointer is SP_ELx of the current level (true) or SP_EL0. */
    public boolean stackPointerSelect() {
        return stackPointerSelect;
    }

    public void setStackPointerSelect(boolean own) {
        stackPointerSelect = own;
    }

    /** BTYPE: how the last branch came here, for branch target identification. */
    public int branchType() {
        return NativeMemory.getByte(branchType);
    }

    public void setBranchType(int type) {
        NativeMemory.setByte(branchType, (byte) (type & 3));
    }

    /** IL: the next instruction takes an Illegal Execution state exception. */
    public boolean illegalExecution() {
        return illegalExecution;
    }

    public void setIllegalExecution(boolean illegal) {
        illegalExecution = illegal;
    }

    /** SS: software step is active-not-pending. */
    public boolean softwareStep() {
        return softwareStep;
    }

    public void setSoftwareStep(boolean step) {
        softwareStep = step;
    }

    public boolean privilegedAccessNever() {
        return privilegedAccessNever;
    }

    public void setPrivilegedAccessNever(boolean pan) {
        privilegedAccessNever = pan;
        translationContextChanged.run();
    }

    public boolean userAccessOverride() {
        return userAccessOverride;
    }

    public void setUserAccessOverride(boolean uao) {
        userAccessOverride = uao;
        translationContextChanged.run();
    }

    public boolean dataIndependentTiming() {
        return dataIndependentTiming;
    }

    public void setDataIndependentTiming(boolean dit) {
        dataIndependentTiming = dit;
    }

    public boolean speculativeStoreBypassSafe() {
        return speculativeStoreBypassSafe;
    }

    public void setSpeculativeStoreBypassSafe(boolean ssbs) {
        speculativeStoreBypassSafe = ssbs;
    }

    /** Evaluates a condition code (Arm ARM C1.2.4), 0 to 15, against the flags. */
    public boolean holds(int condition) {
        int nzcv = nzcv();
        boolean result = switch (condition >>> 1) {
            case 0 -> (nzcv & Z) != 0;
            case 1 -> (nzcv & C) != 0;
            case 2 -> (nzcv & N) != 0;
            case 3 -> (nzcv & V) != 0;
            case 4 -> (nzcv & (C | Z)) == C;
            case 5 -> ((nzcv & N) != 0) == ((nzcv & V) != 0);
            case 6 -> ((nzcv & N) != 0) == ((nzcv & V) != 0) && (nzcv & Z) == 0;
            default -> true;
        };
        boolean inverted = (condition & 1) != 0 && condition != 0xF;
        return result != inverted;
    }

    /** The value that SPSR_ELx takes when an exception is taken from this state. */
    public long toSpsr() {
        return (long) nzcv() << SPSR_NZCV
                | bit(dataIndependentTiming, SPSR_DIT)
                | bit(userAccessOverride, SPSR_UAO)
                | bit(privilegedAccessNever, SPSR_PAN)
                | bit(softwareStep, SPSR_SS)
                | bit(illegalExecution, SPSR_IL)
                | bit(speculativeStoreBypassSafe, SPSR_SSBS)
                | (long) branchType() << SPSR_BTYPE
                | (long) daif() << SPSR_DAIF
                | (long) exceptionLevel.number() << SPSR_EL
                | bit(stackPointerSelect, SPSR_SP);
    }

    /**
     * Takes over all fields of an SPSR_ELx value. Whether the return is legal is the caller's to decide
     * ({@link #exceptionLevelOf}, {@link #isAarch32}).
     */
    public void fromSpsr(long spsr) {
        restoreFlagsAndMasks(spsr);
        setExceptionLevel(exceptionLevelOf(spsr));
        stackPointerSelect = isSet(spsr, SPSR_SP);
    }

    /** What an illegal exception return still takes from SPSR_ELx: all but the level and the stack pointer. */
    public void restoreFlagsAndMasks(long spsr) {
        setNzcv((int) (spsr >>> SPSR_NZCV));
        dataIndependentTiming = isSet(spsr, SPSR_DIT);
        setUserAccessOverride(isSet(spsr, SPSR_UAO));
        setPrivilegedAccessNever(isSet(spsr, SPSR_PAN));
        softwareStep = isSet(spsr, SPSR_SS);
        illegalExecution = isSet(spsr, SPSR_IL);
        speculativeStoreBypassSafe = isSet(spsr, SPSR_SSBS);
        setBranchType((int) (spsr >>> SPSR_BTYPE));
        setDaif(masksOf(spsr));
    }

    /** The level that an SPSR_ELx value returns to. */
    public static ExceptionLevel exceptionLevelOf(long spsr) {
        return ExceptionLevel.of((int) (spsr >>> SPSR_EL) & 3);
    }

    /** The exception masks that an SPSR_ELx value returns to, as {@link #daif()}. */
    public static int masksOf(long spsr) {
        return (int) (spsr >>> SPSR_DAIF) & 0xF;
    }

    /** Whether an SPSR_ELx value returns to AArch32, which this machine does not have. */
    public static boolean isAarch32(long spsr) {
        return isSet(spsr, SPSR_NRW);
    }

    private static long bit(boolean set, int position) {
        return set ? 1L << position : 0;
    }

    private static boolean isSet(long value, int position) {
        return (value >>> position & 1) != 0;
    }
}
