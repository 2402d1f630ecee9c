package dev.realmstep.debuginfo.value;

import dev.realmstep.debuginfo.dwarf.Location;
import dev.realmstep.debuginfo.type.ArrayType;
import dev.realmstep.debuginfo.type.BaseType;
import dev.realmstep.debuginfo.type.CompositeType;
import dev.realmstep.debuginfo.type.CompositeType.Member;
import dev.realmstep.debuginfo.type.EnumerationType;
import dev.realmstep.debuginfo.type.FunctionType;
import dev.realmstep.debuginfo.type.PointerType;
import dev.realmstep.debuginfo.type.Type;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * An object of the program: a type and the place where it is. Nothing is read before it is asked for, so a value shows
 * what the target holds at that moment.
 */
public final class Value {
    private final Type type;
    private final ValueContext context;
    private final Location location;
    private final long bitOffset;
    private final long bitSize;

    private Value(Type type, ValueContext context, Location location, long bitOffset, long bitSize) {
        this.type = type;
        this.context = context;
        this.location = location;
        this.bitOffset = bitOffset;
        this.bitSize = bitSize;
    }

    /** The object of a type at a place. */
    public static Value at(Type type, ValueContext context, Location location) {
        return new Value(type, context, location, 0, 0);
    }

    /** A number that is nowhere in the target, such as the result of a computation. */
    public static Value of(Type type, ValueContext context, long number) {
        return at(type, context, new Location.Constant(number));
    }

    public Type type() {
        return type;
    }

    public ValueContext context() {
        return context;
    }

    /** Where it is in memory; empty for what lies in a register, in pieces, in part of a byte, or nowhere. */
    public OptionalLong address() {
        return location instanceof Location.Memory(long address) && bitOffset % Byte.SIZE == 0
                ? OptionalLong.of(address + bitOffset / Byte.SIZE)
                : OptionalLong.empty();
    }

    /** Why all of it is nowhere; empty for what is somewhere, at least in part. */
    Optional<String> absence() {
        return location instanceof Location.Unavailable(String reason) ? Optional.of(reason) : Optional.empty();
    }

    /** Whether it is a bit-field, which has no address. */
    public boolean isBitField() {
        return bitSize != 0;
    }

    private long bits() {
        return bitSize != 0 ? bitSize : type.size() * Byte.SIZE;
    }

    /** The bytes that it takes, little-endian. */
    public byte[] bytes() throws ValueException {
        return new Storage(context).read(location, bitOffset, bits());
    }

    /** The number it holds: an integer, character, enumeration or pointer, extended to 64 bits as its type says. */
    public long number() throws ValueException {
        if (!isScalar()) {
            throw new ValueException("not a number: a value of type " + type.name());
        }
        Type bare = type.bare();
        if (bare instanceof ArrayType || bare instanceof FunctionType) {
            return address().orElseThrow(() -> new ValueException("an object that is not in memory has no address"));
        }
        if (bits() > Long.SIZE) {
            throw new ValueException("not a number of 64 bits: a value of type " + type.name());
        }
        long raw = Bits.toLong(bytes());
        if (bare instanceof BaseType base && base.isFloatingPoint()) {
            return (long) FloatingPoint.toDouble(raw, base.size());
        }
        int unused = (int) (Long.SIZE - bits());
        return isSigned(bare) ? raw << unused >> unused : raw;
    }

    /** Whether {@link #number} may be asked for; arrays and functions stand for their addresses, as in C. */
    public boolean isScalar() {
        Type bare = type.bare();
        return isHeldInOnePlace(bare) || bare instanceof ArrayType || bare instanceof FunctionType;
    }

    private static boolean isHeldInOnePlace(Type bare) {
        return bare instanceof BaseType || bare instanceof PointerType || bare instanceof EnumerationType;
    }

    private static boolean isSigned(Type bare) {
        return switch (bare) {
            case BaseType base -> base.isSigned();
            case EnumerationType enumeration -> enumeration.signed();
            default -> false;
        };
    }

    /** Changes it to a number, of which the bits that fit are taken. */
    public void assign(long number) throws ValueException {
        Type bare = type.bare();
        boolean changeable = bare instanceof PointerType
                || bare instanceof EnumerationType
                || (bare instanceof BaseType base && !base.isFloatingPoint());
        if (!changeable || bits() > Long.SIZE) {
            throw new ValueException("cannot assign a number to a value of type " + type.name());
        }
        new Storage(context).write(location, bitOffset, bits(), Bits.fromLong(number));
    }

