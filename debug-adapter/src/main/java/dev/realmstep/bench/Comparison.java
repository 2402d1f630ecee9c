package dev.realmstep.bench;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.ToDoubleFunction;

/** All rounds of both contenders, and the ratios of each round. */
public final class Comparison {
    /** What both took for one thing in one round. */
    private record Pair(Measurement qemu, Measurement realmstep) {
        double wallRatio() {
            return (double) qemu.wall() / Math.max(1, realmstep.wall());
        }

        double cpuRatio() {
            return (double) Math.max(CPU_STEP, qemu.cpu()) / Math.max(CPU_STEP, realmstep.cpu());
        }
    }

    /** The most memory that both took for a task in one round, in bytes. */
    private record Peaks(long qemu, long realmstep) {}

    /**
     * What one thing came to. A ratio is QEMU's time by Realmstep's in the same round: above 1, Realmstep is faster.
     *
     * @param qemu seconds
     * @param realmstep seconds
     */
    record Row(String name, Spread qemu, Spread realmstep, Spread wallRatio, Spread cpuRatio) {}

    /**
     * The memory that one task took.
     *
     * @param qemu the most, in bytes, over all rounds
     * @param realmstep the same
     */
    record Memory(String task, long qemu, long realmstep) {}

    private static final double NANOSECONDS = 1e9;

    /** What Linux counts processor time by, in nanoseconds: less than that is seen as none. */
    private static final long CPU_STEP = 10_000_000;

    private final boolean withKernels;
    private final Map<String, List<Pair>> pairs = new LinkedHashMap<>();
    private final Map<String, List<Peaks>> peaks = new LinkedHashMap<>();

    /** @param withKernels whether the parts of workloads have rows too */
    Comparison(boolean withKernels) {
        this.withKernels = withKernels;
    }

    /**
     * Adds a round of a task.
     *
     * @throws ContenderException if the two did not do the same
     */
    void add(Task task, Task.Done qemu, Task.Done realmstep) throws ContenderException {
        Map<String, Measurement> theirs = new HashMap<>();
        qemu.measurements().forEach(measurement -> theirs.put(measurement.name(), measurement));
        if (qemu.measurements().size() != realmstep.measurements().size()) {
            throw new ContenderException("%s: QEMU came to the end of %d parts, Realmstep of %d"
                    .formatted(
                            task.name(),
                            qemu.measurements().size(),
                            realmstep.measurements().size()));
        }
        for (Measurement ours : realmstep.measurements()) {
            add(ours, Optional.ofNullable(theirs.get(ours.name())));
        }
        peaks.computeIfAbsent(task.name(), name -> new ArrayList<>())
                .add(new Peaks(qemu.peakMemory(), realmstep.peakMemory()));
    }

    private void add(Measurement ours, Optional<Measurement> theirs) throws ContenderException {
        String expected = theirs.map(Measurement::checksum).orElse("none");
        if (!expected.equals(ours.checksum())) {
            throw new ContenderException(
                    "%s: QEMU's checksum is %s, Realmstep's %s".formatted(ours.name(), expected, ours.checksum()));
        }
        if (withKernels || !ours.isKernel()) {
            pairs.computeIfAbsent(ours.name(), name -> new ArrayList<>()).add(new Pair(theirs.orElseThrow(), ours));
        }
    }

    /** In the order in which the things first ended. */
    List<Row> rows() {
        List<Row> rows = new ArrayList<>();
        pairs.forEach((name, all) -> rows.add(new Row(
                name,
                spread(all, pair -> pair.qemu().wall() / NANOSECONDS),
                spread(all, pair -> pair.realmstep().wall() / NANOSECONDS),
                spread(all, Pair::wallRatio),
                spread(all, Pair::cpuRatio))));
        return rows;
    }

    private static Spread spread(List<Pair> pairs, ToDoubleFunction<Pair> value) {
        return Spread.of(pairs.stream().map(value::applyAsDouble).toList());
    }

    /** What the platform told of memory, by task. */
    List<Memory> memory() {
        List<Memory> memory = new ArrayList<>();
        peaks.forEach((task, all) -> {
            long qemu = all.stream().mapToLong(Peaks::qemu).max().orElse(0);
            long realmstep = all.stream().mapToLong(Peaks::realmstep).max().orElse(0);
            if (qemu > 0 && realmstep > 0) {
                memory.add(new Memory(task, qemu, realmstep));
            }
        });
        return memory;
    }
}
