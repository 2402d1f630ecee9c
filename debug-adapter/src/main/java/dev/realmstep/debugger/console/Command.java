package dev.realmstep.debugger.console;

import dev.realmstep.debugger.EvaluationException;
import dev.realmstep.debugger.Stop;
import java.util.List;

/**
 * A command of the console.
 *
 * @param names what it is called, the full name first
 * @param usage its operands, as help shows them
 * @param summary one phrase
 * @param action what it does
 */
record Command(List<String> names, String usage, String summary, Action action) {
    /** What a command does: it looks, or it moves the realm. */
    sealed interface Action permits Look, Move {}

    /** Answers with text and leaves the realm where it stands. */
    @FunctionalInterface
    non-sealed interface Look extends Action {
        String look(String operands) throws EvaluationException;
    }

    /** Answers at once, from any thread and also while the realm runs. */
    @FunctionalInterface
    interface Aside extends Look {}

    /** Lets the realm run. */
    @FunctionalInterface
    non-sealed interface Move extends Action {
        Stop move(String operands) throws EvaluationException;
    }

    static Command look(String names, String usage, String summary, Look action) {
        return new Command(List.of(names.split(" ", -1)), usage, summary, action);
    }

    static Command aside(String names, String usage, String summary, Aside action) {
        return new Command(List.of(names.split(" ", -1)), usage, summary, action);
    }

    static Command move(String names, String usage, String summary, Move action) {
        return new Command(List.of(names.split(" ", -1)), usage, summary, action);
    }

    String name() {
        return names.getFirst();
    }

    boolean isAside() {
        return action instanceof Aside;
    }

    boolean isMovement() {
        return action instanceof Move;
    }
}
