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
            if (typed && console.isInspection(arguments.getExpression())) {
                EvaluateResponse response = new EvaluateResponse();
                response.setResult(console.inspect(arguments.getExpression(), frame));
                return response;
            }
            return describe(session.evaluate(arguments.getExpression(), frame));
        } catch (EvaluationException e) {
            throw new RequestFailure(e.getMessage());
        }
    }

    private Frame frame(EvaluateArguments arguments) throws RequestFailure, EvaluationException {
        if (arguments.getFrameId() != null) {
            return references.resolve(arguments.getFrameId(), Frame.class);
        }
        return session.stackOf(session.cpus().getFirst()).stream()
                .findFirst()
                .orElseThrow(() -> new EvaluationException("no processor runs"));
    }

    private EvaluateResponse describe(VariableNode value) {
        EvaluateResponse response = new EvaluateResponse();
        response.setResult(value.value());
        response.setType(value.type());
        response.setVariablesReference(value.hasChildren() ? references.to(value) : 0);
        value.address().ifPresent(address -> response.setMemoryReference(MemoryReference.of(address)));
        return response;
    }
}
