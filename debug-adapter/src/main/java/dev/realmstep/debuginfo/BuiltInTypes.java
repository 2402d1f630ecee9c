package dev.realmstep.debuginfo;

import dev.realmstep.debuginfo.dwarf.BaseTypeEncoding;
import dev.realmstep.debuginfo.type.BaseType;
import dev.realmstep.debuginfo.type.Type;
import dev.realmstep.debuginfo.type.VoidType;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/** The types of C that are there even when a program does not use them, under all their spellings. */
final class BuiltInTypes {
    private BuiltInTypes() {}

    /** The type that a sequence of words such as {@code unsigned long int} means (C11 section 6.7.2). */
    static Optional<Type> named(String name) {
        List<String> words = new ArrayList<>(Arrays.asList(name.split(" ", -1)));
        boolean unsigned = words.remove("unsigned");
        boolean signed = words.remove("signed");
        if (words.size() > 1 || (words.isEmpty() && !unsigned && !signed)) {
            words.remove("int");
        }
        String rest = String.join(" ", words);
        return switch (rest) {
            case "", "int" -> unsigned ? Optional.of(BaseType.UNSIGNED_INT) : Optional.of(BaseType.INT);
            case "long", "long long" -> Optional.of(unsigned ? BaseType.UNSIGNED_LONG : BaseType.LONG);
            case "short" -> Optional.of(integer("short", 2, unsigned));
            case "char" -> Optional.of(character(signed, unsigned));
            case "void" -> Optional.of(new VoidType());
            case "_Bool", "bool" -> Optional.of(new BaseType("_Bool", 1, BaseTypeEncoding.BOOLEAN));
            case "float" -> Optional.of(new BaseType("float", 4, BaseTypeEncoding.FLOAT));
            case "double" -> Optional.of(new BaseType("double", 8, BaseTypeEncoding.FLOAT));
            default -> Optional.empty();
        };
    }

    private static final BaseType SIGNED_CHAR = new BaseType("signed char", 1, BaseTypeEncoding.SIGNED_CHAR);

    private static final BaseType UNSIGNED_CHAR = new BaseType("unsigned char", 1, BaseTypeEncoding.UNSIGNED_CHAR);

    private static BaseType character(boolean signed, boolean unsigned) {
        if (signed) {
            return SIGNED_CHAR;
        }
        return unsigned ? UNSIGNED_CHAR : BaseType.CHAR;
    }

    private static BaseType integer(String name, int size, boolean unsigned) {
        return unsigned
                ? new BaseType("unsigned " + name, size, BaseTypeEncoding.UNSIGNED)
                : new BaseType(name, size, BaseTypeEncoding.SIGNED);
    }
}
