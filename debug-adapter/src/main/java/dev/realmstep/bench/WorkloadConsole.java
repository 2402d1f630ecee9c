package dev.realmstep.bench;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BiConsumer;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Takes the time between {@code begin NAME} and {@code end NAME CHECKSUM}, the lines that the workloads write; they may be one
 * inside of another.
 */
final class WorkloadConsole implements BiConsumer<String, Usage> {
    private static final Pattern BEGIN = Pattern.compile("begin ([a-z0-9/-]+)");
    private static final Pattern END = Pattern.compile("end ([a-z0-9/-]+) ([0-9a-f]{16})");

    private final Map<String, Usage> begun = new HashMap<>();
    private final List<Measurement> measurements = new ArrayList<>();

    @Override
    public void accept(String line, Usage usage) {
        Matcher begin = BEGIN.matcher(line);
        if (begin.matches()) {
            begun.put(begin.group(1), usage);
            return;
        }
        Matcher end = END.matcher(line);
        if (end.matches() && begun.containsKey(end.group(1))) {
            Usage before = begun.get(end.group(1));
            measurements.add(new Measurement(
                    end.group(1), usage.wall() - before.wall(), usage.cpu() - before.cpu(), end.group(2)));
        }
    }

    /** Those that have ended, in that order. */
    List<Measurement> measurements() {
        return List.copyOf(measurements);
    }
}
