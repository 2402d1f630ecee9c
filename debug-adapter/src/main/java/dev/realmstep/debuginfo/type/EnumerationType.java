package dev.realmstep.debuginfo.type;

import java.util.List;

/**
 * An enumeration.
 *
 * @param tag its name after {@code enum}, empty when it has none
 * @param size in bytes
 * @param signed whether its values may be negative
 */
public record EnumerationType(String tag, long size, boolean signed, List<Enumerator> enumerators) implements Type {
    /** A name for one of the values. */
    public record Enumerator(String name, long value) {}

    @Override
    public String declare(String declarator) {
        return TypeNames.named(tag.isEmpty() ? "enum {...}" : "enum " + tag, declarator);
    }
}
