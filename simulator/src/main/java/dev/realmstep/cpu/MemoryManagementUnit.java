package dev.realmstep.cpu;

import dev.realmstep.cpu.mmu.AccessKind;
import dev.realmstep.cpu.mmu.AddressTranslation;
import dev.realmstep.cpu.mmu.JumpCache;
import dev.realmstep.cpu.mmu.Translation;
import dev.realmstep.cpu.mmu.TranslationContext;
import dev.realmstep.cpu.mmu.TranslationEntries;
import dev.realmstep.cpu.mmu.TranslationFault;
import dev.realmstep.cpu.mmu.TranslationLookasideBuffer;
import dev.realmstep.cpu.mmu.TranslationRequest;
import dev.realmstep.memory.BusAbort;
import dev.realmstep.memory.GranuleProtectionCheck;
import dev.realmstep.memory.NativeMemory;
import dev.realmstep.memory.PhysicalMemory;
import dev.realmstep.memory.PhysicalPort;
import dev.realmstep.memory.SystemBus;
import java.util.function.Consumer;

/**
 * Carries the loads, stores and fetches of one processing element: translation, granule protection check, bus.
 *
 * <p>An access that the TLB knows costs a tag comparison. Everything else, faults and devices included, goes the slow way.
 */
public final class MemoryManagementUnit {
    /** In place of a physical address. */
    public static final long NOT_KEPT = -1;

    private static final int PAGE_SIZE = PhysicalMemory.PAGE_SIZE;
    private static final int PAGE_OFFSET = PAGE_SIZE - 1;
    private static final int INSTRUCTION_BYTES = 4;
    /** What DC ZVA zeroes: DCZID_EL0.BS says 4, sixteen words. */
    public static final long ZERO_BLOCK_BYTES = 64;

    private static final int QUANTITY_BYTES = 16;

    private final ProcessingElement element;
    private final StateBlock block;
    private final SystemBus bus;
    private final PhysicalPort port;
    private final AddressTranslation translation;
    private final TranslationLookasideBuffer buffer;
    private final TranslationEntries loads;
    private final TranslationEntries stores;
    private final TranslationEntries fetches;
    private final RecentContexts recentNumbers;
    private final MemoryFaults faults;
    private final TranslationContexts contexts;
    private final DebugMemory debug;

    /** Numbers of the TLB for the current accesses, and for those with the rights of EL0. */
    private int context = TranslationLookasideBuffer.NO_CONTEXT;

    private int unprivilegedContext = TranslationLookasideBuffer.NO_CONTEXT;
    /** All ones where the current context checks the alignment of every access, else 0. */
    private long alignmentMask;

    private int fetchContext;

    MemoryManagementUnit(ProcessingElement element, StateBlock block, SystemBus bus) {
        this.element = element;
        long anchor = block.anchor();
        this.buffer = new TranslationLookasideBuffer(
                anchor + StateBlock.LOADS,
                anchor + StateBlock.STORES,
                anchor + StateBlock.FETCHES,
                anchor + StateBlock.JUMPS);
        this.block = block;
        this.recentNumbers = new RecentContexts(buffer);
        this.loads = buffer.loads();
        this.stores = buffer.stores();
        this.fetches = buffer.fetches();
        this.bus = bus;
        this.port = new PhysicalPort(bus, new GranuleProtectionCheck(bus));
        this.translation = new AddressTranslation(port);
        this.faults = new MemoryFaults(element);
        this.contexts = new TranslationContexts(element);
        this.debug = new DebugMemory(translation, contexts, port);
    }

    /** The granule protection check of all that this element does. */
    public GranuleProtectionCheck protection() {
        return port.protection();
    }

    /** Physical memory as this element reaches it without translation: the way of resident firmware. */
    public PhysicalPort physical() {
        return port;
    }

    /** Memory as a debugger sees it: without faults, and without a trace left. */
    public DebugMemory debug() {
        return debug;
    }

    AddressTranslation translation() {
        return translation;
    }

    TranslationContexts contexts() {
        return contexts;
    }

    MemoryFaults faults() {
        return faults;
    }

