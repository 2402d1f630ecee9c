package dev.realmstep.cli;

import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What Arm's compliance suite for RMMs has written to its console, test by test.
 *
 * @param results in the order of the run
 * @param total how many tests the suite itself counted at its end; empty if it did not come to its end
 */
record ComplianceLog(List<Result> results, OptionalInt total) {
    /** What became of a test. */
    enum Outcome {
        PASSED,
        FAILED,
        SKIPPED,
        /** The suite went on, or ended, without a word about it. */
        UNFINISHED
    }

    /**
     * One test.
     *
     * @param suite the part of the suite that it belongs to
     * @param code what the suite gives as the reason, empty for none
     */
    record Result(String suite, String test, Outcome outcome, String code) {}

    /** A result may stand behind a message that was cut off. */
    private static final Pattern EVENT = Pattern.compile("Suite=(?<suite>\\w+) : Test=(?<test>\\w+)"
            + "|Result=(?<result>\\w+)(?: \\((?<code>[^)\\n]*)\\))?"
            + "|TOTAL TESTS +: (?<total>\\d{1,9})");

    ComplianceLog {
        results = List.copyOf(results);
    }

    static ComplianceLog parse(String log) {
        List<Result> results = new ArrayList<>();
        OptionalInt total = OptionalInt.empty();
        Matcher events = EVENT.matcher(log);
        while (events.find()) {
            if (events.group("test") != null) {
                results.add(new Result(events.group("suite"), events.group("test"), Outcome.UNFINISHED, ""));
            } else if (events.group("total") != null) {
                total = OptionalInt.of(Integer.parseInt(events.group("total")));
            } else if (!results.isEmpty()) {
                Result begun = results.removeLast();
                String code = events.group("code") == null ? "" : events.group("code");
                results.add(new Result(begun.suite(), begun.test(), outcome(events.group("result")), code));
            }
        }
        return new ComplianceLog(results, total);
    }

    private static Outcome outcome(String word) {
        return switch (word) {
            case "Passed" -> Outcome.PASSED;
            case "Skipped" -> Outcome.SKIPPED;
            default -> Outcome.FAILED;
        };
    }

    /** Whether the suite came to its end, with a result for each test that it counted, and none failed. */
    boolean isGood() {
        return total.isPresent()
                && total.getAsInt() == results.size()
                && results.stream()
                        .allMatch(result -> result.outcome() == Outcome.PASSED || result.outcome() == Outcome.SKIPPED);
    }
}
