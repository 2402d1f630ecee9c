package dev.realmstep.debuginfo.value;

import dev.realmstep.debuginfo.dwarf.BaseTypeEncoding;
import dev.realmstep.debuginfo.dwarf.Location;
import dev.realmstep.debuginfo.type.ArrayType;
import dev.realmstep.debuginfo.type.BaseType;
import dev.realmstep.debuginfo.type.CompositeType;
import dev.realmstep.debuginfo.type.EnumerationType;
import dev.realmstep.debuginfo.type.EnumerationType.Enumerator;
import dev.realmstep.debuginfo.type.FunctionType;
import dev.realmstep.debuginfo.type.PointerType;
import dev.realmstep.debuginfo.type.Type;
import dev.realmstep.debuginfo.type.UnknownType;
import dev.realmstep.debuginfo.type.VoidType;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** Shows values as debuggers for C do. */
final class ValueFormatter {
    /** As many elements of an array, or characters of a string, as GDB shows. */
    private static final int MOST_ELEMENTS = 200;

    /** GDB folds this many equal elements and more. */
    private static final int REPEAT_THRESHOLD = 10;

    /** Members and elements in one line: arrays of arrays of arrays would never end. */
    private static final int MOST_PARTS = 2000;

    /** Structures nested deeper than this are shown as {@code {...}}. */
    private static final int DEEPEST = 20;

    private int partsLeft = MOST_PARTS;

    String format(Value value) {
        return format(value, 0);
    }

    private String format(Value value, int depth) {
        if (value.absence().isPresent()) {
            return absent(value.absence().get());
        }
        try {
            return switch (value.type().bare()) {
                case BaseType base -> base(value, base);
                case PointerType pointer -> pointer(value, pointer, depth);
                case EnumerationType enumeration -> enumeration(value.number(), enumeration);
                case CompositeType composite -> composite(value, composite, depth);
                case ArrayType array -> array(value, array, depth);
                case FunctionType function -> function(value);
                case VoidType nothing -> "void";
                case UnknownType unknown -> unknown.name();
                default -> "<" + value.type().name() + ">";
            };
        } catch (ValueException e) {
            return absent(String.valueOf(e.getMessage()));
        }
    }

    private static String absent(String reason) {
        boolean optimizedOut = reason.equals(Location.Unavailable.OPTIMIZED_OUT.reason());
        return optimizedOut ? "<optimized out>" : "<error: " + reason + ">";
    }

    private static String base(Value value, BaseType base) throws ValueException {
        if (base.isFloatingPoint() && base.size() <= Long.BYTES) {
            return FloatingPoint.text(Bits.toLong(value.bytes()), base.size());
        }
        if (base.size() > Long.BYTES) {
            return hexadecimal(value.bytes());
        }
        long number = value.number();
        if (base.encoding() == BaseTypeEncoding.BOOLEAN && (number == 0 || number == 1)) {
            return number == 1 ? "true" : "false";
        }
        String digits = base.isSigned() ? Long.toString(number) : Long.toUnsignedString(number);
        return base.isCharacter() ? digits + " " + CText.character((int) number) : digits;
    }

    private static String hexadecimal(byte[] bytes) {
        StringBuilder text = new StringBuilder("0x");
        for (int i = bytes.length - 1; i >= 0; i--) {
            text.append("%02x".formatted(bytes[i]));
        }
        return text.toString();
    }

    private static String pointer(Value value, PointerType pointer, int depth) throws ValueException {
        long address = value.number();
        String hexadecimal = "0x" + Long.toHexString(address);
        Type target = pointer.target().bare();
        if (isCharacter(target)) {
            return address == 0 ? hexadecimal : hexadecimal + " " + string(value, address);
        }
        String name = value.context().names().describe(address);
        String text = name == null ? hexadecimal : hexadecimal + " <" + name + ">";
        return depth == 0 ? "(" + value.type().name() + ") " + text : text;
    }

    private static boolean isCharacter(Type type) {
        return type instanceof BaseType base && base.isCharacter();
    }