    /** Makes the TLB forget. */
    void invalidateTranslations(Consumer<TranslationLookasideBuffer> operation) {
        operation.accept(buffer);
        processStateChanged();
    }

    /** Forgets all translations, as after a change of tables or memory that no instruction made. */
    public void invalidateAllTranslations() {
        invalidateTranslations(TranslationLookasideBuffer::invalidateAll);
    }

    /** GPCCR_EL3 or GPTBR_EL3 was written. */
    void granuleProtectionChanged() {
        SystemRegisters registers = element.systemRegisters();
        protection().setControl(registers.get(SystemRegister.GPCCR_EL3));
        protection().setTableBase(registers.get(SystemRegister.GPTBR_EL3));
        invalidateAllTranslations();
    }

    /** PSTATE changed: which context is current is found out at the next miss. */
    void processStateChanged() {
        setContext(TranslationLookasideBuffer.NO_CONTEXT);
        unprivilegedContext = TranslationLookasideBuffer.NO_CONTEXT;
        fetchContext++;
    }

    /** Watchpoints may have been set or removed: while there are some, the TLB knows nothing of the current accesses. */
    void watchpointsChanged() {
        processStateChanged();
    }

    /** A register was written that translations depend on. */
    void translationRegisterChanged() {
        contexts.forget();
        processStateChanged();
    }

    /**
     * Loads 1, 2, 4 or 8 bytes at a virtual address with the rights of the current exception level, zero-extended.
     *
     * @throws SynchronousException on any fault
     */
    public long load(long address, int bytes) {
        long host = loads.find(address, bytes, context);
        return host != 0 && (address & bytes - 1 & alignmentMask) == 0
                ? NativeMemory.read(host, bytes)
                : loadAfterMiss(address, bytes);
    }

    private long loadAfterMiss(long address, int bytes) {
        return becomesKnown() ? load(address, bytes) : loadSlowly(contexts.current(), address, bytes);
    }

    /**
     * Stores the low 1, 2, 4 or 8 bytes of a value at a virtual address.
     *
     * @throws SynchronousException on any fault
     */
    public void store(long address, int bytes, long value) {
        long host = stores.find(address, bytes, context);
        if (host != 0 && (address & bytes - 1 & alignmentMask) == 0) {
            storeAt(host, address, bytes, value);
        } else if (becomesKnown()) {
            store(address, bytes, value);
        } else {
            storeSlowly(contexts.current(), address, bytes, value);
        }
    }

    /**
     * Whether {@link #load} would find RAM at a virtual address and not fault: for loads that may not, or not have effects.
     *
     * @param bytes 1, 2, 4 or 8
     */
    public boolean isLoadable(long address, int bytes) {
        becomesKnown();
        if ((address & bytes - 1 & alignmentMask) != 0) {
            return false;
        }
        int before = PAGE_SIZE - ((int) address & PAGE_OFFSET);
        return isRam(address) && (before >= bytes || isRam(address + before)) && !isWatched(address, bytes);
    }

    private boolean isWatched(long address, int bytes) {
        try {
            watch(contexts.current(), address, bytes, AccessKind.READ);
            return false;
        } catch (SynchronousException e) {
            return true;
        }
    }

    private boolean isRam(long address) {
        try {
            TranslationRequest request = TranslationRequest.access(contexts.current(), address, 1, AccessKind.READ);
            return bus.memoryAt(translation.translate(request).address(), 1) != null;
        } catch (TranslationFault e) {
            return false;
        }
    }

    /** As {@link #load}, with the rights of EL0 (LDTR and its kin). */
    public long loadUnprivileged(long address, int bytes) {
        long host = loads.find(address, bytes, unprivilegedContext);
        return host != 0 && (address & bytes - 1 & alignmentMask) == 0
                ? NativeMemory.read(host, bytes)
                : loadUnprivilegedAfterMiss(address, bytes);
    }

    private long loadUnprivilegedAfterMiss(long address, int bytes) {
        return unprivilegedBecomesKnown()
                ? loadUnprivileged(address, bytes)
                : loadSlowly(contexts.unprivileged(), address, bytes);
    }

