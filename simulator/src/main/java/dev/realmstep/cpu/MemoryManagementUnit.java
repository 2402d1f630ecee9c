package dev.realmstep.cpu;

import dev.realmstep.memory.BusAbort;
import dev.realmstep.memory.GranuleProtectionCheck;
import dev.realmstep.memory.GranuleProtectionFault;
import dev.realmstep.memory.PhysicalAddressSpace;
import dev.realmstep.memory.SystemBus;

/** Carries the loads, stores and fetches of one processing element: translation, granule protection check, bus. */
public final class MemoryManagementUnit {
    private static final int SYNCHRONOUS_EXTERNAL_ABORT = 0b010000;

    private final ProcessingElement element;
    private final SystemBus bus;
    private final GranuleProtectionCheck protection;

    MemoryManagementUnit(ProcessingElement element, SystemBus bus) {
        this.element = element;
        this.bus = bus;
        this.protection = new GranuleProtectionCheck(bus);
    }

    public GranuleProtectionCheck protection() {
        return protection;
    }

    /**
     * Loads 1, 2, 4 or 8 bytes at a virtual address with the rights of the current exception level, zero-extended.
     *
     * @throws SynchronousException on any fault
     */
    public long load(long address, int bytes) {
        return physicalRead(element.securityState().physicalAddressSpace(), address, bytes);
    }

    /**
     * Stores the low 1, 2, 4 or 8 bytes of a value at a virtual address.
     *
     * @throws SynchronousException on any fault
     */
    public void store(long address, int bytes, long value) {
        physicalWrite(element.securityState().physicalAddressSpace(), address, bytes, value);
    }

    /** As {@link #load}, with the rights of EL0 (LDTR and its kin). */
    public long loadUnprivileged(long address, int bytes) {
        return load(address, bytes);
    }

    /** As {@link #store}, with the rights of EL0 (STTR and its kin). */
    public void storeUnprivileged(long address, int bytes, long value) {
        store(address, bytes, value);
    }

    /** Loads with the intent to store: faults as a store would, so that a read-modify-write faults before it reads. */
    public long loadForUpdate(long address, int bytes) {
        return load(address, bytes);
    }

    /** Fetches the instruction at a virtual address. */
    public int fetch(long address) {
        return (int) load(address, 4);
    }

    private long physicalRead(PhysicalAddressSpace space, long address, int bytes) {
        check(space, address);
        try {
            return bus.read(space, address, bytes);
        } catch (BusAbort e) {
            throw externalAbort(address);
        }
    }

    private void physicalWrite(PhysicalAddressSpace space, long address, int bytes, long value) {
        check(space, address);
        try {
            bus.write(space, address, bytes, value);
        } catch (BusAbort e) {
            throw externalAbort(address);
        }
    }

    private void check(PhysicalAddressSpace space, long address) {
        GranuleProtectionFault fault = protection.check(space, address);
        if (fault != null) {
            throw SynchronousException.fault(
                    ExceptionClass.GRANULE_PROTECTION_CHECK, fault.level(), ExceptionLevel.EL3, address, 0);
        }
    }

    private static SynchronousException externalAbort(long address) {
        return SynchronousException.fault(
                ExceptionClass.DATA_ABORT_SAME_LEVEL, SYNCHRONOUS_EXTERNAL_ABORT, null, address, 0);
    }
}
