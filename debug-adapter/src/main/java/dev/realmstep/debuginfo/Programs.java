package dev.realmstep.debuginfo;

import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The programs of an address space, as one of them sees it.
 *
 * @param own the program that is asked first, and to which counts what is no other's
 */
record Programs(Program own, ProgramSpace space) {
    /** The program that an address belongs to. */
    Program at(long address) {
        return space.at(address).map(DebugInformation::program).orElse(own);
    }

    /** The same programs, as seen from a place in the code. */
    Programs seenFrom(Program other) {
        return new Programs(other, space);
    }

    /** All programs, the own one first. */
    Stream<Program> all() {
        return Stream.concat(
                Stream.of(own), space.all().map(DebugInformation::program).filter(program -> !program.equals(own)));
    }

    /** What lies at an address, such as {@code main+8}; null when nothing known does. */
    @Nullable
    String describe(long address) {
        return at(address).symbols().describe(address);
    }
}
