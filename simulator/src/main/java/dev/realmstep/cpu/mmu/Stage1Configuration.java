package dev.realmstep.cpu.mmu;

/**
 * What stage 1 depends on, as the registers of its regime hold it.
 *
 * @param enabled SCTLR_ELx.M, with what overrides it
 * @param defaultCacheable HCR_EL2.DC: memory is Normal while stage 1 is off
 * @param writeExecuteNever SCTLR_ELx.WXN
 * @param enhancedPrivilegedAccessNever SCTLR_ELx.EPAN
 * @param control TCR_ELx
 * @param table0 TTBR0_ELx
 * @param table1 TTBR1_ELx, 0 in a regime with one range
 * @param memoryAttributes MAIR_ELx
 */
public record Stage1Configuration(
        boolean enabled,
        boolean defaultCacheable,
        boolean writeExecuteNever,
        boolean enhancedPrivilegedAccessNever,
        long control,
        long table0,
        long table1,
        long memoryAttributes) {
    private static final int A1 = 22;

    /** The address space identifier: of TTBR1 if TCR_ELx.A1, else of TTBR0. */
    public int addressSpaceIdentifier() {
        long table = (control >>> A1 & 1) != 0 ? table1 : table0;
        return (int) (table >>> 48);
    }
}