    /** As {@link #store}, with the rights of EL0 (STTR and its kin). */
    public void storeUnprivileged(long address, int bytes, long value) {
        long host = stores.find(address, bytes, unprivilegedContext);
        if (host != 0 && (address & bytes - 1 & alignmentMask) == 0) {
            storeAt(host, address, bytes, value);
        } else if (unprivilegedBecomesKnown()) {
            storeUnprivileged(address, bytes, value);
        } else {
            storeSlowly(contexts.unprivileged(), address, bytes, value);
        }
    }

    /** As {@link #load}, for LDAR and its kin: bytes that are not all in one aligned sixteen fault unless SCTLR_ELx.nAA. */
    public long loadOrdered(long address, int bytes) {
        checkTogether(address, bytes, AccessKind.READ, true);
        return load(address, bytes);
    }

    /** As {@link #store}, for STLR and its kin, with the checks of {@link #loadOrdered}. */
    public void storeOrdered(long address, int bytes, long value) {
        checkTogether(address, bytes, AccessKind.WRITE, true);
        store(address, bytes, value);
    }

    /** Loads with the intent to store: faults as a store would, so that a read-modify-write faults before it reads. */
    public long loadForUpdate(long address, int bytes) {
        checkTogether(address, bytes, AccessKind.UPDATE, false);
        becomesKnown();
        long host = stores.find(address, bytes, context);
        if (host != 0) {
            return NativeMemory.read(host, bytes);
        }
        Translation where = translate(contexts.current(), address, bytes, AccessKind.UPDATE);
        watch(contexts.current(), address, bytes, AccessKind.UPDATE);
        return loadWithin(where, address, bytes);
    }

    /** Faults if the bytes of an atomic read-modify-write, up to 16, are not all in one aligned sixteen. */
    public void checkTogetherForUpdate(long address, int bytes) {
        checkTogether(address, bytes, AccessKind.UPDATE, false);
    }

    /** Whether SCTLR_ELx.A makes every unaligned access fault: for those who make one access in parts. */
    public boolean checksAlignment() {
        becomesKnown();
        return alignmentMask != 0;
    }

    /** Faults if {@link #checksAlignment} and the 16 bytes at an address, which are accessed in parts, are not aligned. */
    public void checkQuadwordAlignment(long address, AccessKind kind) {
        if ((address & QUANTITY_BYTES - 1) != 0 && checksAlignment()) {
            throw faults.misaligned(address, kind);
        }
    }

    /** Marks 1 to 16 bytes for exclusive access by this element, with the checks of an aligned load. */
    public void markExclusive(long address, int bytes) {
        checkAlignment(address, bytes, AccessKind.READ);
        becomesKnown();
        long physical = loads.find(address, bytes, context) != 0
                ? loads.physicalAddress(address)
                : translate(contexts.current(), address, bytes, AccessKind.READ).address();
        element.exclusiveMonitor().mark(physical, bytes);
    }

    /** Whether a store-exclusive to these bytes may store, with the checks of an aligned store; the mark is gone then. */
    public boolean claimExclusive(long address, int bytes) {
        checkAlignment(address, bytes, AccessKind.WRITE);
        becomesKnown();
        long physical = stores.find(address, bytes, context) != 0
                ? stores.physicalAddress(address)
                : translate(contexts.current(), address, bytes, AccessKind.WRITE)
                        .address();
        return element.exclusiveMonitor().claim(physical, bytes);
    }

    /** DC ZVA: zeroes the block of DCZID_EL0 bytes that holds an address, with the checks of a store. */
    public void zeroBlock(long address) {
        long block = address & -ZERO_BLOCK_BYTES;
        becomesKnown();
        // What the TLB knows is Normal, unless all accesses are aligned anyway.
        if ((stores.find(block, 1, context) == 0 || alignmentMask != 0)
                && translate(contexts.current(), block, 1, AccessKind.WRITE).isDevice()) {
            throw faults.misaligned(address, AccessKind.WRITE);
        }
        for (long offset = 0; offset < ZERO_BLOCK_BYTES; offset += Long.BYTES) {
            store(block + offset, Long.BYTES, 0);
        }
    }

