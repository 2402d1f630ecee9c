package dev.realmstep.host;

import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;

/** A set of addresses, as the few ranges that it consists of. */
final class AddressRanges {
    /** The end of each range by its base; ranges neither overlap nor touch. */
    private final NavigableMap<Long, Long> ends = new TreeMap<>();

    /** Adds [base, end). */
    void add(long base, long end) {
        long from = base;
        long to = end;
        Map.Entry<Long, Long> before = ends.floorEntry(base);
        if (before != null && before.getValue() >= base) {
            from = before.getKey();
        }
        for (Map.Entry<Long, Long> next = ends.ceilingEntry(from);
                next != null && next.getKey() <= to;
                next = ends.ceilingEntry(from)) {
            to = Math.max(to, next.getValue());
            ends.remove(next.getKey());
        }
        if (from < to) {
            ends.put(from, to);
        }
    }

    /** Removes [base, end). */
    void remove(long base, long end) {
        for (Map.Entry<Long, Long> last = ends.lowerEntry(end);
                last != null && last.getValue() > base;
                last = ends.lowerEntry(end)) {
            ends.remove(last.getKey());
            if (last.getValue() > end) {
                ends.put(end, last.getValue());
            }
            if (last.getKey() < base) {
                ends.put(last.getKey(), base);
                return;
            }
        }
    }

    boolean contains(long address) {
        Map.Entry<Long, Long> range = ends.floorEntry(address);
        return range != null && address < range.getValue();
    }
}
