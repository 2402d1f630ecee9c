package dev.realmstep.dap;

import dev.realmstep.debugger.DebugSession;
import dev.realmstep.debugger.Frame;
import dev.realmstep.machine.VirtualCpu;
import java.util.List;
import org.eclipse.lsp4j.debug.Scope;
import org.eclipse.lsp4j.debug.ScopesArguments;
import org.eclipse.lsp4j.debug.ScopesResponse;
import org.eclipse.lsp4j.debug.StackFrame;
import org.eclipse.lsp4j.debug.StackTraceArguments;
import org.eclipse.lsp4j.debug.StackTraceResponse;

/** Call stacks, and what a frame offers to look at. */
final class StackRequests {
    private final DebugSession session;
    private final SourcePaths paths;
    private final References references;

    StackRequests(DebugSession session, SourcePaths paths, References references) {
        this.session = session;
        this.paths = paths;
        this.references = references;
    }

    StackTraceResponse stackTrace(StackTraceArguments arguments) throws RequestFailure {
        VirtualCpu cpu = Threads.cpu(session, arguments.getThreadId());
        List<Frame> frames = session.stackOf(cpu);
        int start = arguments.getStartFrame() == null ? 0 : Math.min(arguments.getStartFrame(), frames.size());
        int levels =
                arguments.getLevels() == null || arguments.getLevels() == 0 ? frames.size() : arguments.getLevels();
        StackTraceResponse response = new StackTraceResponse();
        response.setStackFrames(
                frames.stream().skip(start).limit(levels).map(this::describe).toArray(StackFrame[]::new));
        response.setTotalFrames(frames.size());
        return response;
    }

    private StackFrame describe(Frame frame) {
        StackFrame described = new StackFrame();
        described.setId(references.to(frame));
        described.setName(frame.function());
        described.setInstructionPointerReference(MemoryReference.of(frame.programCounter()));
        frame.line().ifPresent(line -> {
            described.setSource(paths.toClient(line.file()));
            described.setLine(line.line());
            described.setColumn(line.column());
        });
        return described;
    }

    ScopesResponse scopes(ScopesArguments arguments) throws RequestFailure {
        Frame frame = references.resolve(arguments.getFrameId(), Frame.class);
        ScopesResponse response = new ScopesResponse();
        response.setScopes(session.scopesOf(frame).stream()
                .map(scope -> {
                    Scope described = new Scope();
                    described.setName(scope.name());
                    described.setPresentationHint(scope.hint());
                    described.setVariablesReference(references.to(scope));
                    described.setExpensive(scope.expensive());
                    return described;
                })
                .toArray(Scope[]::new));
        return response;
    }
}