    /** Cache maintenance by virtual address: there is no cache, but the translation may fault. */
    void maintainCache(long address) {
        becomesKnown();
        if (loads.find(address, 1, context) == 0) {
            try {
                translation.translate(TranslationRequest.access(contexts.current(), address, 1, AccessKind.READ));
            } catch (TranslationFault e) {
                throw faults.ofCacheMaintenance(e);
            }
        }
    }

    /** Fetches the instruction at a virtual address. */
    public int fetch(long address) {
        long page = fetchPage(address);
        if (page != 0) {
            return NativeMemory.getInt(page + (address & PAGE_OFFSET));
        }
        Translation where = translate(contexts.current(), address, INSTRUCTION_BYTES, AccessKind.FETCH);
        try {
            return (int) bus.read(where.space(), where.address(), INSTRUCTION_BYTES);
        } catch (BusAbort e) {
            throw faults.externalAbort(address, AccessKind.FETCH);
        }
    }

    /**
     * The host's address of the page of RAM that holds the instruction at an address, after the checks of a fetch; 0 where
     * no RAM answers, so that {@link #fetch} must be asked for each instruction. Its content may change at any time.
     *
     * @throws SynchronousException on any fault
     */
    public long fetchPage(long address) {
        becomesKnown();
        long host = fetches.find(address, INSTRUCTION_BYTES, context);
        if (host != 0 && (address & INSTRUCTION_BYTES - 1) == 0) {
            return host & -PAGE_SIZE;
        }
        if ((address & INSTRUCTION_BYTES - 1) != 0) {
            throw SynchronousException.fault(ExceptionClass.PC_ALIGNMENT, 0, null, address);
        }
        Translation where = translate(contexts.current(), address, INSTRUCTION_BYTES, AccessKind.FETCH);
        PhysicalMemory memory = bus.memoryAt(where.address(), INSTRUCTION_BYTES);
        return memory == null ? 0 : memory.page(where.address());
    }

    /**
     * Whether the page of an instruction is guarded: branches to it must land on what is meant for them (FEAT_BTI).
     *
     * @throws SynchronousException if the address cannot be fetched from
     */
    public boolean isGuarded(long address) {
        becomesKnown();
        return fetches.find(address, INSTRUCTION_BYTES, context) != 0
                ? fetches.isGuarded(address)
                : translate(contexts.current(), address, INSTRUCTION_BYTES, AccessKind.FETCH)
                        .guarded();
    }

    /**
     * What the answers of {@link #fetchPage} hang on: they hold for as long as this value is the same. It changes with
     * the exception level, the world, the translation regime's registers, and TLB maintenance.
     */
    public int fetchContext() {
        return fetchContext;
    }

    /** The TLB's number of the current context, 1 to 1023. */
    public int context() {
        becomesKnown();
        return context;
    }

    /** Changes whenever the numbers of {@link #context} begin anew. */
    public int contextEpoch() {
        return buffer.epoch();
    }

    /** Where translated code is found by indirect branches. */
    public JumpCache jumps() {
        return buffer.jumps();
    }

    /**
     * The physical address of an instruction in RAM, after the checks of a fetch; {@link #NOT_KEPT} if the TLB does not
     * keep it, since its page is not Normal memory in RAM.
     *
     * @throws SynchronousException on any fault
     */
    public long fetchedFrom(long address) {
        fetchPage(address);
        return fetches.find(address, INSTRUCTION_BYTES, context) == 0 ? NOT_KEPT : fetches.physicalAddress(address);
    }

    /** The RAM at a physical address that {@link #fetchedFrom} has told. */
    public PhysicalMemory memoryAt(long physicalAddress) {
        PhysicalMemory memory = bus.memoryAt(physicalAddress, INSTRUCTION_BYTES);
        if (memory == null) {
            throw new IllegalArgumentException("no RAM at 0x%x".formatted(physicalAddress));
        }
        return memory;
    }

    /**
     * Lets the TLB know the page of a load that it did not know, if it can: all bytes are in one page of RAM and no fault
     * is due.
     */
    public boolean learnForLoad(long address, int bytes) {
        return learn(address, bytes, loads, AccessKind.READ);
    }

