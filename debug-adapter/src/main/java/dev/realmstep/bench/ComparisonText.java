package dev.realmstep.bench;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** A comparison as tables for people. */
public final class ComparisonText {
    private static final int MEBIBYTE_SHIFT = 20;

    private ComparisonText() {}

    /** Two tables in lines: times, then memory. */
    public static List<String> of(Comparison comparison) {
        List<String> lines = new ArrayList<>();
        lines.add(times("", "QEMU, s", "Realmstep, s", "ratio of times", "of CPU times"));
        for (Comparison.Row row : comparison.rows()) {
            lines.add(times(
                    row.name(),
                    seconds(row.qemu()),
                    seconds(row.realmstep()),
                    row.wallRatio().toString(),
                    row.cpuRatio().toString()));
        }
        lines.add("Medians [least..most] of all rounds; ratios above 1: Realmstep is faster.");
        if (!comparison.memory().isEmpty()) {
            lines.add("");
            lines.add(memory("", "QEMU, MiB", "Realmstep, MiB", "times QEMU's"));
        }
        for (Comparison.Memory memory : comparison.memory()) {
            lines.add(memory(
                    memory.task(),
                    Long.toString(memory.qemu() >> MEBIBYTE_SHIFT),
                    Long.toString(memory.realmstep() >> MEBIBYTE_SHIFT),
                    String.format(Locale.ROOT, "%.2f", (double) memory.realmstep() / memory.qemu())));
        }
        return lines;
    }

    private static String seconds(Spread spread) {
        return String.format(Locale.ROOT, "%.3f", spread.median());
    }

    private static String times(String name, String qemu, String realmstep, String wall, String cpu) {
        return String.format(Locale.ROOT, "%-24s %10s %14s   %-22s %s", name, qemu, realmstep, wall, cpu)
                .stripTrailing();
    }

    private static String memory(String task, String qemu, String realmstep, String ratio) {
        return String.format(Locale.ROOT, "%-24s %10s %14s   %s", task, qemu, realmstep, ratio);
    }
}