    /** The same bits as an object of another type; a number is cut or extended. */
    public Value as(Type other) throws ValueException {
        if (other.bare() instanceof CompositeType || other.bare() instanceof ArrayType) {
            return new Value(other, context, location, bitOffset, 0);
        }
        return of(other, context, number());
    }

    /** What a pointer points at, or the first element of an array. */
    public Value dereference() throws ValueException {
        return switch (type.bare()) {
            case PointerType pointer -> at(pointer.target(), context, new Location.Memory(number()));
            case ArrayType array -> element(0);
            default -> throw new ValueException("not a pointer: a value of type " + type.name());
        };
    }

    /** An element of an array, or of the array that a pointer points into; the index may be any number, as in C. */
    public Value element(long index) throws ValueException {
        return switch (type.bare()) {
            case ArrayType array ->
                part(array.element(), index * array.element().size() * Byte.SIZE, 0);
            case PointerType pointer ->
                at(
                        pointer.target(),
                        context,
                        new Location.Memory(
                                number() + index * Math.max(1, pointer.target().size())));
            default -> throw new ValueException("not an array or pointer: a value of type " + type.name());
        };
    }

    /** A member of a structure or union, those of its unnamed members included. */
    public Value member(String name) throws ValueException {
        Optional<Value> member = findMember(name);
        return member.orElseThrow(() -> new ValueException(type.name() + " has no member " + name));
    }

    private Optional<Value> findMember(String name) {
        if (!(type.bare() instanceof CompositeType composite)) {
            return Optional.empty();
        }
        for (Member member : composite.members()) {
            Optional<Value> found = member.name().isEmpty() ? part(member).findMember(name) : Optional.empty();
            if (member.name().equals(name)) {
                return Optional.of(part(member));
            }
            if (found.isPresent()) {
                return found;
            }
        }
        return Optional.empty();
    }

    private Value part(Member member) {
        return part(member.type(), member.bitOffset(), member.bitSize());
    }

    private Value part(Type partType, long offset, long size) {
        return new Value(partType, context, location, bitOffset + offset, size);
    }

    /** Whether {@link #children} gives any. */
    public boolean hasChildren() {
        return childCount() != 0;
    }

    /** How many parts {@link #children} can give. */
    public long childCount() {
        return switch (type.bare()) {
            case CompositeType composite -> composite.members().size();
            case ArrayType array -> array.count();
            case PointerType pointer ->
                switch (pointer.target().bare()) {
                    case CompositeType composite -> composite.members().size();
                    case Type target -> isHeldInOnePlace(target) ? 1 : 0;
                };
            default -> 0;
        };
    }

    /**
     * Its parts: members of a structure (or of the one it points at), elements of an array, or what a pointer points
     * at.
     *
     * @param from the first part, from 0
     * @param count how many parts at most
     */
    public List<NamedValue> children(long from, int count) throws ValueException {
        return switch (type.bare()) {
            case CompositeType composite -> members(composite, from, count);
            case ArrayType array -> elements(array, from, count);
            case PointerType pointer
            when pointer.target().bare() instanceof CompositeType ->
                dereference().children(from, count);
            case PointerType _
            when from == 0 && count > 0 && hasChildren() -> List.of(new NamedValue("*", dereference()));
            default -> List.of();
        };
    }

    private List<NamedValue> members(CompositeType composite, long from, int count) {
        return composite.members().stream()
                .skip(from)
                .limit(count)
                .map(member -> new NamedValue(member.name(), part(member)))
                .toList();
    }

    private List<NamedValue> elements(ArrayType array, long from, int count) throws ValueException {
        List<NamedValue> elements = new ArrayList<>();
        for (long i = from; i < array.count() && elements.size() < count; i++) {
            elements.add(new NamedValue("[" + i + "]", element(i)));
        }
        return elements;
    }

    /** How a C debugger shows it, in one line; what cannot be read says so. */
    public String text() {
        return new ValueFormatter().format(this);
    }

    @Override
    public String toString() {
        return text();
    }
}
