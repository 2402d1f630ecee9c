package dev.realmstep.config;

import java.util.Arrays;
import java.util.Optional;

/** The words inside a statement of a {@code realm} block that begin a clause. */
public enum Clause {
    AT("at", "ADDRESS", "The address, as numbered in the lower half of the IPA space."),
    SIZE("size", "BYTES", "The size in bytes; K, M and G stand for 2^10, 2^20 and 2^30."),
    RIPAS("ripas", "ram|empty|dev", "The RIPAS of the addresses when the realm is activated."),
    UNPROTECTED(
            "unprotected",
            "",
            "The guest reaches the device in the upper half, where the host emulates it. The default."),
    PROTECTED("protected", "", "The guest reaches the device in the lower half; it needs `ripas dev`."),
    IRQ("irq", "INTID", "The interrupt: a shared peripheral interrupt, INTID 32 to 1019. The first one is 32."),
    CONSOLE("console", "stdio", "What the serial line is connected to: the terminal or the debug console."),
    FILE("file", "\"FILE\"", "The contents of the disk."),
    READONLY("readonly", "", "The guest may not write to the disk.");

    private final String keyword;
    private final String syntax;
    private final String documentation;

    Clause(String keyword, String syntax, String documentation) {
        this.keyword = keyword;
        this.syntax = syntax;
        this.documentation = documentation;
    }

    public static Optional<Clause> ofKeyword(String keyword) {
        return Arrays.stream(values())
                .filter(clause -> clause.keyword.equals(keyword))
                .findFirst();
    }

    public String keyword() {
        return keyword;
    }

    /** What follows the keyword; empty if nothing does. */
    public String syntax() {
        return syntax;
    }

    /** What it means, its unit and its default. */
    public String documentation() {
        return documentation;
    }
}
