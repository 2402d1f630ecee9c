package dev.realmstep.host;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** A realm that was built, with what the host needs to keep it running. */
final class RealmUnderHost {
    private final int ipaBits;
    private final long rd;
    private final RealmMemory memory;
    private final List<VirtualProcessor> processors;

    RealmUnderHost(int ipaBits, long rd, RealmMemory memory, List<VirtualProcessor> processors) {
        this.ipaBits = ipaBits;
        this.rd = rd;
        this.memory = memory;
        this.processors = List.copyOf(processors);
    }

    /** Physical address of the realm descriptor granule. */
    long rd() {
        return rd;
    }

    RealmMemory memory() {
        return memory;
    }

    List<VirtualProcessor> processors() {
        return processors;
    }

    /** The virtual processor with an MPIDR affinity, if the realm has one. */
    @Nullable
    VirtualProcessor processorWith(long mpidr) {
        for (VirtualProcessor processor : processors) {
            if (processor.mpidr() == mpidr) {
                return processor;
            }
        }
        return null;
    }

    /** The bit of an IPA that tells the unprotected half from the protected one. */
    long unprotectedBit() {
        return 1L << (ipaBits - 1);
    }

    /** Whether an IPA is in the protected half. */
    boolean isProtectedAddress(long ipa) {
        return ipa >= 0 && ipa < unprotectedBit();
    }

    boolean isUnprotected(long ipa) {
        return (ipa & unprotectedBit()) != 0;
    }
}
