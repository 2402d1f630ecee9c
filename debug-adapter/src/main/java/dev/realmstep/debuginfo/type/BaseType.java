package dev.realmstep.debuginfo.type;

import dev.realmstep.debuginfo.dwarf.BaseTypeEncoding;

/**
 * A type that is built into the language.
 *
 * @param name as the compiler calls it, such as {@code long unsigned int}
 * @param size in bytes
 * @param encoding one of {@link BaseTypeEncoding}
 */
public record BaseType(String name, long size, int encoding) implements Type {
    public static final BaseType INT = new BaseType("int", 4, BaseTypeEncoding.SIGNED);
    public static final BaseType UNSIGNED_INT = new BaseType("unsigned int", 4, BaseTypeEncoding.UNSIGNED);
    public static final BaseType LONG = new BaseType("long", 8, BaseTypeEncoding.SIGNED);
    public static final BaseType UNSIGNED_LONG = new BaseType("unsigned long", 8, BaseTypeEncoding.UNSIGNED);

    /** Plain char is unsigned in the procedure call standard of this architecture (AAPCS64 section 10.1.2). */
    public static final BaseType CHAR = new BaseType("char", 1, BaseTypeEncoding.UNSIGNED_CHAR);

    public boolean isSigned() {
        return BaseTypeEncoding.isSigned(encoding);
    }

    public boolean isCharacter() {
        return BaseTypeEncoding.isCharacter(encoding) && size == 1;
    }

    public boolean isFloatingPoint() {
        return encoding == BaseTypeEncoding.FLOAT;
    }

    @Override
    public String declare(String declarator) {
        return TypeNames.named(name, declarator);
    }
}
