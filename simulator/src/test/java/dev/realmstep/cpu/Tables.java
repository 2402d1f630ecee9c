package dev.realmstep.cpu;

import dev.realmstep.memory.BusAbort;
import dev.realmstep.memory.PhysicalAddressSpace;
import dev.realmstep.memory.SystemBus;

/** Builds translation tables, 4 KiB granule, and granule protection tables in memory. */
public final class Tables {
    public static final long ACCESS_FLAG = 1L << 10;
    public static final long EL0 = 1L << 6;
    public static final long READ_ONLY = 1L << 7;
    public static final long DEVICE = 1L << 2;
    public static final long NS = 1L << 5;
    public static final long DBM = 1L << 51;
    public static final long PXN = 1L << 53;
    public static final long UXN = 1L << 54;
    /** Readable, writable, Normal: what a plain stage 2 mapping says. */
    public static final long STAGE2 = ACCESS_FLAG | 0xFL << 2 | 0b11L << 6;

    public static final long STAGE2_NS = 1L << 55;

    private static final long ADDRESS = 0x0000_FFFF_FFFF_F000L;

    private final SystemBus bus;
    private long next;

    /** @param firstTable where tables are put, one after the other, 4 KiB each */
    public Tables(SystemBus bus, long firstTable) {
        this.bus = bus;
        this.next = firstTable;
    }

    public long table() {
        long address = next;
        next += 0x1000;
        return address;
    }

    /** Maps an input address by a page or block of a level and returns where its descriptor lies. */
    public long map(long root, int startLevel, long input, int level, long output, long attributes) {
        long table = root;
        for (int i = startLevel; i < level; i++) {
            table = tableBelow(entry(table, input, i));
        }
        long location = entry(table, input, level);
        write(location, output | attributes | (level == 3 ? 3 : 1));
        return location;
    }

    /** Where the descriptor of an input address lies in a table of a level. */
    public static long entry(long table, long input, int level) {
        return table + (input >>> (12 + 9 * (3 - level)) & 0x1FF) * 8;
    }

    private long tableBelow(long location) {
        long descriptor = read(location);
        if ((descriptor & 1) == 0) {
            descriptor = table() | 3;
            write(location, descriptor);
        }
        return descriptor & ADDRESS;
    }

    /** A granule protection table of 4 GiB, 4 KiB granules, everything accessible in one space. */
    public long granuleProtectionTable(PhysicalAddressSpace space) {
        long level0 = next;
        next += 0x1000;
        for (int i = 0; i < 4; i++) {
            write(level0 + i * 8L, (long) space.granuleProtectionInformation() << 4 | 1);
        }
        return level0;
    }

    /** Puts one granule into another space: its gigabyte gets a level 1 table. */
    public void assign(long level0, long address, int granuleProtectionInformation) {
        long entry = level0 + (address >>> 30) * 8;
        long descriptor = read(entry);
        if ((descriptor & 0xF) == 1) {
            long table = (next + 0x1F_FFFF) & -0x20_0000L;
            next = table + 0x20_0000;
            long all = (descriptor >>> 4 & 0xF) * 0x1111_1111_1111_1111L;
            for (int i = 0; i < 0x1_0000 / 4; i++) {
                write(table + i * 8L, all);
            }
            descriptor = table | 3;
            write(entry, descriptor);
        }
        long granule = (address & 0x3FFF_FFFF) >>> 12;
        long location = (descriptor & ADDRESS) + (granule >>> 4) * 8;
        int shift = (int) (granule & 0xF) * 4;
        write(location, (read(location) & ~(0xFL << shift)) | (long) granuleProtectionInformation << shift);
    }

    public long read(long address) {
        try {
            return bus.read(PhysicalAddressSpace.ROOT, address, 8);
        } catch (BusAbort e) {
            throw new AssertionError(e);
        }
    }

    public void write(long address, long value) {
        try {
            bus.write(PhysicalAddressSpace.ROOT, address, 8, value);
        } catch (BusAbort e) {
            throw new AssertionError(e);
        }
    }
}
