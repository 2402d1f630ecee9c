package dev.realmstep.image;

/**
 * One entry of an ELF symbol table.
 *
 * @param name its name; empty for a section symbol
 * @param value its address in a linked file
 * @param size how many bytes it covers, 0 when unknown
 * @param type what it stands for, such as {@link #STT_FUNC}
 * @param binding who sees it, such as {@link #STB_GLOBAL}
 * @param sectionIndex the section it lies in, {@link #SHN_UNDEF} when it is defined elsewhere
 */
public record ElfSymbol(String name, long value, long size, int type, int binding, int sectionIndex) {
    public static final int STT_NOTYPE = 0;
    public static final int STT_OBJECT = 1;
    public static final int STT_FUNC = 2;
    public static final int STT_SECTION = 3;
    public static final int STT_FILE = 4;
    public static final int STB_LOCAL = 0;
    public static final int STB_GLOBAL = 1;
    public static final int STB_WEAK = 2;
    public static final int SHN_UNDEF = 0;
    public static final int SHN_ABS = 0xfff1;

    /** Whether this file defines the symbol. */
    public boolean isDefined() {
        return sectionIndex != SHN_UNDEF;
    }

    /** Whether it is one of the mapping symbols ({@code $x}, {@code $d}) by which the AArch64 ELF ABI tells code from data. */
    public boolean isMappingSymbol() {
        return name.startsWith("$x") || name.startsWith("$d");
    }

    /** The same symbol with another value. */
    ElfSymbol withValue(long otherValue) {
        return new ElfSymbol(name, otherValue, size, type, binding, sectionIndex);
    }
}
