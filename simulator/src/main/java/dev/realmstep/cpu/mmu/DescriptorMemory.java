package dev.realmstep.cpu.mmu;

import dev.realmstep.cpu.mmu.TranslationFault.Finder;
import dev.realmstep.memory.GranuleProtectionFault;
import dev.realmstep.memory.GranuleProtectionViolation;
import dev.realmstep.memory.PhysicalAccessException;
import dev.realmstep.memory.PhysicalAddressSpace;
import dev.realmstep.memory.PhysicalPort;
import org.jspecify.annotations.Nullable;

/** The walker's access to descriptors in physical memory; what it meets there becomes a fault of the walk. */
final class DescriptorMemory {
    private static final int BYTES = 8;

    private final PhysicalPort port;

    DescriptorMemory(PhysicalPort port) {
        this.port = port;
    }

    long read(Walk walk, PhysicalAddressSpace space, long address, int level) throws TranslationFault {
        try {
            return port.read(space, address, BYTES);
        } catch (PhysicalAccessException e) {
            throw fault(walk, e, level, false);
        }
    }

    void write(Walk walk, PhysicalAddressSpace space, long address, long descriptor, int level)
            throws TranslationFault {
        try {
            port.write(space, address, BYTES, descriptor);
        } catch (PhysicalAccessException e) {
            throw fault(walk, e, level, true);
        }
    }

    private static TranslationFault fault(Walk walk, PhysicalAccessException refusal, int level, boolean write) {
        GranuleProtectionFault protection =
                refusal instanceof GranuleProtectionViolation violation ? violation.fault() : null;
        FaultStatus status =
                protection == null ? FaultStatus.EXTERNAL_ABORT_ON_WALK : FaultStatus.GRANULE_PROTECTION_ON_WALK;
        return walk.fault(status, level, write, protection);
    }

    /** The walk of one stage for one request: what its faults report. */
    record Walk(TranslationRequest request, Finder finder, long intermediateAddress) {
        TranslationFault fault(FaultStatus status, int level) {
            return fault(status, level, request.kind().writes() && finder != Finder.STAGE2_OF_STAGE1_WALK, null);
        }

        TranslationFault fault(
                FaultStatus status, int level, boolean write, @Nullable GranuleProtectionFault protection) {
            return new TranslationFault(
                    status, level, finder, request.address(), intermediateAddress, write, protection);
        }
    }
}
