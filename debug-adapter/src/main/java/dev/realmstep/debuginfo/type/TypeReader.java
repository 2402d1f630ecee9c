package dev.realmstep.debuginfo.type;

import dev.realmstep.debuginfo.dwarf.DebugInformationException;
import dev.realmstep.debuginfo.dwarf.Die;
import dev.realmstep.debuginfo.dwarf.DwarfAttribute;
import dev.realmstep.debuginfo.dwarf.DwarfFile;
import dev.realmstep.debuginfo.dwarf.DwarfTag;
import dev.realmstep.debuginfo.dwarf.NameIndex;
import dev.realmstep.debuginfo.type.CompositeType.Member;
import dev.realmstep.debuginfo.type.EnumerationType.Enumerator;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/** Makes types of entries of debug information; what cannot be read becomes an {@link UnknownType}. */
public final class TypeReader {
    private final DwarfFile file;
    private final Map<Long, Type> known = new HashMap<>();
    private int depth;

    public TypeReader(DwarfFile file) {
        this.file = file;
    }

    /** The type that an entry's DW_AT_type names; {@code void} when it names none. */
    public Type typeOf(Die die) {
        try {
            return read(die.holderOf(DwarfAttribute.TYPE).reference(DwarfAttribute.TYPE));
        } catch (DebugInformationException e) {
            return unknown(e);
        }
    }

    /** The complete type of a name, if the program has it. */
    public Optional<Type> named(NameIndex.Kind kind, String name) {
        try {
            return file.names().find(kind, name).stream().findFirst().map(this::read);
        } catch (DebugInformationException e) {
            return Optional.empty();
        }
    }

    /** The type that an entry defines; {@code void} for no entry. */
    public Type read(@Nullable Die die) {
        if (die == null) {
            return new VoidType();
        }
        Type type = known.get(die.offset());
        if (type != null) {
            return type;
        }
        if (depth > Type.LONGEST_CHAIN) {
            return new UnknownType("a type that is defined by itself");
        }
        depth++;
        try {
            type = make(die);
        } catch (DebugInformationException e) {
            type = unknown(e);
        } finally {
            depth--;
        }
        known.put(die.offset(), type);
        return type;
    }

    private static Type unknown(DebugInformationException e) {
        return new UnknownType(String.valueOf(e.getMessage()));
    }

    private Type make(Die die) throws DebugInformationException {
        return switch (die.tag()) {
            case DwarfTag.BASE_TYPE ->
                new BaseType(
                        nameOf(die),
                        die.smallNumber(DwarfAttribute.BYTE_SIZE),
                        die.smallNumber(DwarfAttribute.ENCODING));
            case DwarfTag.POINTER_TYPE, DwarfTag.REFERENCE_TYPE, DwarfTag.RVALUE_REFERENCE_TYPE ->
                new PointerType(() -> typeOf(die));
            case DwarfTag.STRUCTURE_TYPE -> composite(die, CompositeType.Kind.STRUCT, NameIndex.Kind.STRUCTURE);
            case DwarfTag.CLASS_TYPE -> composite(die, CompositeType.Kind.CLASS, NameIndex.Kind.STRUCTURE);
            case DwarfTag.UNION_TYPE -> composite(die, CompositeType.Kind.UNION, NameIndex.Kind.UNION);
            case DwarfTag.ARRAY_TYPE -> array(die);
            case DwarfTag.ENUMERATION_TYPE -> enumeration(die);
            case DwarfTag.TYPEDEF -> new TypedefType(nameOf(die), typeOf(die));
            case DwarfTag.CONST_TYPE -> new QualifiedType("const", typeOf(die));
            case DwarfTag.VOLATILE_TYPE -> new QualifiedType("volatile", typeOf(die));
            case DwarfTag.RESTRICT_TYPE -> new QualifiedType("restrict", typeOf(die));
            case DwarfTag.ATOMIC_TYPE -> new QualifiedType("_Atomic", typeOf(die));
            case DwarfTag.SUBROUTINE_TYPE, DwarfTag.SUBPROGRAM -> function(die);
            case DwarfTag.UNSPECIFIED_TYPE -> new UnknownType(nameOf(die));
            default -> new UnknownType("type of the unknown kind 0x%x".formatted(die.tag()));
        };
    }

    private static String nameOf(Die die) throws DebugInformationException {
        String name = die.name();
        return name == null ? "" : name;
    }

