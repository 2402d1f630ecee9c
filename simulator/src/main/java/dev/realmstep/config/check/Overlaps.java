package dev.realmstep.config.check;

import java.util.Comparator;
import java.util.List;
import java.util.function.BiConsumer;
import java.util.function.ToLongFunction;
import java.util.stream.IntStream;

/** Finds ranges that overlap, in time proportional to sorting them. */
final class Overlaps {
    private Overlaps() {}

    /**
     * Calls {@code report} with each range that overlaps the one that reaches highest of those that begin below it, in
     * the order of the list.
     */
    static <T> void find(List<T> ranges, ToLongFunction<T> base, ToLongFunction<T> end, BiConsumer<T, T> report) {
        int[] byBase = IntStream.range(0, ranges.size())
                .boxed()
                .sorted(Comparator.comparingLong(index -> base.applyAsLong(ranges.get(index))))
                .mapToInt(Integer::intValue)
                .toArray();
        int highest = -1;
        for (int index : byBase) {
            if (highest >= 0 && base.applyAsLong(ranges.get(index)) < end.applyAsLong(ranges.get(highest))) {
                report.accept(ranges.get(Math.min(highest, index)), ranges.get(Math.max(highest, index)));
            }
            if (highest < 0 || end.applyAsLong(ranges.get(index)) > end.applyAsLong(ranges.get(highest))) {
                highest = index;
            }
        }
    }
}
