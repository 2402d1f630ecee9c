package dev.realmstep.config.check;

import dev.realmstep.config.RamRegion;
import java.util.Collection;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** The RAM of a realm by address. */
final class MemoryMap {
    private final TreeMap<Long, RamRegion> byBase = new TreeMap<>();

    MemoryMap(Collection<RamRegion> regions) {
        regions.forEach(region -> byBase.putIfAbsent(region.base(), region));
    }

    Optional<RamRegion> at(long address) {
        return Optional.ofNullable(byBase.floorEntry(address))
                .map(Map.Entry::getValue)
                .filter(region -> region.contains(address, 1));
    }

    /** The first address of [base, base + size) that is not RAM. */
    Optional<Long> firstGap(long base, long size) {
        long address = base;
        while (address < base + size) {
            Optional<RamRegion> region = at(address);
            if (region.isEmpty()) {
                return Optional.of(address);
            }
            address = region.get().end();
        }
        return Optional.empty();
    }
}
