package dev.realmstep.cpu;

/** The local and the global exclusive monitor of one PE (Arm ARM B2.12), which are one here, by physical address. */
public final class ExclusiveMonitor {
    private boolean armed;
    private long address;
    private int bytes;

    /** Marks physical bytes for exclusive access. */
    public void mark(long physicalAddress, int bytes) {
        armed = true;
        this.address = physicalAddress;
        this.bytes = bytes;
    }

    /** Whether a store to these bytes may succeed; the monitor is clear afterwards, as after any store-exclusive. */
    public boolean claim(long physicalAddress, int bytes) {
        boolean granted = armed && this.address == physicalAddress && this.bytes == bytes;
        armed = false;
        return granted;
    }

    public void clear() {
        armed = false;
    }
}
