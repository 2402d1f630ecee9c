package dev.realmstep.cpu.mmu;

import dev.realmstep.memory.GranuleProtectionFault;
import org.jspecify.annotations.Nullable;

/** Why an access did not reach memory: what the architecture's fault record holds (Arm ARM, FaultRecord). */
public final class TranslationFault extends Exception {
    private static final long serialVersionUID = 1L;

    /** Which stage of translation found a fault, on whose behalf. */
    public enum Finder {
        STAGE1,
        STAGE2,
        /** Stage 2, for a descriptor that stage 1 walked to. */
        STAGE2_OF_STAGE1_WALK
    }

    private final FaultStatus status;
    private final int level;
    private final Finder finder;
    private final long virtualAddress;
    private final long intermediateAddress;
    private final boolean write;
    private final transient @Nullable GranuleProtectionFault granuleProtection;

    TranslationFault(
            FaultStatus status,
            int level,
            Finder finder,
            long virtualAddress,
            long intermediateAddress,
            boolean write,
            @Nullable GranuleProtectionFault granuleProtection) {
        // Control flow of the guest, as frequent as the guest likes: no stack trace.
        super(null, null, false, false);
        this.status = status;
        this.level = level;
        this.finder = finder;
        this.virtualAddress = virtualAddress;
        this.intermediateAddress = intermediateAddress;
        this.write = write;
        this.granuleProtection = granuleProtection;
    }

    public FaultStatus status() {
        return status;
    }

    /** The lookup level, 0 to 3. */
    public int level() {
        return level;
    }

    /** ISS[5:0]. */
    public int code() {
        return status.code(level);
    }

    public boolean isSecondStage() {
        return finder != Finder.STAGE1;
    }

    /** S1PTW: stage 2 found it, for a descriptor of stage 1. */
    public boolean isSecondStageOfWalk() {
        return finder == Finder.STAGE2_OF_STAGE1_WALK;
    }

    public long virtualAddress() {
        return virtualAddress;
    }

    /** What stage 2 was to translate; 0 for a fault of stage 1. */
    public long intermediateAddress() {
        return intermediateAddress;
    }

    /** WnR: whether a write was refused. */
    public boolean isWrite() {
        return write;
    }

    /** What the granule protection check said, where it refused the access. */
    public @Nullable GranuleProtectionFault granuleProtection() {
        return granuleProtection;
    }

    @Override
    public String getMessage() {
        String where = isSecondStage() ? "stage 2 (IPA 0x%x)".formatted(intermediateAddress) : "stage 1";
        String reason = granuleProtection == null ? "" : ": " + granuleProtection;
        return "%s fault, level %d, %s, of virtual address 0x%x%s"
                .formatted(status, level, where, virtualAddress, reason);
    }
}
