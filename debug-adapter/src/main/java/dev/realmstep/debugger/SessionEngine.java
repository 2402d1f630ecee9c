package dev.realmstep.debugger;

import dev.realmstep.cpu.Engine;
import dev.realmstep.cpu.engine.interpreter.Interpreter;
import dev.realmstep.cpu.engine.translator.host.ExecutableMemoryException;
import dev.realmstep.machine.EngineChoice;
import java.util.Optional;

/**
 * What executes a session's instructions.
 *
 * @param engine for one machine
 * @param notice what the user should know about it, a line
 */
record SessionEngine(Engine engine, Optional<String> notice) {
    /**
     * The engine that was asked for, or else the fastest that this host can run.
     *
     * @throws LaunchException if the host cannot run what was asked for
     */
    static SessionEngine of(Optional<EngineChoice> asked) throws LaunchException {
        try {
            return new SessionEngine(asked.orElse(EngineChoice.TRANSLATOR).engine(), Optional.empty());
        } catch (ExecutableMemoryException e) {
            if (asked.isPresent()) {
                throw new LaunchException(
                        "the translator does not run on this host: %s; use the interpreter".formatted(e.getMessage()));
            }
            String notice = "the interpreter executes, slowly: %s".formatted(e.getMessage());
            return new SessionEngine(new Interpreter(), Optional.of(notice));
        }
    }
}