    /** As {@link #learnForLoad}; pages that others have to be told of are not learnt. */
    public boolean learnForStore(long address, int bytes) {
        return learn(address, bytes, stores, AccessKind.WRITE);
    }

    private boolean learn(long address, int bytes, TranslationEntries entries, AccessKind kind) {
        becomesKnown();
        if (((address ^ (address + bytes - 1)) & -PAGE_SIZE) != 0) {
            return false;
        }
        if (entries.find(address, bytes, context) == 0) {
            try {
                translate(contexts.current(), address, 1, kind);
            } catch (SynchronousException e) {
                // The interpreter meets it again, and knows whose instruction it is.
                return false;
            }
        }
        return entries.find(address, bytes, context) != 0;
    }

    /** Stores to a page of physical memory have to go the slow way from now on. */
    public void withholdStores(long pageAddress) {
        stores.forgetPhysicalPage(pageAddress);
    }

    /** Pages in which other elements have armed their exclusive monitors are stored to the slow way. */
    public void withholdMarkedStores() {
        element.domain().forEachMarkOfOthers(element, this::withholdStores);
    }

    /** Finds out the current context after a change; then the TLB may know what it seemed not to. */
    private boolean becomesKnown() {
        if (context != TranslationLookasideBuffer.NO_CONTEXT) {
            return false;
        }
        TranslationContext current = contexts.current();
        alignmentMask = current.alwaysAligned() ? -1 : 0;
        setContext(element.debug().isWatching() ? TranslationLookasideBuffer.WATCHED_CONTEXT : numberOf(current));
        return true;
    }

    private void setContext(int number) {
        context = number;
        block.setLong(StateBlock.CONTEXT, number);
    }

    private boolean unprivilegedBecomesKnown() {
        if (unprivilegedContext != TranslationLookasideBuffer.NO_CONTEXT) {
            return false;
        }
        becomesKnown();
        unprivilegedContext =
                context == TranslationLookasideBuffer.WATCHED_CONTEXT ? context : numberOf(contexts.unprivileged());
        return true;
    }

    private int numberOf(TranslationContext known) {
        int generation = buffer.generation();
        int number = recentNumbers.numberOf(known);
        if (generation != buffer.generation()) {
            // The numbers started anew: the one that was found out before is void.
            setContext(TranslationLookasideBuffer.NO_CONTEXT);
            unprivilegedContext = TranslationLookasideBuffer.NO_CONTEXT;
        }
        return number;
    }

    private void storeAt(long host, long address, int bytes, long value) {
        if (element.domain().hasArmedMonitor()) {
            element.domain().observeStore(element, stores.physicalAddress(address));
        }
        NativeMemory.write(host, bytes, value);
    }

    private long loadSlowly(TranslationContext as, long address, int bytes) {
        if (as.alwaysAligned()) {
            checkAlignment(address, bytes, AccessKind.READ);
        }
        int before = PAGE_SIZE - ((int) address & PAGE_OFFSET);
        if (before >= bytes) {
            Translation where = translate(as, address, bytes, AccessKind.READ);
            watch(as, address, bytes, AccessKind.READ);
            return loadWithin(where, address, bytes);
        }
        Translation low = translate(as, address, 1, AccessKind.READ);
        Translation high = translate(as, address + before, 1, AccessKind.READ);
        watch(as, address, bytes, AccessKind.READ);
        long value = 0;
        for (int i = 0; i < bytes; i++) {
            long part = i < before
                    ? loadWithin(offset(low, i), address + i, 1)
                    : loadWithin(offset(high, i - before), address + i, 1);
            value |= part << (i * Byte.SIZE);
        }
        return value;
    }

