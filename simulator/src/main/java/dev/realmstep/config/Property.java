package dev.realmstep.config;

/** What can be said of a thing in its block: the first word of a statement. */
public sealed interface Property extends Keyword permits RealmProperty, MachineProperty {
    /** What follows the keyword. */
    String syntax();

    /** Whether a block may say it more than once. */
    boolean repeatable();

    /** What it means, its unit and its default. */
    String documentation();
}
