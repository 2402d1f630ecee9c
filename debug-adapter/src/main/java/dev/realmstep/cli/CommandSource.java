package dev.realmstep.cli;

import dev.realmstep.debugger.EvaluationException;
import dev.realmstep.debugger.Stop;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/** Who gives a dialogue its commands. */
interface CommandSource {
    /** Something that lets the realm run. */
    @FunctionalInterface
    interface Movement {
        Stop move() throws EvaluationException;
    }

    /** The next command, blank for the last one again; null if there is none any more. */
    @Nullable
    String next() throws IOException;

    /** Lets the realm run, and takes meanwhile what is meant for it. */
    default Stop during(Movement movement) throws EvaluationException {
        return movement.move();
    }
}
