package dev.realmstep.cli;

import java.util.stream.Collectors;

/** Text from anywhere as it may be written to a terminal, which obeys control characters. */
final class PrintableText {
    private PrintableText() {}

    /** The text with control characters spelt out. */
    static String of(String text) {
        return text.codePoints()
                .mapToObj(c -> Character.isISOControl(c) ? "\\u%04x".formatted(c) : Character.toString(c))
                .collect(Collectors.joining());
    }
}
