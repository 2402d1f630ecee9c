package dev.realmstep.memory;

/**
 * A requester's way to physical memory: every access goes through its granule protection check, then over the bus.
 *
 * <p>Translation table walks use it, and so does firmware that lives outside simulated memory. Accesses of several bytes
 * need no alignment; those that cross a page are checked page by page, before anything is written.
 */
public final class PhysicalPort {
    private static final int PAGE_SIZE = PhysicalMemory.PAGE_SIZE;

    private final SystemBus bus;
    private final GranuleProtectionCheck protection;

    public PhysicalPort(SystemBus bus, GranuleProtectionCheck protection) {
        this.bus = bus;
        this.protection = protection;
    }

    /** The check that this requester's accesses go through. */
    public GranuleProtectionCheck protection() {
        return protection;
    }

    /** Reads 1, 2, 4 or 8 bytes that do not cross a page, zero-extended. */
    public long read(PhysicalAddressSpace space, long address, int bytes) throws PhysicalAccessException {
        check(space, address);
        return bus.read(space, address, bytes);
    }

    /** Writes the low 1, 2, 4 or 8 bytes of a value; they must not cross a page. */
    public void write(PhysicalAddressSpace space, long address, int bytes, long value) throws PhysicalAccessException {
        check(space, address);
        bus.write(space, address, bytes, value);
    }

    /** Fills an array from memory. */
    public void read(PhysicalAddressSpace space, long address, byte[] into) throws PhysicalAccessException {
        PhysicalMemory memory = memory(space, address, into.length);
        memory.read(address, into);
    }

    /** Writes all of an array to memory, or nothing of it. */
    public void write(PhysicalAddressSpace space, long address, byte[] from) throws PhysicalAccessException {
        PhysicalMemory memory = memory(space, address, from.length);
        memory.write(address, from);
    }

    /** Fills a page with zeroes. */
    public void clearPage(PhysicalAddressSpace space, long address) throws PhysicalAccessException {
        memory(space, address, PAGE_SIZE).clearPage(address);
    }

    private PhysicalMemory memory(PhysicalAddressSpace space, long address, int bytes) throws PhysicalAccessException {
        long end = address + bytes;
        for (long page = address & -PAGE_SIZE; page < end; page += PAGE_SIZE) {
            check(space, page);
        }
        PhysicalMemory memory = bus.memoryAt(address, bytes);
        if (memory == null) {
            throw new BusAbort(space, address);
        }
        return memory;
    }

    private void check(PhysicalAddressSpace space, long address) throws GranuleProtectionViolation {
        GranuleProtectionFault fault = protection.check(space, address);
        if (fault != null) {
            throw new GranuleProtectionViolation(fault);
        }
    }
}
