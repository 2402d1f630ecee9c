package dev.realmstep.debuginfo;

import java.util.Optional;
import java.util.stream.Stream;

/** Programs that run in one address space and call each other, such as a kernel and its modules. */
public interface ProgramSpace {
    /** The program that has something at an address, if any has. */
    Optional<DebugInformation> at(long address);

    /** All of them, in the order in which a name is looked for. */
    Stream<DebugInformation> all();

    /** A program that has its address space for itself. */
    static ProgramSpace of(DebugInformation program) {
        return new ProgramSpace() {
            @Override
            public Optional<DebugInformation> at(long address) {
                return Optional.of(program);
            }

            @Override
            public Stream<DebugInformation> all() {
                return Stream.of(program);
            }
        };
    }
}
