package dev.realmstep.debuginfo.dwarf;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** Ranges of addresses, each with a number; compact, since a kernel has tens of thousands. */
final class AddressMap {
    /** Collects the ranges in any order. */
    static final class Builder {
        private record Entry(AddressRange range, long number) {}

        private final List<Entry> entries = new ArrayList<>();

        void add(AddressRange range, long number) {
            entries.add(new Entry(range, number));
        }

        AddressMap build() {
            entries.sort(Comparator.comparing(entry -> entry.range.start(), Long::compareUnsigned));
            return new AddressMap(
                    entries.stream().mapToLong(entry -> entry.range.start()).toArray(),
                    entries.stream().mapToLong(entry -> entry.range.end()).toArray(),
                    entries.stream().mapToLong(Entry::number).toArray());
        }
    }

    private final long[] starts;
    private final long[] ends;
    private final long[] numbers;

    private AddressMap(long[] starts, long[] ends, long[] numbers) {
        this.starts = starts;
        this.ends = ends;
        this.numbers = numbers;
    }

    /** The number of the range that holds an address and begins last, or {@code otherwise}. */
    long get(long address, long otherwise) {
        int low = 0;
        int high = starts.length;
        while (low < high) {
            int middle = (low + high) >>> 1;
            if (Long.compareUnsigned(starts[middle], address) <= 0) {
                low = middle + 1;
            } else {
                high = middle;
            }
        }
        return low > 0 && Long.compareUnsigned(address, ends[low - 1]) < 0 ? numbers[low - 1] : otherwise;
    }
}
