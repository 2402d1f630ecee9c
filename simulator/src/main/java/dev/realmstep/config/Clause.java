package dev.realmstep.config;

import java.util.EnumSet;
import java.util.Set;

/** The words inside a statement of a block that begin a clause. */
public enum Clause implements Keyword {
    AT(
            "at",
            Value.NUMBER,
            "ADDRESS",
            "The address: of a realm, as numbered in the lower half of the IPA space; of a machine, the physical one."),
    SIZE("size", Value.NUMBER, "BYTES", "The size in bytes; K, M and G stand for 2^10, 2^20 and 2^30."),
    RIPAS("ripas", Value.WORD, "ram|empty|dev", "The RIPAS of the addresses when the realm is activated."),
    UNPROTECTED(
            "unprotected",
            Value.NONE,
            "",
            "The guest reaches the device in the upper half, where the host emulates it. The default."),
    PROTECTED("protected", Value.NONE, "", "The guest reaches the device in the lower half; it needs `ripas dev`."),
    IRQ(
            "irq",
            Value.NUMBER,
            "INTID",
            "The interrupt: a shared peripheral interrupt, INTID 32 to 1019. The first one is 32."),
    CONSOLE("console", Value.WORD, "stdio", "What the serial line is connected to: the terminal or the debug console."),
    FILE("file", Value.TEXT, "\"FILE\"", "The contents of the disk."),
    READONLY("readonly", Value.NONE, "", "The guest may not write to the disk."),
    SNAPSHOT(
            "snapshot",
            Value.NONE,
            "",
            "The file stays as it is: what the guest writes to the disk is kept in memory and gone at the end."),
    SEED("seed", Value.NUMBER, "N", "What the device's bytes follow from; the same seed gives the same bytes."),
    EPOCH(
            "epoch",
            Value.NUMBER,
            "SECONDS",
            "What a clock shows at the start, in seconds since 1970. Default: 1767225600, the beginning of 2026.");

    /** What stands behind a clause's keyword. */
    public enum Value {
        NONE,
        NUMBER,
        WORD,
        TEXT
    }

    private final String keyword;
    private final Value value;
    private final String syntax;
    private final String documentation;

    Clause(String keyword, Value value, String syntax, String documentation) {
        this.keyword = keyword;
        this.value = value;
        this.syntax = syntax;
        this.documentation = documentation;
    }

    /** The clauses that a statement may have, in their usual order. */
    public static Set<Clause> of(Property property) {
        return switch (property) {
            case RealmProperty ofRealm -> of(ofRealm);
            case MachineProperty ofMachine ->
                ofMachine == MachineProperty.LOAD ? EnumSet.of(AT) : EnumSet.noneOf(Clause.class);
        };
    }

    private static Set<Clause> of(RealmProperty property) {
        return switch (property) {
            case RAM -> EnumSet.of(SIZE, RIPAS);
            case DEVICE -> EnumSet.allOf(Clause.class);
            case LOAD, DTB -> EnumSet.of(AT);
            default -> EnumSet.noneOf(Clause.class);
        };
    }

    @Override
    public String keyword() {
        return keyword;
    }

    public Value value() {
        return value;
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
