package dev.realmstep.cpu.isa;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.regex.Pattern;

/**
 * The bit pattern of an instruction: which bits are fixed, and where its named fields lie.
 *
 * <p>Written from bit 31 down, as the Arm ARM's encoding diagrams are: {@code 0} and {@code 1} are fixed bits, {@code x} is
 * a bit that decoding ignores, {@code name:width} is a field and {@code name} a field of one bit.
 */
public final class Encoding {
    private static final int WORD_BITS = 32;
    private static final Pattern SPACES = Pattern.compile(" ");
    private static final Pattern FIXED_BITS = Pattern.compile("[01x]+");

    private final int mask;
    private final int value;
    private final Map<String, Field> fields;

    /** A named run of bits. */
    public record Field(int shift, int width) {
        /** The field of a word, zero-extended. */
        public int of(int word) {
            return word >>> shift & (int) ((1L << width) - 1);
        }

        /** The field of a word, sign-extended. */
        public int signedOf(int word) {
            return word << (WORD_BITS - shift - width) >> (WORD_BITS - width);
        }

        /** The word with this field replaced by the low bits of a value. */
        public int insert(int word, int value) {
            int mask = (int) ((1L << width) - 1) << shift;
            return (word & ~mask) | (value << shift & mask);
        }
    }

    private Encoding(int mask, int value, Map<String, Field> fields) {
        this.mask = mask;
        this.value = value;
        this.fields = fields;
    }

    /** @throws IllegalArgumentException if the pattern does not have 32 bits, which is a mistake in the table */
    public static Encoding of(String pattern) {
        int mask = 0;
        int value = 0;
        int bit = WORD_BITS;
        Map<String, Field> fields = new LinkedHashMap<>();
        for (String token : SPACES.split(pattern, -1)) {
            if (FIXED_BITS.matcher(token).matches()) {
                for (int i = 0; i < token.length(); i++) {
                    bit--;
                    mask |= token.charAt(i) == 'x' ? 0 : 1 << bit;
                    value |= token.charAt(i) == '1' ? 1 << bit : 0;
                }
            } else {
                int colon = token.indexOf(':');
                int width = colon < 0 ? 1 : Integer.parseInt(token.substring(colon + 1));
                bit -= width;
                fields.put(colon < 0 ? token : token.substring(0, colon), new Field(bit, width));
            }
        }
        if (bit != 0) {
            throw new IllegalArgumentException("not 32 bits: " + pattern);
        }
        return new Encoding(mask, value, Map.copyOf(fields));
    }

    /** A number as so many fixed bits of a pattern. */
    public static String bits(int value, int width) {
        return Integer.toBinaryString(1 << width | value).substring(1);
    }

    /** The bits that are fixed. */
    public int mask() {
        return mask;
    }

    /** The values of the fixed bits. */
    public int value() {
        return value;
    }

    public boolean matches(int word) {
        return (word & mask) == value;
    }

    /** Whether some word matches both. */
    public boolean overlaps(Encoding other) {
        return ((value ^ other.value) & mask & other.mask) == 0;
    }

    /** Whether every word that matches this one matches the other, but not the other way around. */
    public boolean isSpecialCaseOf(Encoding other) {
        return overlaps(other) && (mask & other.mask) == other.mask && mask != other.mask;
    }

    public boolean hasField(String name) {
        return fields.containsKey(name);
    }

    /** @throws IllegalArgumentException if there is no such field, which is a mistake in the table */
    public Field field(String name) {
        Field field = fields.get(name);
        if (field == null) {
            throw new IllegalArgumentException("no field " + name + " among " + fields.keySet());
        }
        return field;
    }
}
