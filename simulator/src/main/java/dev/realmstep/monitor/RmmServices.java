package dev.realmstep.monitor;

import dev.realmstep.cpu.ProcessingElement;
import dev.realmstep.memory.PhysicalAddressSpace;

/** What EL3 does for the RMM (TF-A's RMM-EL3 communication interface): it moves granules between worlds. */
final class RmmServices {
    static final long RMI_REQUEST_COMPLETE = 0xC400_018FL;
    static final long BOOT_COMPLETE = 0xC400_01CFL;

    private static final long GRANULE_DELEGATE = 0xC400_01B0L;
    private static final long GRANULE_UNDELEGATE = 0xC400_01B1L;

    private static final long OK = 0;
    private static final long UNKNOWN = -1;
    private static final long BAD_ADDRESS = -2;
    private static final long BAD_SPACE = -3;

    private final GranuleProtectionTable table;

    RmmServices(GranuleProtectionTable table) {
        this.table = table;
    }

    /** Serves one call; the granule's physical address is in X1. */
    long serve(ProcessingElement element, long function) {
        if (function == GRANULE_DELEGATE) {
            return move(element, PhysicalAddressSpace.NON_SECURE, PhysicalAddressSpace.REALM);
        }
        if (function == GRANULE_UNDELEGATE) {
            return move(element, PhysicalAddressSpace.REALM, PhysicalAddressSpace.NON_SECURE);
        }
        return UNKNOWN;
    }

    private long move(ProcessingElement element, PhysicalAddressSpace from, PhysicalAddressSpace to) {
        long granule = element.x(1);
        if (!table.isShared(granule)) {
            return BAD_ADDRESS;
        }
        if (!table.belongsTo(element, granule, from)) {
            return BAD_SPACE;
        }
        table.assign(element, granule, to);
        return OK;
    }
}
