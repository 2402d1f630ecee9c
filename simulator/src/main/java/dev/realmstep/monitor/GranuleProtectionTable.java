package dev.realmstep.monitor;

import dev.realmstep.cpu.ProcessingElement;
import dev.realmstep.cpu.SystemRegister;
import dev.realmstep.memory.GranuleProtectionControl;
import dev.realmstep.memory.PhysicalAccessException;
import dev.realmstep.memory.PhysicalAddressSpace;
import dev.realmstep.memory.PhysicalMemory;
import java.util.ArrayList;
import java.util.List;

/**
 * The granule protection table in Root memory (Arm ARM D9.4), written by EL3 and read by every processing element.
 *
 * <p>Level 0 has an entry for each GiB of a 1 TiB space. A GiB with RAM has a level 1 table, four bits a granule of 4 KiB;
 * any other belongs to the normal world as a whole, which is where the devices are.
 */
final class GranuleProtectionTable {
    private static final int PROTECTED_BITS = 40;
    private static final int GIB_BITS = 30;
    private static final int LEVEL0_ENTRIES = 1 << (PROTECTED_BITS - GIB_BITS);
    private static final long LEVEL0_SIZE = LEVEL0_ENTRIES * 8L;
    private static final int GRANULE_BITS = 12;
    /** One level 1 entry of 64 bits holds the information of 16 granules. */
    private static final int GRANULES_PER_ENTRY = 16;

    private static final long LEVEL1_SIZE = (1L << (GIB_BITS - GRANULE_BITS)) / GRANULES_PER_ENTRY * 8;
    private static final long LEVEL0_BLOCK = 0b0001;
    private static final long LEVEL0_TABLE = 0b0011;
    private static final int GPI_BITS = 4;
    private static final long GPI_MASK = 0xF;
    private static final PhysicalAddressSpace ROOT = PhysicalAddressSpace.ROOT;
    /** TLBI RPALOS: forget what is known by a range of granules, on all elements; of one granule where no size is given. */
    private static final int TLBI_RPALOS = SystemRegister.encoding(1, 6, 8, 4, 7);

    private final PhysicalMemory root;
    private final List<PhysicalMemory> shared;

    /**
     * @param root RAM of EL3's own, where the table is
     * @param shared RAM whose granules move between worlds
     */
    GranuleProtectionTable(PhysicalMemory root, List<PhysicalMemory> shared) {
        this.root = root;
        this.shared = List.copyOf(shared);
    }

    /** Writes the table: RAM belongs to the normal world, EL3's own to Root. */
    void initialize(ProcessingElement element) {
        long normal = PhysicalAddressSpace.NON_SECURE.granuleProtectionInformation();
        for (int gib = 0; gib < LEVEL0_ENTRIES; gib++) {
            write(element, root.base() + gib * 8L, normal << GPI_BITS | LEVEL0_BLOCK);
        }
        long nextTable = root.base() + Math.max(LEVEL0_SIZE, LEVEL1_SIZE);
        for (long gib : gibsWithRam()) {
            fill(element, nextTable, normal);
            write(element, level0Entry(gib << GIB_BITS), nextTable | LEVEL0_TABLE);
            nextTable += LEVEL1_SIZE;
        }
        for (long granule = root.base(); granule < root.base() + root.size(); granule += 1L << GRANULE_BITS) {
            set(element, granule, ROOT);
        }
    }

    /** Points an element at the table and turns its checks on. */
    void enable(ProcessingElement element) {
        element.systemRegisters().set(SystemRegister.GPTBR_EL3, root.base() >>> GRANULE_BITS);
        element.systemRegisters().set(SystemRegister.GPCCR_EL3, GranuleProtectionControl.value(PROTECTED_BITS));
    }

    /** Whether a granule is one that worlds hand to each other. */
    boolean isShared(long granule) {
        return shared.stream().anyMatch(memory -> memory.contains(granule, 1L << GRANULE_BITS));
    }

    /** Whether a granule of shared RAM belongs to a space. */
    boolean belongsTo(ProcessingElement element, long granule, PhysicalAddressSpace space) {
        long information = read(element, level1Entry(element, granule)) >>> shift(granule) & GPI_MASK;
        return information == space.granuleProtectionInformation();
    }

    /** Gives a granule of shared RAM to a space, for all elements from now on. */
    void assign(ProcessingElement element, long granule, PhysicalAddressSpace space) {
        set(element, granule, space);
        element.systemInstruction(TLBI_RPALOS, 0, granule >>> GRANULE_BITS);
    }

    private void set(ProcessingElement element, long granule, PhysicalAddressSpace space) {
        long location = level1Entry(element, granule);
        long others = read(element, location) & ~(GPI_MASK << shift(granule));
        write(element, location, others | (long) space.granuleProtectionInformation() << shift(granule));
    }

    private void fill(ProcessingElement element, long table, long information) {
        long entry = 0;
        for (int i = 0; i < GRANULES_PER_ENTRY; i++) {
            entry |= information << (i * GPI_BITS);
        }
        for (long location = table; location < table + LEVEL1_SIZE; location += 8) {
            write(element, location, entry);
        }
    }

    private List<Long> gibsWithRam() {
        List<PhysicalMemory> all = new ArrayList<>(shared);
        all.add(root);
        return all.stream()
                .flatMap(memory -> java.util.stream.LongStream.rangeClosed(
                                memory.base() >>> GIB_BITS, (memory.base() + memory.size() - 1) >>> GIB_BITS)
                        .boxed())
                .distinct()
                .toList();
    }

    private long level0Entry(long address) {
        return root.base() + (address >>> GIB_BITS) * 8;
    }

    private long level1Entry(ProcessingElement element, long granule) {
        long table = read(element, level0Entry(granule)) & -(1L << GRANULE_BITS);
        long index = (granule & ((1L << GIB_BITS) - 1)) >>> GRANULE_BITS;
        return table + index / GRANULES_PER_ENTRY * 8;
    }

    private static int shift(long granule) {
        return (int) (granule >>> GRANULE_BITS & (GRANULES_PER_ENTRY - 1)) * GPI_BITS;
    }

    private static long read(ProcessingElement element, long location) {
        try {
            return element.memory().physical().read(ROOT, location, Long.BYTES);
        } catch (PhysicalAccessException e) {
            throw new IllegalStateException("EL3 cannot reach its own table", e);
        }
    }

    private static void write(ProcessingElement element, long location, long value) {
        try {
            element.memory().physical().write(ROOT, location, Long.BYTES, value);
        } catch (PhysicalAccessException e) {
            throw new IllegalStateException("EL3 cannot reach its own table", e);
        }
    }
}
