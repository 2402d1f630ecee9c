package dev.realmstep.cpu;

import org.jspecify.annotations.Nullable;

/**
 * What the table of system registers says of one: who may read and write it, what it holds after reset, which bits a
 * write changes, and what traps it.
 *
 * @param read the lowest level that may read it, null for the one that its encoding implies
 * @param write the same for writes
 * @param reset the value after reset, before the machine sets its own
 * @param writable bits that MSR changes; the others keep their reset value
 * @param trap the group of traps that guards it, if any does
 */
record RegisterTraits(
        boolean isReadable,
        boolean isWritable,
        @Nullable ExceptionLevel read,
        @Nullable ExceptionLevel write,
        long reset,
        long writable,
        @Nullable RegisterTrap trap) {
    static RegisterTraits readWrite() {
        return new RegisterTraits(true, true, null, null, 0, -1, null);
    }

    static RegisterTraits readOnly() {
        return new RegisterTraits(true, false, null, null, 0, 0, null);
    }

    static RegisterTraits writeOnly() {
        return new RegisterTraits(false, true, null, null, 0, -1, null);
    }

    /** Both accesses from a level that its encoding does not tell. */
    RegisterTraits from(ExceptionLevel level) {
        return new RegisterTraits(isReadable, isWritable, level, level, reset, writable, trap);
    }

    RegisterTraits writtenFrom(ExceptionLevel level) {
        return new RegisterTraits(isReadable, isWritable, read, level, reset, writable, trap);
    }

    RegisterTraits reset(long value) {
        return new RegisterTraits(isReadable, isWritable, read, write, value, writable, trap);
    }

    RegisterTraits writable(long bits) {
        return new RegisterTraits(isReadable, isWritable, read, write, reset, bits, trap);
    }

    RegisterTraits trappedBy(RegisterTrap trap) {
        return new RegisterTraits(isReadable, isWritable, read, write, reset, writable, trap);
    }
}
