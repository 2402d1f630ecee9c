package dev.realmstep.cpu.isa.base;

/** Which instructions of a guarded page a branch may land on (FEAT_BTI, Arm ARM D8.4.6 and the pages of BTI and PACIASP). */
public final class BranchTargets {
    private static final int BTI_C = 0xD503_245F;
    private static final int BTI_J = 0xD503_249F;
    private static final int BTI_JC = 0xD503_24DF;
    private static final int PACIASP = 0xD503_233F;
    private static final int PACIBSP = 0xD503_237F;
    private static final int BRK_OR_HLT_MASK = 0xFF80_001F;
    private static final int BRK_OR_HLT = 0xD400_0000;
    private static final int BRANCH_CALL = 0b10;
    private static final int BRANCH_GUARDED = 0b11;

    private BranchTargets() {}

    /**
     * Whether a branch may land on an instruction.
     *
     * @param branchType PSTATE.BTYPE, not 0
     * @param strict SCTLR_ELx.BT: PACIASP and PACIBSP admit no more than BTI c does
     */
    public static boolean accepts(int word, int branchType, boolean strict) {
        return switch (word) {
            case BTI_JC -> true;
            case BTI_C -> branchType != BRANCH_GUARDED;
            case BTI_J -> branchType != BRANCH_CALL;
            case PACIASP, PACIBSP -> branchType != BRANCH_GUARDED || !strict;
            default -> isBreakpoint(word);
        };
    }

    /** BRK and HLT can be put over any instruction. */
    private static boolean isBreakpoint(int word) {
        int group = word & BRK_OR_HLT_MASK;
        return group == BRK_OR_HLT && (word >>> 21 & 3) != 0;
    }
}
