package dev.realmstep.cpu.mmu;

/**
 * What stage 2 depends on.
 *
 * @param deviceWalksFault HCR_EL2.PTW: a stage 1 descriptor must not lie in Device memory
 * @param control VTCR_EL2
 * @param table VTTBR_EL2
 */
public record Stage2Configuration(boolean deviceWalksFault, long control, long table) {
    /** VMID, 16 bits. */
    public int virtualMachineIdentifier() {
        return (int) (table >>> 48);
    }
}
