package dev.realmstep.debugger;

import java.util.List;

/**
 * A place at which the realm stops.
 *
 * @param id unique in the session, from 1
 * @param place what the user asked for
 * @param locations where it stops; none if the place is not (yet) known
 * @param description where that is, for people: "main at main.c:12"
 */
public record Breakpoint(int id, Place place, List<CodeLocation> locations, String description) {
    /** What a user names when setting a breakpoint. */
    public sealed interface Place {
        /**
         * A line of a source file.
         *
         * @param file as the user or the editor names it
         * @param line counted from 1
         */
        record Line(String file, int line) implements Place {
            @Override
            public String toString() {
                return file + ":" + line;
            }
        }

        /** The start of a function, behind its prologue. */
        record Function(String name) implements Place {
            @Override
            public String toString() {
                return name;
            }
        }

        /** An instruction. */
        record Address(long address) implements Place {
            @Override
            public String toString() {
                return "*0x%x".formatted(address);
            }
        }
    }

    public Breakpoint {
        locations = List.copyOf(locations);
    }

    /** Whether it can be hit. */
    public boolean isResolved() {
        return !locations.isEmpty();
    }
}
