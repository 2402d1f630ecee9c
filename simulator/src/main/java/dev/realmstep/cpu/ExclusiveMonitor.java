package dev.realmstep.cpu;

import dev.realmstep.memory.PhysicalMemory;

/**
 * The local and the global exclusive monitor of one PE (Arm ARM B2.12), which are one here, by physical address: cleared
 * by stores of other elements to the marked granule.
 */
public final class ExclusiveMonitor {
    /** log2 of CTR_EL0.ERG, the exclusives reservation granule: 64 bytes. */
    static final int GRANULE_BITS = 6;

    private final ProcessingElement element;
    private final ShareabilityDomain domain;
    private boolean armed;
    private long address;
    private int bytes;

    ExclusiveMonitor(ProcessingElement element, ShareabilityDomain domain) {
        this.element = element;
        this.domain = domain;
    }

    /** Marks physical bytes for exclusive access. */
    public void mark(long physicalAddress, int bytes) {
        arm(true);
        this.address = physicalAddress;
        this.bytes = bytes;
    }

    /** Whether a store to these bytes may succeed; the monitor is clear afterwards, as after any store-exclusive. */
    public boolean claim(long physicalAddress, int bytes) {
        boolean granted = armed && this.address == physicalAddress && this.bytes == bytes;
        arm(false);
        return granted;
    }

    boolean isArmed() {
        return armed;
    }

    /** The physical address of the page that holds the mark. */
    long markedPage() {
        return address & -PhysicalMemory.PAGE_SIZE;
    }

    public void clear() {
        arm(false);
    }

    /** Another element stores to a physical address: a mark in its granule is lost, which is an event. */
    void observeStore(long physicalAddress) {
        if (armed && physicalAddress >>> GRANULE_BITS == address >>> GRANULE_BITS) {
            arm(false);
            element.sendEventLocal();
        }
    }

    private void arm(boolean on) {
        if (armed != on) {
            armed = on;
            domain.countArmedMonitor(on ? 1 : -1);
        }
    }
}
