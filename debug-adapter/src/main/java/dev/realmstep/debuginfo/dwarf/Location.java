package dev.realmstep.debuginfo.dwarf;

import java.util.List;

/** Where the bytes of an object are (DWARF 5 section 2.6). */
public sealed interface Location {
    /** The object lies in memory, at a virtual address. */
    record Memory(long address) implements Location {}

    /** The object lies in the low bytes of a register. */
    record Register(int number) implements Location {}

    /** The object lies nowhere; its value is known, and the bytes are its low bytes. */
    record Constant(long value) implements Location {}

    /** The object lies nowhere; its bytes are known. */
    final class Implicit implements Location {
        private final byte[] bytes;

        public Implicit(byte[] bytes) {
            this.bytes = bytes.clone();
        }

        public byte[] bytes() {
            return bytes.clone();
        }
    }

    /** The object's parts lie in different places. */
    record Composite(List<Piece> pieces) implements Location {}

    /**
     * A part of an object.
     *
     * @param bitSize how many bits of the object it is
     * @param bitOffset how many bits into the place it begins
     */
    record Piece(Location location, long bitSize, long bitOffset) {}

    /**
     * The object cannot be found.
     *
     * @param reason what a debugger shows in place of a value
     */
    record Unavailable(String reason) implements Location {
        /** The compiler did not keep the object at this place of the program. */
        public static final Unavailable OPTIMIZED_OUT = new Unavailable("optimized out");
    }
}
