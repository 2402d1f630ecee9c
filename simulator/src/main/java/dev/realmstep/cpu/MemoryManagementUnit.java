package dev.realmstep.cpu;

import dev.realmstep.memory.BusAbort;
import dev.realmstep.memory.GranuleProtectionCheck;
import dev.realmstep.memory.GranuleProtectionFault;
import dev.realmstep.memory.PhysicalAddressSpace;
import dev.realmstep.memory.PhysicalMemory;
import dev.realmstep.memory.SystemBus;
import org.jspecify.annotations.Nullable;

/** Carries the loads, stores and fetches of one processing element: translation, granule protection check, bus. */
public final class MemoryManagementUnit {
    private static final int SYNCHRONOUS_EXTERNAL_ABORT = 0b010000;
    private static final int ALIGNMENT_FAULT = 0b100001;
    private static final long ZERO_BLOCK_BYTES = 64;

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

    /** Loads for an atomic read-modify-write: faults as an aligned store would, so that it faults before it reads. */
    public long loadForUpdate(long address, int bytes) {
        return loadAligned(address, bytes);
    }

    /** Faults if the bytes of an atomic read-modify-write, up to 16, are not aligned to their number. */
    public void checkAlignmentForUpdate(long address, int bytes) {
        checkAlignment(address, bytes);
    }

    /** Fetches the instruction at a virtual address. */
    public int fetch(long address) {
        return (int) load(address, 4);
    }

    /**
     * The page of RAM that holds the instruction at an address, after the checks of a fetch; null where no RAM answers,
     * so that {@link #fetch} must be asked for each instruction. Its content may change at any time.
     *
     * @throws SynchronousException on any fault
     */
    public byte @Nullable [] fetchPage(long address) {
        PhysicalAddressSpace space = element.securityState().physicalAddressSpace();
        check(space, address);
        PhysicalMemory memory = bus.memoryAt(address, 4);
        return memory == null ? null : memory.page(address);
    }

    /**
     * What the answers of {@link #fetchPage} hang on: they hold for as long as this value is the same. It changes with
     * the exception level, the world, the translation regime's registers, and TLB maintenance.
     */
    public int fetchContext() {
        return element.exceptionLevel().number() << 2 | element.securityState().ordinal();
    }

    /** As {@link #load}, for LDAR, LDXR and the atomics: an address that is not a multiple of the size faults. */
    public long loadAligned(long address, int bytes) {
        checkAlignment(address, bytes);
        return load(address, bytes);
    }

    /** As {@link #store}, for STLR, STXR and the atomics: an address that is not a multiple of the size faults. */
    public void storeAligned(long address, int bytes, long value) {
        checkAlignment(address, bytes);
        store(address, bytes, value);
    }

    /** Marks 1 to 16 bytes for exclusive access by this element, with the checks of an aligned load. */
    public void markExclusive(long address, int bytes) {
        checkAlignment(address, bytes);
        element.exclusiveMonitor().mark(address, bytes);
    }

    /** Whether a store-exclusive to these bytes may store, with the checks of an aligned store; the mark is gone then. */
    public boolean claimExclusive(long address, int bytes) {
        checkAlignment(address, bytes);
        return element.exclusiveMonitor().claim(address, bytes);
    }

    /** DC ZVA: zeroes the block of DCZID_EL0 bytes that holds an address, with the checks of a store. */
    public void zeroBlock(long address) {
        long block = address & -ZERO_BLOCK_BYTES;
        for (long offset = 0; offset < ZERO_BLOCK_BYTES; offset += Long.BYTES) {
            store(block + offset, Long.BYTES, 0);
        }
    }

    private static void checkAlignment(long address, int bytes) {
        if ((address & (bytes - 1)) != 0) {
            throw SynchronousException.fault(ExceptionClass.DATA_ABORT_SAME_LEVEL, ALIGNMENT_FAULT, null, address);
        }
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
            throw SynchronousException.granuleProtectionCheck(fault.level(), address, address);
        }
    }

    private static SynchronousException externalAbort(long address) {
        return SynchronousException.fault(
                ExceptionClass.DATA_ABORT_SAME_LEVEL, SYNCHRONOUS_EXTERNAL_ABORT, null, address);
    }
}