    /** The string at an address, as far as it can be read. */
    private static String string(Value value, long address) {
        byte[] text = new byte[MOST_ELEMENTS];
        for (int length = 0; length < text.length; length++) {
            byte[] next;
            try {
                next = new Storage(value.context())
                        .read(new Location.Memory(address), (long) length * Byte.SIZE, Byte.SIZE);
            } catch (ValueException e) {
                String problem = "<error: " + e.getMessage() + ">";
                return length == 0 ? problem : CText.string(Arrays.copyOf(text, length)) + "..., " + problem;
            }
            if (next[0] == 0) {
                return CText.string(Arrays.copyOf(text, length));
            }
            text[length] = next[0];
        }
        return CText.string(text) + "...";
    }

    /** The name of the value, or the names of the flags it is made of. */
    private static String enumeration(long number, EnumerationType enumeration) {
        for (Enumerator enumerator : enumeration.enumerators()) {
            if (enumerator.value() == number) {
                return enumerator.name();
            }
        }
        boolean flags = enumeration.enumerators().stream().allMatch(flag -> Long.bitCount(flag.value()) <= 1);
        if (!flags || number == 0) {
            return Long.toString(number);
        }
        List<String> names = new ArrayList<>();
        long rest = number;
        for (Enumerator flag : enumeration.enumerators()) {
            if ((rest & flag.value()) != 0) {
                names.add(flag.name());
                rest &= ~flag.value();
            }
        }
        if (names.isEmpty()) {
            return "(unknown: 0x" + Long.toHexString(number) + ")";
        }
        if (rest != 0) {
            names.add("unknown: 0x" + Long.toHexString(rest));
        }
        return "(" + String.join(" | ", names) + ")";
    }

    private String composite(Value value, CompositeType composite, int depth) throws ValueException {
        if (composite.members().isEmpty()) {
            return composite.size() == 0 && !composite.tag().isEmpty() ? "<incomplete type>" : "{}";
        }
        if (depth >= DEEPEST) {
            return "{...}";
        }
        List<String> parts = new ArrayList<>();
        for (NamedValue child : value.children(0, partsLeft)) {
            if (partsLeft <= 0) {
                break;
            }
            partsLeft--;
            String text = format(child.value(), depth + 1);
            parts.add(child.name().isEmpty() ? text : child.name() + " = " + text);
        }
        String more = composite.members().size() > parts.size() ? "..." : "";
        return "{" + String.join(", ", parts) + more + "}";
    }

    private String array(Value value, ArrayType array, int depth) throws ValueException {
        if (isCharacter(array.element().bare())) {
            return characters(value, array);
        }
        if (depth >= DEEPEST) {
            return "{...}";
        }
        List<String> elements = new ArrayList<>();
        for (long i = 0; i < array.count() && elements.size() < MOST_ELEMENTS && partsLeft > 0; i++) {
            partsLeft--;
            elements.add(format(value.element(i), depth + 1));
        }
        String more = array.count() > elements.size() ? "..." : "";
        return "{" + String.join(", ", folded(elements)) + more + "}";
    }

    /** Runs of equal elements become one element and a count. */
    private static List<String> folded(List<String> elements) {
        List<String> folded = new ArrayList<>();
        int start = 0;
        while (start < elements.size()) {
            int end = start + 1;
            while (end < elements.size() && elements.get(end).equals(elements.get(start))) {
                end++;
            }
            if (end - start >= REPEAT_THRESHOLD) {
                folded.add(elements.get(start) + " <repeats " + (end - start) + " times>");
            } else {
                folded.addAll(elements.subList(start, end));
            }
            start = end;
        }
        return folded;
    }

    /** An array of characters is a string; the zeroes that fill it up are left out. */
    private static String characters(Value value, ArrayType array) throws ValueException {
        int count = (int) Math.min(array.count(), MOST_ELEMENTS);
        byte[] bytes = new byte[count];
        for (int i = 0; i < count; i++) {
            bytes[i] = value.element(i).bytes()[0];
        }
        int length = count;
        while (length > 0 && bytes[length - 1] == 0) {
            length--;
        }
        String text = CText.string(Arrays.copyOf(bytes, length));
        return array.count() > count && length == count ? text + "..." : text;
    }

    private static String function(Value value) throws ValueException {
        long address = value.number();
        String name = value.context().names().describe(address);
        return "{%s} 0x%x%s".formatted(value.type().name(), address, name == null ? "" : " <" + name + ">");
    }
}
