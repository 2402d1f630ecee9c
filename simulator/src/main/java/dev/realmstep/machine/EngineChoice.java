package dev.realmstep.machine;

import dev.realmstep.cpu.Engine;
import dev.realmstep.cpu.engine.interpreter.Interpreter;
import dev.realmstep.cpu.engine.translator.Translator;
import dev.realmstep.cpu.engine.translator.host.ExecutableMemoryException;

/** Which engine executes a machine's instructions. Each executes the same ones with the same effects. */
public enum EngineChoice {
    /** One instruction after the other; runs everywhere. */
    INTERPRETER {
        @Override
        public Engine engine() {
            return new Interpreter();
        }
    },
    /** Blocks of instructions as code of the host. */
    TRANSLATOR {
        @Override
        public Engine engine() throws ExecutableMemoryException {
            return Translator.forThisHost();
        }
    };

    /**
     * A new engine, for one machine.
     *
     * @throws ExecutableMemoryException if this host cannot run it; the message says why
     */
    public abstract Engine engine() throws ExecutableMemoryException;
}
