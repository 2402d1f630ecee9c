package dev.realmstep.cli;

import dev.realmstep.config.TextRange;
import dev.realmstep.machine.MeasuredRealm;
import dev.realmstep.rmm.realm.Digest;
import dev.realmstep.rmm.realm.MeasurementAlgorithm;
import dev.realmstep.rmm.realm.MeasurementStep;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * Steps of a measurement that belong together: neighbours of one kind, from one statement, whose addresses follow each
 * other.
 *
 * @param command of the RMI
 * @param subject what was measured, in words
 * @param base IPA of the first byte, if it is about addresses
 * @param top behind the last byte; equal to base if it is not about addresses
 * @param steps how many there are
 * @param value the RIM behind the last
 * @param origin the statement
 */
record MeasuredGroup(String command, String subject, long base, long top, int steps, Digest value, TextRange origin) {
    private static final int GRANULE_SIZE = 0x1000;

    static List<MeasuredGroup> of(MeasuredRealm realm) {
        List<MeasuredGroup> groups = new ArrayList<>();
        for (MeasuredRealm.Step step : realm.steps()) {
            MeasuredGroup group = of(step);
            if (!groups.isEmpty() && groups.getLast().continuesWith(group)) {
                groups.set(groups.size() - 1, groups.getLast().with(group));
            } else {
                groups.add(group);
            }
        }
        return groups;
    }

    private static MeasuredGroup of(MeasuredRealm.Step measured) {
        return switch (measured.step()) {
            case MeasurementStep.Parameters parameters -> single(measured, "RMI_REALM_CREATE", describe(parameters));
            case MeasurementStep.Ripas(long base, long top) ->
                new MeasuredGroup("RMI_RTT_INIT_RIPAS", "RIPAS RAM", base, top, 1, measured.value(), measured.origin());
            case MeasurementStep.Data data ->
                new MeasuredGroup(
                        "RMI_DATA_CREATE",
                        data.contents().isPresent() ? "contents" : "contents that are not measured",
                        data.ipa(),
                        data.ipa() + GRANULE_SIZE,
                        1,
                        measured.value(),
                        measured.origin());
            case MeasurementStep.Rec rec -> single(measured, "RMI_REC_CREATE", describe(rec));
            case MeasurementStep.Extension extension ->
                single(measured, "RSI_MEASUREMENT_EXTEND", "REM %d".formatted(extension.slot()));
        };
    }

    private static MeasuredGroup single(MeasuredRealm.Step measured, String command, String subject) {
        return new MeasuredGroup(command, subject, 0, 0, 1, measured.value(), measured.origin());
    }

    static String describe(MeasurementStep.Parameters parameters) {
        return "%d IPA bits, %s, flags 0x%x, %d breakpoints, %d watchpoints, %d event counters"
                .formatted(
                        parameters.ipaBits(),
                        MeasurementAlgorithm.values()[parameters.hashAlgorithm()].tokenName(),
                        parameters.flags(),
                        parameters.breakpoints() + 1,
                        parameters.watchpoints() + 1,
                        parameters.eventCounters());
    }

    static String describe(MeasurementStep.Rec rec) {
        String registers = IntStream.range(0, rec.registers().size())
                .filter(n -> rec.registers().get(n) != 0)
                .mapToObj(n -> ", X%d 0x%x".formatted(n, rec.registers().get(n)))
                .collect(Collectors.joining());
        return "runnable, PC 0x%x%s".formatted(rec.programCounter(), registers);
    }

    private boolean isAboutAddresses() {
        return base != top;
    }

    private boolean continuesWith(MeasuredGroup next) {
        return isAboutAddresses()
                && next.base == top
                && command.equals(next.command)
                && subject.equals(next.subject)
                && origin.equals(next.origin);
    }

    private MeasuredGroup with(MeasuredGroup next) {
        return new MeasuredGroup(command, subject, base, next.top, steps + next.steps, next.value, origin);
    }

    /** What was measured, with its addresses. */
    String description() {
        return isAboutAddresses()
                ? "0x%x .. 0x%x: %s, in %d %s".formatted(base, top, subject, steps, steps == 1 ? "step" : "steps")
                : subject;
    }
}
