package dev.realmstep.cpu.engine.translator;

import dev.realmstep.cpu.engine.translator.host.BackEnd;
import dev.realmstep.cpu.engine.translator.host.ExecutableMemory;
import java.lang.invoke.MethodHandle;

/** How Java gets into translated code, and where that gets out. */
final class EntryPoint {
    private final MethodHandle enter;
    private final long exit;

    EntryPoint(ExecutableMemory executable, BackEnd backEnd) {
        this.enter = executable.function(executable.add(backEnd.entry()));
        this.exit = executable.add(backEnd.exit());
    }

    /** The host's address that translated code leaves to. */
    long exit() {
        return exit;
    }

    /**
     * Runs translated code until it leaves.
     *
     * @param anchor of the state block
     * @param code the host's address
     * @return the number of the exit
     */
    long enter(long anchor, long code) {
        try {
            return (long) enter.invokeExact(anchor, code);
        } catch (Throwable e) { // by its signature a method handle may throw anything; code of ours throws nothing
            throw new IllegalStateException(e);
        }
    }
}
