package dev.realmstep.bench;

import java.util.Collection;
import java.util.Locale;

/** Numbers of several rounds: the one in the middle, and how far they lie apart. */
record Spread(double median, double least, double most) {
    /** @param values one at least */
    static Spread of(Collection<Double> values) {
        double[] sorted =
                values.stream().mapToDouble(Double::doubleValue).sorted().toArray();
        int middle = sorted.length / 2;
        double median = sorted.length % 2 == 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
        return new Spread(median, sorted[0], sorted[sorted.length - 1]);
    }

    @Override
    public String toString() {
        return String.format(Locale.ROOT, "%.2f [%.2f..%.2f]", median, least, most);
    }
}
