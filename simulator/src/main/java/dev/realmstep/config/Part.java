package dev.realmstep.config;

/** A part of a statement that can be pointed at by itself. */
public enum Part {
    /** The name of a realm or a device. */
    NAME,
    /** Right behind the brace that opens a block. */
    BODY,
    COMPATIBLE,
    /** The address of the first byte. */
    BASE,
    /** The address behind the last byte, where a range is given by its ends. */
    END,
    SIZE,
    RIPAS,
    PLACEMENT,
    IRQ,
    CONSOLE,
    FILE,
    READONLY,
    SNAPSHOT,
    SEED,
    EPOCH
}
