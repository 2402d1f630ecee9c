package dev.realmstep.config;

import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;

/**
 * Finds room in a realm's RAM for what the configuration gives no address.
 *
 * <p>It is where kvmtool puts it, so that a realm measures the same here: the device tree at the highest multiple of 2 MiB
 * within the first 256 MiB, the initrd right below, but for what is there already. What has no room there goes higher.
 */
public final class AutomaticPlacement {
    private static final long TWO_MEBIBYTES = 2 << 20;
    /** 32-bit kernels reach no more without further ado; kvmtool has one rule for all. */
    private static final long REACHED_BY_ALL = 256 << 20;
    /** What kvmtool leaves for its device tree, which is smaller. */
    private static final long DEVICE_TREE_ROOM = 64 << 10;

    private static final long INITRD_ALIGNMENT = 4;

    private record Extent(long base, long end) {}

    private final List<RamRegion> ram;
    private final List<Extent> occupied = new ArrayList<>();

    public AutomaticPlacement(List<RamRegion> ram) {
        this.ram = List.copyOf(ram);
    }

    /**
     * Where a Linux Image goes: as low as can be, its text offset behind a multiple of 2 MiB.
     *
     * @param textOffset in bytes
     * @return its IPA; empty without RAM
     */
    public static OptionalLong ofKernel(List<RamRegion> ram, long textOffset) {
        return ram.stream()
                .mapToLong(region -> ((region.base() + TWO_MEBIBYTES - 1) & -TWO_MEBIBYTES) + textOffset)
                .findFirst();
    }

    /** Keeps other things out of the pages of [base, base + bytes). */
    public void occupy(long base, long bytes) {
        occupied.add(new Extent(
                base & -IpaSpace.GRANULE_SIZE, (base + bytes + IpaSpace.GRANULE_SIZE - 1) & -IpaSpace.GRANULE_SIZE));
    }

    /**
     * Finds room for the device tree, and keeps others out of it.
     *
     * @return its IPA, a multiple of 2 MiB if possible and of a page otherwise; empty if there is no room
     */
    public OptionalLong placeDeviceTree(long bytes) {
        long room = Math.max(bytes, DEVICE_TREE_ROOM);
        OptionalLong place = highest(room, TWO_MEBIBYTES);
        if (place.isPresent()) {
            occupy(place.getAsLong(), Math.max(room, TWO_MEBIBYTES));
            return place;
        }
        place = highest(bytes, IpaSpace.GRANULE_SIZE);
        place.ifPresent(base -> occupy(base, bytes));
        return place;
    }

    /**
     * Finds room for an initial RAM file system, after the device tree's, and keeps others out of it.
     *
     * @return its IPA, a multiple of 4; empty if there is no room
     */
    public OptionalLong placeInitrd(long bytes) {
        // kvmtool leaves at least one byte behind it.
        OptionalLong place = highest(bytes + 1, INITRD_ALIGNMENT);
        place.ifPresent(base -> occupy(base, bytes));
        return place;
    }

    private OptionalLong highest(long bytes, long alignment) {
        for (RamRegion region : ram) {
            OptionalLong place = highest(region, Math.min(region.size(), REACHED_BY_ALL), bytes, alignment);
            place = place.isPresent() ? place : highest(region, region.size(), bytes, alignment);
            if (place.isPresent()) {
                return place;
            }
        }
        return OptionalLong.empty();
    }

    /** The highest free place in the first {@code within} bytes of a region. */
    private OptionalLong highest(RamRegion region, long within, long bytes, long alignment) {
        long end = region.base() + within;
        while (end - region.base() >= bytes) {
            long base = (end - bytes) & -alignment;
            long candidateEnd = base + bytes;
            if (base < region.base()) {
                break;
            }
            OptionalLong obstacle = occupied.stream()
                    .filter(extent -> extent.base() < candidateEnd && base < extent.end())
                    .mapToLong(Extent::base)
                    .min();
            if (obstacle.isEmpty()) {
                return OptionalLong.of(base);
            }
            end = obstacle.getAsLong();
        }
        return OptionalLong.empty();
    }
}
