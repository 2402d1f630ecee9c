package dev.realmstep.dap;

import dev.realmstep.debugger.DebugSession;
import dev.realmstep.debugger.EvaluationException;
import dev.realmstep.debugger.Frame;
import dev.realmstep.debugger.VariableNode;
import dev.realmstep.debugger.console.Console;
import org.eclipse.lsp4j.debug.EvaluateArguments;
import org.eclipse.lsp4j.debug.EvaluateArgumentsContext;
import org.eclipse.lsp4j.debug.EvaluateResponse;

/** Expressions in watches and hovers; in the debug console, commands as well. */
final class EvaluateRequests {
    private final DebugSession session;
    private final Console console;
    private final References references;

    EvaluateRequests(DebugSession session, Console console, References references) {
        this.session = session;
        this.console = console;
        this.references = references;
    }

    EvaluateResponse evaluate(EvaluateArguments arguments) throws RequestFailure {
        try {
            Frame frame = frame(arguments);
            boolean typed = EvaluateArgumentsContext.REPL.equals(arguments.getContext());
            return typed ? answer(arguments.getExpression(), frame) : describe(arguments.getExpression(), frame);
        } catch (EvaluationException e) {
            throw new RequestFailure(e.getMessage());
        }
    }

    /** Whether it is a command that is carried out at once, also while the realm runs. */
    boolean isAside(EvaluateArguments arguments) {
        return EvaluateArgumentsContext.REPL.equals(arguments.getContext())
                && console.isAside(arguments.getExpression());
    }

    EvaluateResponse aside(EvaluateArguments arguments) throws RequestFailure {
        try {
            return result(console.inspect(arguments.getExpression()));
        } catch (EvaluationException e) {
            throw new RequestFailure(e.getMessage());
        }
    }

    /** What is typed may be a command or an expression: a variable {@code i} comes before the short form of a command. */
    private EvaluateResponse answer(String line, Frame frame) throws EvaluationException {
        if (!console.isCommand(line)) {
            return describe(line, frame);
        }
        if (console.isAbbreviated(line)) {
            try {
                return describe(line, frame);
            } catch (EvaluationException e) {
                // it means nothing in the program: it is the command
            }
        }
        if (console.isMovement(line)) {
            throw new EvaluationException("`%s` lets the realm run: use the editor's buttons".formatted(line.strip()));
        }
        return result(console.inspect(line, frame));
    }

    private static EvaluateResponse result(String text) {
        EvaluateResponse response = new EvaluateResponse();
        response.setResult(text);
        return response;
    }

    private Frame frame(EvaluateArguments arguments) throws RequestFailure, EvaluationException {
        if (arguments.getFrameId() != null) {
            return references.resolve(arguments.getFrameId(), Frame.class);
        }
        return session.cpus().stream()
                .flatMap(cpu -> session.stackOf(cpu).stream().limit(1))
                .findFirst()
                .orElseThrow(() -> new EvaluationException("no processor runs"));
    }

    private EvaluateResponse describe(String expression, Frame frame) throws EvaluationException {
        VariableNode value = session.evaluate(expression, frame);
        EvaluateResponse response = new EvaluateResponse();
        response.setResult(value.value());
        response.setType(value.type());
        response.setVariablesReference(value.hasChildren() ? references.to(value) : 0);
        value.address().ifPresent(address -> response.setMemoryReference(MemoryReference.of(address)));
        return response;
    }
}
