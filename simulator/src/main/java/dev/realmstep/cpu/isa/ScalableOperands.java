package dev.realmstep.cpu.isa;

import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.function.IntFunction;
import java.util.function.IntUnaryOperator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The operands of SVE instructions in assembly templates:
 *
 * <ul>
 *   <li>{@code Zd.B}, {@code Zn.T}: the vector register in a field, with the size of its elements: a letter, or where the word tells
 *       it, by the letters of {@link #SIZES}; {@code Zn.T/2} has elements of half that size, {@code Zn.2T} of twice. {@code Zd}
 *       alone is without a size.
 *   <li>{@code Pd.B}, {@code Pn.T}, {@code Pg}, {@code Pg/m}, {@code Pg/z}: the predicate register in a field.
 *   <li>{@code Gd.T}, {@code Gn.T|SP}: the general register in a field that has room for an element.
 *   <li>{@code Sd.T}: the scalar vector register of an element's size.
 *   <li>{@code zlist2:Zt.B}: so many vector registers from the one in a field on, in braces.
 *   <li>the names in {@link #NAMED}.
 * </ul>
 */
final class ScalableOperands {
    private static final String SIZE = "\\.(2?)([BHSDQTIJEFG])(?:/([248]))?";
    private static final Pattern VECTOR = Pattern.compile("(Z(?:dn|d|n|m|a|t))(?:" + SIZE + ")?");
    private static final Pattern PREDICATE = Pattern.compile("(P(?:d|n|m|g|t))(?:" + SIZE + "|(/[mz]))?");
    private static final Pattern GENERAL = Pattern.compile("G([dnm])" + SIZE + "(\\|SP)?");
    private static final Pattern SCALAR = Pattern.compile("S([dnm])" + SIZE);
    private static final Pattern LIST = Pattern.compile("zlist([1-4]):(Z[nt])" + SIZE);
    private static final String LETTERS = "BHSDQ";
    private static final String[] PATTERNS = patterns();
    private static final int ALL = 31;

    /** Where the logarithm of the element's bytes comes from. */
    private static final Map<String, IntUnaryOperator> SIZES = Map.of(
            // size
            "T", word -> Fields.bits(word, 22, 2),
            // the highest bit of tszh:tszl of a predicated shift
            "I", word -> highestBit(predicatedShift(word) >>> 3),
            // the highest bit of tszh:tszl of other shifts
            "J", word -> highestBit(shift(word) >>> 3),
            // the lowest bit of tsz of DUP
            "E", word -> Integer.numberOfTrailingZeros(Fields.bits(word, 16, 5)),
            // size of FLOGB
            "F", word -> Fields.bits(word, 17, 2),
            // the size in bit 22 of SDOT and UDOT, and others: words or doublewords
            "G", word -> 2 + Fields.bits(word, 22, 1));

    private static final Map<String, Operand> NAMED = named();

    private ScalableOperands() {}

    private static int highestBit(int value) {
        return 31 - Integer.numberOfLeadingZeros(value);
    }

    /** tszh:tszl:imm3 with the register between them. */
    private static int predicatedShift(int word) {
        return Fields.bits(word, 22, 2) << 5 | Fields.bits(word, 5, 5);
    }

    private static int shift(int word) {
        return Fields.bits(word, 22, 2) << 5 | Fields.bits(word, 16, 5);
    }

    private static String[] patterns() {
        String[] names = new String[32];
        for (int i = 0; i < names.length; i++) {
            names[i] = "#" + i;
        }
        names[0] = "pow2";
        for (int i = 1; i <= 8; i++) {
            names[i] = "vl" + i;
        }
        for (int i = 9; i <= 13; i++) {
            names[i] = "vl" + (8 << (i - 8));
        }
        names[29] = "mul4";
        names[30] = "mul3";
        names[ALL] = "all";
        return names;
    }

    private static Map<String, Operand> named() {
        Map<String, Operand> map = new HashMap<>();
        map.put("pattern", (word, address) -> pattern(word) == ALL ? "" : PATTERNS[pattern(word)]);
        map.put("countPattern", (word, address) -> countPattern(word));
        addShifts(map);
        addImmediates(map);
        addAddresses(map);
        return Map.copyOf(map);
    }

    private static void addShifts(Map<String, Operand> map) {
        map.put("predicatedLeftShift", (word, address) -> leftShift(predicatedShift(word)));
        map.put("predicatedRightShift", (word, address) -> rightShift(predicatedShift(word)));
        map.put("leftShift.J", (word, address) -> leftShift(shift(word)));
        map.put("rightShift.J", (word, address) -> rightShift(shift(word)));
        map.put("addressExtend", (word, address) -> addressExtend(word));
    }

    private static String leftShift(int encoded) {
        return Integer.toString(encoded - Integer.highestOneBit(encoded));
    }

    private static String rightShift(int encoded) {
        return Integer.toString(2 * Integer.highestOneBit(encoded) - encoded);
    }

    /** The extension of ADR's offsets: packed ones are only shifted. */
    private static String addressExtend(int word) {
        int amount = Fields.bits(word, 10, 2);
        String shift = amount == 0 ? "" : " #" + amount;
        return switch (Fields.bits(word, 22, 2)) {
            case 0 -> "sxtw" + shift;
            case 1 -> "uxtw" + shift;
            default -> amount == 0 ? "" : "lsl" + shift;
        };
    }

    private static void addAddresses(Map<String, Operand> map) {
        map.put("unsizedOffset", (word, address) -> unsizedOffset(word) == 0 ? "" : Long.toString(unsizedOffset(word)));
        // XS, which is at another place in stores.
        map.put(
                "offsetExtension",
                (word, address) -> Fields.bit(word, word >>> 29 == 0b111 ? 14 : 22) ? "sxtw" : "uxtw");
        map.put("scalablePrefetch", (word, address) -> prefetch(word & 0xF));
    }

    private static long unsizedOffset(int word) {
        return Fields.signedBits(word, 16, 6) << 3 | Fields.bits(word, 10, 3);
    }

    private static String prefetch(int operation) {
        int level = (operation >>> 1 & 3) + 1;
        if (level > 3) {
            return "#" + operation;
        }
        return (operation < 8 ? "pldl" : "pstl") + level + ((operation & 1) == 0 ? "keep" : "strm");
    }

    private static void addImmediates(Map<String, Operand> map) {
        map.put("maskedD", (word, address) -> "z" + Fields.rd(word) + "." + letter(maskSize(word)));
        map.put("mask", (word, address) -> Operands.hex(mask(word)));
        map.put("wideSigned", (word, address) -> wide(word, Fields.signedBits(word, 5, 8)));
        map.put("wideUnsigned", (word, address) -> wide(word, Fields.bits(word, 5, 8)));
        map.put("fpImmediateScalable", (word, address) -> VectorOperands.floatingPoint(Fields.bits(word, 5, 8)));
        map.put("broadcastScalar", (word, address) -> letter(broadcastSize(word)) + Fields.rn(word));
        map.put("broadcastIndex", (word, address) -> Integer.toString(broadcastIndex(word)));
        map.put("factorIndexH", (word, address) -> Integer.toString(halfwordIndex(word)));
        map.put("factorIndexS", (word, address) -> Integer.toString(Fields.bits(word, 19, 2)));
        map.put("factorIndexD", (word, address) -> Integer.toString(Fields.bits(word, 20, 1)));
        map.put("longIndexH", (word, address) -> Integer.toString(longIndex(word)));
        map.put("longIndexS", (word, address) -> Integer.toString(longWordIndex(word)));
        map.put("addRotation10", (word, address) -> Fields.bit(word, 10) ? "270" : "90");
        map.put("addRotation16", (word, address) -> Fields.bit(word, 16) ? "270" : "90");
        map.put("rotation13", (word, address) -> Integer.toString(90 * Fields.bits(word, 13, 2)));
        map.put("rotation10", (word, address) -> Integer.toString(90 * Fields.bits(word, 10, 2)));
        map.put(
                "extractPosition",
                (word, address) -> Integer.toString(Fields.bits(word, 16, 5) << 3 | Fields.bits(word, 10, 3)));
    }

    private static int halfwordIndex(int word) {
        return Fields.bits(word, 22, 1) << 2 | Fields.bits(word, 19, 2);
    }

    /** i3h:i3l of a halfword whose product is a word. */
    private static int longIndex(int word) {
        return Fields.bits(word, 19, 2) << 1 | Fields.bits(word, 11, 1);
    }

    /** i2h:i2l of a word whose product is a doubleword. */
    private static int longWordIndex(int word) {
        return Fields.bits(word, 20, 1) << 1 | Fields.bits(word, 11, 1);
    }

    /** The size of the element that a bitmask immediate repeats; bytes at least. */
    private static int maskSize(int word) {
        int bits = Integer.highestOneBit(Fields.bits(word, 17, 1) << 6 | (~Fields.bits(word, 5, 6) & 0x3F));
        return highestBit(Math.max(bits, Byte.SIZE) / Byte.SIZE);
    }

    private static long mask(int word) {
        long mask = BitMasks.decode(Fields.bits(word, 17, 1), Fields.bits(word, 11, 6), Fields.bits(word, 5, 6));
        return mask & -1L >>> (Long.SIZE - (8 << maskSize(word)));
    }

    private static String wide(int word, long value) {
        boolean shifted = Fields.bit(word, 13);
        return shifted && value == 0 ? "0, lsl #8" : Long.toString(shifted ? value << 8 : value);
    }

    private static int broadcastSize(int word) {
        return Integer.numberOfTrailingZeros(Fields.bits(word, 16, 5));
    }

    private static int broadcastIndex(int word) {
        int encoded = Fields.bits(word, 22, 2) << 5 | Fields.bits(word, 16, 5);
        return encoded >>> (broadcastSize(word) + 1);
    }

    private static int pattern(int word) {
        return Fields.bits(word, 5, 5);
    }

    private static String countPattern(int word) {
        int multiplier = Fields.bits(word, 16, 4) + 1;
        if (multiplier == 1) {
            return pattern(word) == ALL ? "" : PATTERNS[pattern(word)];
        }
        return PATTERNS[pattern(word)] + ", mul #" + multiplier;
    }

    /** The operand with a name, or null if it is none of SVE. */
    static @Nullable Operand of(String name, Encoding encoding) {
        Operand named = NAMED.get(name);
        if (named != null) {
            return named;
        }
        Matcher vector = VECTOR.matcher(name);
        if (vector.matches()) {
            Encoding.Field field = encoding.field(vector.group(1));
            IntFunction<String> suffix = suffix(vector, 2);
            return (word, address) -> "z" + field.of(word) + suffix.apply(word);
        }
        Matcher predicate = PREDICATE.matcher(name);
        if (predicate.matches()) {
            Encoding.Field field = encoding.field(predicate.group(1));
            IntFunction<String> suffix = predicate.group(5) == null ? suffix(predicate, 2) : word -> predicate.group(5);
            return (word, address) -> "p" + field.of(word) + suffix.apply(word);
        }
        return ofSizedRegister(name, encoding);
    }

    private static @Nullable Operand ofSizedRegister(String name, Encoding encoding) {
        Matcher general = GENERAL.matcher(name);
        if (general.matches()) {
            Encoding.Field field = encoding.field("R" + general.group(1));
            IntUnaryOperator size = size(general, 2);
            boolean stackPointer = general.group(5) != null;
            return (word, address) -> Operands.register(size.applyAsInt(word) == 3, field.of(word), stackPointer);
        }
        Matcher scalar = SCALAR.matcher(name);
        if (scalar.matches()) {
            Encoding.Field field = encoding.field("R" + scalar.group(1));
            IntUnaryOperator size = size(scalar, 2);
            return (word, address) -> letter(size.applyAsInt(word)) + field.of(word);
        }
        Matcher list = LIST.matcher(name);
        if (list.matches()) {
            int count = Integer.parseInt(list.group(1));
            Encoding.Field field = encoding.field(list.group(2));
            IntFunction<String> suffix = suffix(list, 3);
            return (word, address) -> list(count, field.of(word), suffix.apply(word));
        }
        return null;
    }

    /** What follows a register's number, from the groups of a match: twice, the size, the part of it. */
    private static IntFunction<String> suffix(Matcher match, int group) {
        if (match.group(group + 1) == null) {
            return word -> "";
        }
        IntUnaryOperator size = size(match, group);
        return word -> "." + letter(size.applyAsInt(word));
    }

    private static IntUnaryOperator size(Matcher match, int group) {
        int twice = match.group(group).length();
        String name = match.group(group + 1);
        int less = match.group(group + 2) == null ? 0 : highestBit(Integer.parseInt(match.group(group + 2)));
        IntUnaryOperator told = SIZES.get(name);
        int fixed = LETTERS.indexOf(name);
        return told == null ? word -> fixed : word -> told.applyAsInt(word) + twice - less;
    }

    private static String letter(int size) {
        return size < 0 ? "?" : LETTERS.substring(size, size + 1).toLowerCase(Locale.ROOT);
    }

    /** Three registers and more as a range, unless it wraps around. */
    private static String list(int count, int first, String suffix) {
        String start = "z" + first + suffix;
        if (count > 2 && first + count <= 32) {
            return "{" + start + "-z" + (first + count - 1) + suffix + "}";
        }
        StringBuilder text = new StringBuilder("{").append(start);
        for (int i = 1; i < count; i++) {
            text.append(", z").append((first + i) % 32).append(suffix);
        }
        return text.append('}').toString();
    }
}
