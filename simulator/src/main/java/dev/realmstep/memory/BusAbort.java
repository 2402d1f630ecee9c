package dev.realmstep.memory;

/** Nothing answers at a physical address; a processing element sees a synchronous external abort. */
public final class BusAbort extends PhysicalAccessException {
    private static final long serialVersionUID = 1L;

    private final PhysicalAddressSpace space;
    private final long address;

    public BusAbort(PhysicalAddressSpace space, long address) {
        super("nothing answers at %s physical address 0x%x".formatted(space, address));
        this.space = space;
        this.address = address;
    }

    public PhysicalAddressSpace space() {
        return space;
    }

    public long address() {
        return address;
    }
}
