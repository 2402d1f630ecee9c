package dev.realmstep.debuginfo.value;

import dev.realmstep.debuginfo.dwarf.Location;
import dev.realmstep.debuginfo.dwarf.Location.Piece;
import dev.realmstep.debuginfo.target.AArch64Registers;
import dev.realmstep.debuginfo.target.TargetAccessException;
import java.util.OptionalLong;

/** Reads and writes bits of objects wherever they are: memory, registers, pieces of both, or nowhere. */
final class Storage {
    /** A single value larger than this is not read at once; its parts are. */
    private static final long LARGEST_BITS = 8L << 20;

    private final ValueContext context;

    Storage(ValueContext context) {
        this.context = context;
    }

    /** Reads {@code count} bits that begin {@code offset} bits into an object. */
    byte[] read(Location location, long offset, long count) throws ValueException {
        if (count < 0 || count > LARGEST_BITS || offset < 0) {
            throw new ValueException("value of " + count / Byte.SIZE + " bytes is too large to show");
        }
        return switch (location) {
            case Location.Memory(long address) -> readMemory(address, offset, count);
            case Location.Register(int number) -> fromBytes(Bits.fromLong(register(number)), offset, count);
            case Location.Constant(long value) -> fromBytes(Bits.fromLong(value), offset, count);
            case Location.Implicit implicit -> fromBytes(implicit.bytes(), offset, count);
            case Location.Composite composite -> readPieces(composite, offset, count);
            case Location.Unavailable(String reason) -> throw new ValueException(reason);
        };
    }

    private long register(int number) throws ValueException {
        OptionalLong value = context.registers().read(number);
        if (value.isEmpty()) {
            throw new ValueException(Location.Unavailable.OPTIMIZED_OUT.reason());
        }
        return value.getAsLong();
    }

    private static byte[] fromBytes(byte[] bytes, long offset, long count) throws ValueException {
        if (offset + count > (long) bytes.length * Byte.SIZE) {
            throw new ValueException("value is larger than the place that holds it");
        }
        return Bits.extract(bytes, offset, count);
    }

    private byte[] readMemory(long address, long offset, long count) throws ValueException {
        try {
            byte[] bytes = context.memory().read(address + offset / Byte.SIZE, Bits.bytes(offset % Byte.SIZE + count));
            return Bits.extract(bytes, offset % Byte.SIZE, count);
        } catch (TargetAccessException e) {
            throw new ValueException(String.valueOf(e.getMessage()));
        }
    }

    private byte[] readPieces(Location.Composite composite, long offset, long count) throws ValueException {
        byte[] bits = new byte[Bits.bytes(count)];
        long start = 0;
        for (Piece piece : composite.pieces()) {
            long from = Math.max(start, offset);
            long to = Math.min(start + piece.bitSize(), offset + count);
            if (from < to) {
                byte[] part = read(piece.location(), piece.bitOffset() + from - start, to - from);
                Bits.copy(part, 0, bits, from - offset, to - from);
            }
            start += piece.bitSize();
        }
        if (start < offset + count) {
            throw new ValueException(Location.Unavailable.OPTIMIZED_OUT.reason());
        }
        return bits;
    }

    /** Writes {@code count} bits that begin {@code offset} bits into an object. */
    void write(Location location, long offset, long count, byte[] bits) throws ValueException {
        if (offset < 0) {
            throw new ValueException("not changeable: the value lies outside of its place");
        }
        try {
            switch (location) {
                case Location.Memory(long address) -> writeMemory(address, offset, count, bits);
                case Location.Register(int number) -> writeRegister(number, offset, count, bits);
                case Location.Composite composite -> writePieces(composite, offset, count, bits);
                case Location.Constant constant -> throw notKept();
                case Location.Implicit implicit -> throw notKept();
                case Location.Unavailable(String reason) -> throw new ValueException("not changeable: " + reason);
            }
        } catch (TargetAccessException e) {
            throw new ValueException(String.valueOf(e.getMessage()));
        }
    }

    private static ValueException notKept() {
        return new ValueException("not changeable: the compiler keeps the value nowhere");
    }

    private void writeMemory(long address, long offset, long count, byte[] bits)
            throws ValueException, TargetAccessException {
        long first = address + offset / Byte.SIZE;
        long within = offset % Byte.SIZE;
        boolean whole = within == 0 && count % Byte.SIZE == 0;
        byte[] bytes = whole ? new byte[Bits.bytes(count)] : context.memory().read(first, Bits.bytes(within + count));
        Bits.copy(bits, 0, bytes, within, count);
        context.memory().write(first, bytes);
    }

    private void writeRegister(int number, long offset, long count, byte[] bits)
            throws ValueException, TargetAccessException {
        byte[] bytes = Bits.fromLong(register(number));
        if (offset + count > Long.SIZE) {
            throw new ValueException("value is larger than register " + AArch64Registers.name(number));
        }
        Bits.copy(bits, 0, bytes, offset, count);
        context.registers().write(number, Bits.toLong(bytes));
    }

    private void writePieces(Location.Composite composite, long offset, long count, byte[] bits) throws ValueException {
        long start = 0;
        for (Piece piece : composite.pieces()) {
            long from = Math.max(start, offset);
            long to = Math.min(start + piece.bitSize(), offset + count);
            if (from < to) {
                byte[] part = Bits.extract(bits, from - offset, to - from);
                write(piece.location(), piece.bitOffset() + from - start, to - from, part);
            }
            start += piece.bitSize();
        }
    }
}