    private void storeSlowly(TranslationContext as, long address, int bytes, long value) {
        if (as.alwaysAligned()) {
            checkAlignment(address, bytes, AccessKind.WRITE);
        }
        int before = PAGE_SIZE - ((int) address & PAGE_OFFSET);
        if (before >= bytes) {
            Translation where = translate(as, address, bytes, AccessKind.WRITE);
            watch(as, address, bytes, AccessKind.WRITE);
            storeWithin(where, address, bytes, value);
            return;
        }
        // Both pages are translated before either is written: a fault leaves memory as it was.
        Translation low = translate(as, address, 1, AccessKind.WRITE);
        Translation high = translate(as, address + before, 1, AccessKind.WRITE);
        watch(as, address, bytes, AccessKind.WRITE);
        for (int i = 0; i < bytes; i++) {
            Translation where = i < before ? offset(low, i) : offset(high, i - before);
            storeWithin(where, address + i, 1, value >>> (i * Byte.SIZE));
        }
    }

    /** A watchpoint speaks where nothing else is wrong with an access. */
    private void watch(TranslationContext as, long address, int bytes, AccessKind kind) {
        if (context == TranslationLookasideBuffer.WATCHED_CONTEXT) {
            element.debug().checkAccess(address, bytes, kind, as.privileged());
        }
    }

    private static Translation offset(Translation start, int bytes) {
        return new Translation(
                start.space(),
                start.address() + bytes,
                start.memoryAttribute(),
                start.firstStageBits(),
                start.readable(),
                start.guarded());
    }

    private long loadWithin(Translation where, long address, int bytes) {
        try {
            return bus.read(where.space(), where.address(), bytes);
        } catch (BusAbort e) {
            throw faults.externalAbort(address, AccessKind.READ);
        }
    }

    private void storeWithin(Translation where, long address, int bytes, long value) {
        if (element.domain().hasArmedMonitor()) {
            element.domain().observeStore(element, where.address());
        }
        try {
            bus.write(where.space(), where.address(), bytes, value);
        } catch (BusAbort e) {
            throw faults.externalAbort(address, AccessKind.WRITE);
        }
    }

    /** FEAT_LSE2: what has to be one access may be unaligned in Normal memory, within a quantity of 16 bytes. */
    private void checkTogether(long address, int bytes, AccessKind kind, boolean ordered) {
        if ((address & bytes - 1) == 0) {
            return;
        }
        becomesKnown();
        boolean together = (address & QUANTITY_BYTES - 1) + bytes <= QUANTITY_BYTES;
        boolean mayBeApart = ordered && (element.systemControl() & SystemControl.NAA) != 0;
        if (alignmentMask != 0 || (!together && !mayBeApart)) {
            throw faults.misaligned(address, kind);
        }
    }

    private void checkAlignment(long address, int bytes, AccessKind kind) {
        if ((address & bytes - 1) != 0) {
            throw faults.misaligned(address, kind);
        }
    }

    private Translation translate(TranslationContext as, long address, int bytes, AccessKind kind) {
        try {
            Translation result = translation.translate(TranslationRequest.access(as, address, bytes, kind));
            keep(as, address, kind, result);
            return result;
        } catch (TranslationFault e) {
            throw faults.of(e, kind);
        }
    }

    /** A store entry also serves atomics, which read; stores that somebody has to be told of go the slow way. */
    private boolean mayKeepStores(PhysicalMemory memory, Translation result) {
        return result.readable()
                && !memory.code().isPageWatched(result.address())
                && !element.domain().isMarkedByOthers(element, result.address());
    }

    /** Lets the TLB know a page of RAM; Device memory stays on the slow way, which checks its alignment. */
    private void keep(TranslationContext as, long address, AccessKind kind, Translation result) {
        PhysicalMemory memory = bus.memoryAt(result.address() & -PAGE_SIZE, PAGE_SIZE);
        boolean unaligned = result.isDevice() && !as.alwaysAligned();
        boolean watched = context == TranslationLookasideBuffer.WATCHED_CONTEXT;
        if (memory == null || watched || unaligned || (kind.writes() && !mayKeepStores(memory, result))) {
            return;
        }
        TranslationEntries entries = switch (kind) {
            case READ -> loads;
            case WRITE, UPDATE -> stores;
            case FETCH -> fetches;
        };
        entries.put(address, buffer.numberOf(as), memory.page(result.address()), result.address(), result.guarded());
        buffer.noteBlock(address, result.firstStageBits());
    }
}
