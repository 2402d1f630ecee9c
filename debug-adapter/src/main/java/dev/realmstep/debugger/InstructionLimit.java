package dev.realmstep.debugger;

import dev.realmstep.machine.Machine;

/**
 * How many instructions a session may execute in all.
 *
 * @param instructions of all processors together
 */
record InstructionLimit(long instructions) {
    static final InstructionLimit NONE = new InstructionLimit(Long.MAX_VALUE);

    long left(Machine machine) {
        return instructions - machine.instructions();
    }

    boolean isReached(Machine machine) {
        return left(machine) <= 0;
    }

    String description() {
        return "the limit of %,d instructions is reached".formatted(instructions);
    }
}