    /** A structure that is only declared here is looked for by its name in the other units. */
    private Type composite(Die die, CompositeType.Kind kind, NameIndex.Kind index) throws DebugInformationException {
        String tag = nameOf(die);
        if (die.flag(DwarfAttribute.DECLARATION) && !tag.isEmpty()) {
            for (Die complete : file.names().find(index, tag)) {
                if (!complete.flag(DwarfAttribute.DECLARATION)) {
                    return read(complete);
                }
            }
        }
        return new CompositeType(kind, tag, die.smallNumber(DwarfAttribute.BYTE_SIZE), () -> members(die));
    }

    private List<Member> members(Die die) {
        List<Member> members = new ArrayList<>();
        try {
            for (Die child : die.children()) {
                if (child.tag() == DwarfTag.MEMBER || child.tag() == DwarfTag.INHERITANCE) {
                    members.add(member(child));
                }
            }
        } catch (DebugInformationException e) {
            members.add(new Member("", unknown(e), 0, 0));
        }
        return List.copyOf(members);
    }

    private Member member(Die die) throws DebugInformationException {
        Type type = typeOf(die);
        long byteOffset = die.number(DwarfAttribute.DATA_MEMBER_LOCATION).orElse(0);
        long bitSize = die.smallNumber(DwarfAttribute.BIT_SIZE);
        long bitOffset = byteOffset * Byte.SIZE;
        OptionalLong fromStart = die.number(DwarfAttribute.DATA_BIT_OFFSET);
        OptionalLong fromTop = die.number(DwarfAttribute.BIT_OFFSET);
        if (fromStart.isPresent()) {
            bitOffset = fromStart.getAsLong();
        } else if (fromTop.isPresent()) {
            // DWARF 2 counts from the most significant bit of the storage unit (DWARF 4 section 5.5.6).
            long storage = die.number(DwarfAttribute.BYTE_SIZE).orElse(type.size()) * Byte.SIZE;
            bitOffset += storage - fromTop.getAsLong() - bitSize;
        }
        return new Member(nameOf(die), type, bitOffset, bitSize);
    }

    /** Each dimension becomes an array of the ones after it. */
    private Type array(Die die) throws DebugInformationException {
        Type type = typeOf(die);
        List<Die> dimensions = new ArrayList<>(die.children());
        dimensions.removeIf(child -> child.tag() != DwarfTag.SUBRANGE_TYPE);
        if (dimensions.isEmpty()) {
            return new ArrayType(type, 0);
        }
        for (Die dimension : dimensions.reversed()) {
            type = new ArrayType(type, count(dimension));
        }
        return type;
    }

    private static long count(Die subrange) {
        OptionalLong count = subrange.number(DwarfAttribute.COUNT);
        OptionalLong upperBound = subrange.number(DwarfAttribute.UPPER_BOUND);
        long elements = count.isPresent() ? count.getAsLong() : upperBound.orElse(-1) + 1;
        // GCC writes the bound of an array of no elements as all ones in the bound's own size.
        return elements < 0 || elements > 0xffff_ffffL ? 0 : elements & 0xffff_ffffL;
    }

    private Type enumeration(Die die) throws DebugInformationException {
        List<Enumerator> enumerators = new ArrayList<>();
        boolean signed = typeOf(die).bare() instanceof BaseType base && base.isSigned();
        for (Die child : die.children()) {
            if (child.tag() == DwarfTag.ENUMERATOR) {
                long value = child.number(DwarfAttribute.CONST_VALUE).orElse(0);
                enumerators.add(new Enumerator(nameOf(child), value));
            }
        }
        boolean negative = enumerators.stream().anyMatch(enumerator -> enumerator.value() < 0);
        return new EnumerationType(
                nameOf(die), die.smallNumber(DwarfAttribute.BYTE_SIZE), signed || negative, List.copyOf(enumerators));
    }

    private Type function(Die die) throws DebugInformationException {
        List<Die> children = die.children();
        boolean variadic = children.stream().anyMatch(child -> child.tag() == DwarfTag.UNSPECIFIED_PARAMETERS);
        return new FunctionType(
                () -> typeOf(die),
                () -> children.stream()
                        .filter(child -> child.tag() == DwarfTag.FORMAL_PARAMETER)
                        .map(this::typeOf)
                        .toList(),
                variadic);
    }
}
