package dev.realmstep.cli;

import dev.realmstep.cli.ComplianceLog.Outcome;
import dev.realmstep.cli.ComplianceLog.Result;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;

/** The results of the compliance suite as a table of Markdown, and the tests that did not pass. */
final class ComplianceTable {
    private ComplianceTable() {}

    static List<String> of(ComplianceLog log) {
        List<String> lines = new ArrayList<>();
        lines.add("| suite | tests | passed | failed | skipped | unfinished |");
        lines.add("|---|---:|---:|---:|---:|---:|");
        Map<String, List<Result>> bySuite = log.results().stream()
                .collect(Collectors.groupingBy(Result::suite, LinkedHashMap::new, Collectors.toList()));
        bySuite.forEach((suite, results) -> lines.add(row(suite, results)));
        lines.add(row("all", log.results()));
        List<Result> others = log.results().stream()
                .filter(result -> result.outcome() != Outcome.PASSED)
                .toList();
        if (!others.isEmpty()) {
            lines.add("");
            others.forEach(result -> lines.add(describe(result)));
        }
        return lines;
    }

    private static String row(String name, List<Result> results) {
        String counts = Arrays.stream(Outcome.values())
                .map(outcome -> results.stream()
                        .filter(result -> result.outcome() == outcome)
                        .count())
                .map(String::valueOf)
                .collect(Collectors.joining(" | "));
        return "| %s | %d | %s |".formatted(name, results.size(), counts);
    }

    private static String describe(Result result) {
        String code = result.code().isEmpty() ? "" : " (%s)".formatted(result.code());
        return "- `%s` %s%s".formatted(result.test(), result.outcome().name().toLowerCase(Locale.ROOT), code);
    }
}
