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
 * The operands of SIMD and floating-point instructions in assembly templates:
 *
 * <ul>
 *   <li>{@code Bd}, {@code Hn}, {@code Sm}, {@code Dt}, {@code Qt2}: the scalar register in the field Rd, Rn, Rm and so on.
 *   <li>{@code Vd.16B}: the vector register in a field, with an arrangement; {@code Vd.xH} leaves the number of elements to Q,
 *       and {@code Vd.H} out.
 *   <li>{@code Vd.T}, {@code Vd.2T}: an arrangement that the word tells, by the letters of {@link #SIZES}; with 2 its elements are
 *       twice as wide and fill the register, with {@code p} ({@code Vd.pT}) they are as many as pairs fit.
 *   <li>{@code Td}, {@code 2Td}: the scalar register of that size.
 *   <li>{@code list2:Rt.T}: so many registers from the one in a field on, in braces.
 *   <li>the names in {@link #NAMED}.
 * </ul>
 */
final class VectorOperands {
    private static final String FIELD = "([dnmat]2?)";
    private static final Pattern SCALAR = Pattern.compile("(2?)([BHSDQTFIE])" + FIELD);
    private static final Pattern VECTOR = Pattern.compile("V" + FIELD + "\\.(\\w+)");
    private static final Pattern LIST = Pattern.compile("list([1-4]):R" + FIELD + "\\.(\\w+)");
    private static final Pattern FIXED = Pattern.compile("(\\d*|x)([BHSDQ])");
    private static final Pattern VARIABLE = Pattern.compile("([2p]?)([TFIEL])");
    private static final String LETTERS = "bhsdq";
    private static final int REGISTER_BYTES = 16;

    /** Where the logarithm of the element's bytes comes from. */
    private static final Map<String, IntUnaryOperator> SIZES = Map.of(
            // size
            "T", word -> Fields.bits(word, 22, 2),
            // sz of a floating-point instruction: single, double
            "F", word -> 2 + Fields.bits(word, 22, 1),
            // size of a structure load or store
            "L", word -> Fields.bits(word, 10, 2),
            // the highest bit of immh
            "I", word -> Integer.numberOfTrailingZeros(Integer.highestOneBit(Fields.bits(word, 19, 4))),
            // the lowest bit of imm5
            "E", word -> Integer.numberOfTrailingZeros(Fields.bits(word, 16, 5)));

    private static final Map<String, Operand> NAMED = named();

    private VectorOperands() {}

    private static Map<String, Operand> named() {
        Map<String, Operand> map = new HashMap<>();
        // What tells SADDL2 from SADDL.
        map.put("2", (word, address) -> Fields.bit(word, 30) ? "2" : "");
        map.put("elementBits", (word, address) -> Integer.toString(8 << Fields.bits(word, 22, 2)));
        map.put("leftShift", (word, address) -> Integer.toString(immhImmb(word) - immhBits(word)));
        map.put("rightShift", (word, address) -> Integer.toString(2 * immhBits(word) - immhImmb(word)));
        map.put("vectorOffsetExtend", (word, address) -> Operands.offsetExtend(word, transferScale(word)));
        map.put("structureIndex", (word, address) -> Integer.toString(structureIndex(word)));
        addElements(map);
        addImmediates(map);
        map.put("addRotation", (word, address) -> Fields.bit(word, 12) ? "270" : "90");
        map.put("rotation", (word, address) -> Integer.toString(90 * Fields.bits(word, 11, 2)));
        map.put("indexedRotation", (word, address) -> Integer.toString(90 * Fields.bits(word, 13, 2)));
        map.put("fractionBits", (word, address) -> Integer.toString(64 - Fields.bits(word, 10, 6)));
        return Map.copyOf(map);
    }

    /** The logarithm of the bytes that a load or store of one register moves. */
    private static int transferScale(int word) {
        return Fields.bit(word, 23) ? 4 : word >>> 30;
    }

    /** Q:S:size as far as it is not the size of the element. */
    private static int structureIndex(int word) {
        int scale = Fields.bits(word, 14, 2) + (Fields.bits(word, 14, 2) == 2 ? Fields.bits(word, 10, 1) : 0);
        return (Fields.bits(word, 30, 1) << 3 | Fields.bits(word, 10, 3)) >>> scale;
    }

    private static int immhImmb(int word) {
        return Fields.bits(word, 16, 7);
    }

    /** The bits of an element that immh tells. */
    private static int immhBits(int word) {
        return 8 * Integer.highestOneBit(Fields.bits(word, 19, 4));
    }

    private static void addElements(Map<String, Operand> map) {
        map.put("elementD", (word, address) -> element(Fields.rd(word), imm5Size(word), imm5Index(word)));
        map.put("elementN", (word, address) -> element(Fields.rn(word), imm5Size(word), imm5Index(word)));
        map.put(
                "sourceElementN",
                (word, address) ->
                        element(Fields.rn(word), imm5Size(word), Fields.bits(word, 11, 4) >>> imm5Size(word)));
        map.put("generalN", (word, address) -> Operands.register(imm5Size(word) == 3, Fields.rn(word), false));
        map.put("indexedM", (word, address) -> indexedElement(word));
        map.put("indexedHalfM", (word, address) -> indexedHalf(word));
        map.put("indexedHalvesM", (word, address) -> register(Fields.rm(word), "2h") + "[" + wordIndex(word) + "]");
        map.put("indexedComplexM", (word, address) -> indexedComplex(word));
        map.put("indexedBytesM", (word, address) -> register(Fields.rm(word), "4b") + "[" + wordIndex(word) + "]");
    }

    private static int imm5Size(int word) {
        return Integer.numberOfTrailingZeros(Fields.bits(word, 16, 5));
    }

    private static int imm5Index(int word) {
        return Fields.bits(word, 16, 5) >>> (imm5Size(word) + 1);
    }

    private static String element(int register, int size, int index) {
        return register(register, letter(size)) + "[" + index + "]";
    }

    private static int wordIndex(int word) {
        return Fields.bits(word, 11, 1) << 1 | Fields.bits(word, 21, 1);
    }

    /** The element of Vm that H:L:M, H:L or H select. */
    private static String indexedElement(int word) {
        int size = Fields.bits(word, 22, 2);
        return switch (size) {
            case 2 -> element(Fields.rm(word), size, wordIndex(word));
            case 3 -> element(Fields.rm(word), size, wordIndex(word) >>> 1);
            default -> indexedHalf(word);
        };
    }

    private static String indexedHalf(int word) {
        return element(Fields.bits(word, 16, 4), 1, wordIndex(word) << 1 | Fields.bits(word, 20, 1));
    }

    /** The complex number, of two elements, that H:L or H select. */
    private static String indexedComplex(int word) {
        int size = Fields.bits(word, 22, 2);
        return element(Fields.rm(word), size, size == 1 ? wordIndex(word) : wordIndex(word) >>> 1);
    }

    private static void addImmediates(Map<String, Operand> map) {
        map.put("immediate8", (word, address) -> Operands.hex(immediate8(word)));
        map.put("byteMask", (word, address) -> Operands.hex(byteMask(immediate8(word))));
        map.put("wordShift", (word, address) -> leftShift(8 * Fields.bits(word, 13, 2)));
        map.put("halfwordShift", (word, address) -> leftShift(8 * Fields.bits(word, 13, 1)));
        map.put("onesShift", (word, address) -> Fields.bit(word, 12) ? "msl #16" : "msl #8");
        map.put("fpImmediate8", (word, address) -> floatingPoint(Fields.bits(word, 13, 8)));
        map.put("fpImmediateVector", (word, address) -> floatingPoint(immediate8(word)));
    }

    /** abc:defgh. */
    private static int immediate8(int word) {
        return Fields.bits(word, 16, 3) << 5 | Fields.bits(word, 5, 5);
    }

    private static String leftShift(int amount) {
        return amount == 0 ? "" : "lsl #" + amount;
    }

    private static long byteMask(int imm8) {
        long mask = 0;
        for (int i = 0; i < Byte.SIZE; i++) {
            mask |= ((imm8 >>> i & 1) * 0xFFL) << (8 * i);
        }
        return mask;
    }

    /** The operand with a name, or null if it is none of vectors. */
    static @Nullable Operand of(String name, Encoding encoding) {
        Operand named = NAMED.get(name);
        if (named != null) {
            return named;
        }
        Matcher scalar = SCALAR.matcher(name);
        if (scalar.matches()) {
            return scalar(scalar, encoding);
        }
        Matcher vector = VECTOR.matcher(name);
        if (vector.matches()) {
            Encoding.Field field = encoding.field("R" + vector.group(1));
            IntFunction<String> arrangement = arrangement(vector.group(2));
            return (word, address) -> register(field.of(word), arrangement.apply(word));
        }
        Matcher list = LIST.matcher(name);
        if (list.matches()) {
            int count = Integer.parseInt(list.group(1));
            Encoding.Field field = encoding.field("R" + list.group(2));
            IntFunction<String> arrangement = arrangement(list.group(3));
            return (word, address) -> list(count, field.of(word), arrangement.apply(word));
        }
        return null;
    }

    private static Operand scalar(Matcher name, Encoding encoding) {
        Encoding.Field field = encoding.field("R" + name.group(3));
        IntUnaryOperator size = SIZES.get(name.group(2));
        if (size == null) {
            String letter = name.group(2).toLowerCase(Locale.ROOT);
            return (word, address) -> letter + field.of(word);
        }
        int wider = name.group(1).length();
        return (word, address) -> letter(size.applyAsInt(word) + wider) + field.of(word);
    }

    /** The arrangement of a word as it is written: a number of elements, and their size's letter. */
    private static IntFunction<String> arrangement(String name) {
        Matcher fixed = FIXED.matcher(name);
        if (fixed.matches()) {
            String letter = fixed.group(2).toLowerCase(Locale.ROOT);
            if (!fixed.group(1).equals("x")) {
                String text = fixed.group(1) + letter;
                return word -> text;
            }
            int size = LETTERS.indexOf(letter);
            return word -> arrangement(Fields.bit(word, 30), size);
        }
        Matcher variable = VARIABLE.matcher(name);
        IntUnaryOperator size = variable.matches() ? SIZES.get(variable.group(2)) : null;
        if (size == null) {
            throw new IllegalArgumentException("no arrangement " + name);
        }
        return switch (variable.group(1)) {
            case "2" -> word -> arrangement(true, size.applyAsInt(word) + 1);
            case "p" -> word -> arrangement(Fields.bit(word, 30), size.applyAsInt(word) + 1);
            default -> word -> arrangement(Fields.bit(word, 30), size.applyAsInt(word));
        };
    }

    private static String arrangement(boolean whole, int size) {
        return ((whole ? REGISTER_BYTES : REGISTER_BYTES / 2) >> size) + letter(size);
    }

    static String letter(int size) {
        return LETTERS.substring(size, size + 1);
    }

    private static String register(int number, String arrangement) {
        return "v" + (number & 31) + "." + arrangement;
    }

    /** Three registers and more as a range, unless it wraps around. */
    private static String list(int count, int first, String arrangement) {
        String start = register(first, arrangement);
        if (count > 2 && first + count <= 32) {
            return "{" + start + "-" + register(first + count - 1, arrangement) + "}";
        }
        StringBuilder text = new StringBuilder("{").append(start);
        for (int i = 1; i < count; i++) {
            text.append(", ").append(register(first + i, arrangement));
        }
        return text.append('}').toString();
    }

    /** The immediate of FMOV: sign, three bits of exponent, four of fraction. */
    static String floatingPoint(int imm8) {
        double magnitude = Math.scalb(16.0 + (imm8 & 0xF), ((imm8 >>> 4 & 7) ^ 4) - 7);
        return "#" + "%.18e".formatted(Fields.bit(imm8, 7) ? -magnitude : magnitude);
    }
}
