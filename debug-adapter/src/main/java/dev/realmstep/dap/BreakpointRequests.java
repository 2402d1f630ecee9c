package dev.realmstep.dap;

import dev.realmstep.debugger.Breakpoint;
import dev.realmstep.debugger.BreakpointTable;
import dev.realmstep.debugger.CodeLocation;
import dev.realmstep.debugger.DebugSession;
import dev.realmstep.debugger.GuestModules;
import dev.realmstep.debugger.WorldSymbols;
import java.util.ArrayList;
import java.util.List;
import org.eclipse.lsp4j.debug.BreakpointEventArguments;
import org.eclipse.lsp4j.debug.BreakpointEventArgumentsReason;
import org.eclipse.lsp4j.debug.BreakpointNotVerifiedReason;
import org.eclipse.lsp4j.debug.FunctionBreakpoint;
import org.eclipse.lsp4j.debug.InstructionBreakpoint;
import org.eclipse.lsp4j.debug.SetBreakpointsArguments;
import org.eclipse.lsp4j.debug.SetBreakpointsResponse;
import org.eclipse.lsp4j.debug.SetFunctionBreakpointsArguments;
import org.eclipse.lsp4j.debug.SetFunctionBreakpointsResponse;
import org.eclipse.lsp4j.debug.SetInstructionBreakpointsArguments;
import org.eclipse.lsp4j.debug.SetInstructionBreakpointsResponse;
import org.eclipse.lsp4j.debug.SourceBreakpoint;
import org.eclipse.lsp4j.debug.services.IDebugProtocolClient;

/** Breakpoint requests: each replaces all breakpoints of its kind (of its file), and answers one entry per breakpoint. */
final class BreakpointRequests {
    private final BreakpointTable breakpoints;
    private final WorldSymbols symbols;
    private final GuestModules modules;
    private final SourcePaths paths;

    BreakpointRequests(DebugSession session, SourcePaths paths) {
        this.breakpoints = session.breakpoints();
        this.symbols = session.worldSymbols();
        this.modules = session.modules();
        this.paths = paths;
    }

    SetBreakpointsResponse setSource(SetBreakpointsArguments arguments) throws RequestFailure {
        String file = paths.fromClient(arguments.getSource());
        breakpoints.removeIf(place ->
                place instanceof Breakpoint.Place.Line line && line.file().equals(file));
        List<org.eclipse.lsp4j.debug.Breakpoint> answers = new ArrayList<>();
        if (arguments.getBreakpoints() != null) {
            for (SourceBreakpoint wanted : arguments.getBreakpoints()) {
                answers.add(answer(breakpoints.set(new Breakpoint.Place.Line(file, wanted.getLine()))));
            }
        }
        SetBreakpointsResponse response = new SetBreakpointsResponse();
        response.setBreakpoints(answers.toArray(new org.eclipse.lsp4j.debug.Breakpoint[0]));
        return response;
    }

    SetFunctionBreakpointsResponse setFunction(SetFunctionBreakpointsArguments arguments) {
        breakpoints.removeIf(place -> place instanceof Breakpoint.Place.Function);
        List<org.eclipse.lsp4j.debug.Breakpoint> answers = new ArrayList<>();
        for (FunctionBreakpoint wanted : arguments.getBreakpoints()) {
            answers.add(answer(breakpoints.set(new Breakpoint.Place.Function(wanted.getName()))));
        }
        SetFunctionBreakpointsResponse response = new SetFunctionBreakpointsResponse();
        response.setBreakpoints(answers.toArray(new org.eclipse.lsp4j.debug.Breakpoint[0]));
        return response;
    }

    SetInstructionBreakpointsResponse setInstruction(SetInstructionBreakpointsArguments arguments) {
        breakpoints.removeIf(place -> place instanceof Breakpoint.Place.Address);
        List<org.eclipse.lsp4j.debug.Breakpoint> answers = new ArrayList<>();
        for (InstructionBreakpoint wanted : arguments.getBreakpoints()) {
            answers.add(setInstruction(wanted));
        }
        SetInstructionBreakpointsResponse response = new SetInstructionBreakpointsResponse();
        response.setBreakpoints(answers.toArray(new org.eclipse.lsp4j.debug.Breakpoint[0]));
        return response;
    }

    private org.eclipse.lsp4j.debug.Breakpoint setInstruction(InstructionBreakpoint wanted) {
        try {
            long offset = wanted.getOffset() == null ? 0 : wanted.getOffset();
            long address = MemoryReference.parse(wanted.getInstructionReference()) + offset;
            return answer(breakpoints.set(new Breakpoint.Place.Address(address)));
        } catch (RequestFailure e) {
            org.eclipse.lsp4j.debug.Breakpoint unverified = new org.eclipse.lsp4j.debug.Breakpoint();
            unverified.setVerified(false);
            unverified.setMessage(e.getMessage());
            return unverified;
        }
    }

    /** Tells a client that a breakpoint has come to other addresses. */
    void reportChange(Breakpoint breakpoint, IDebugProtocolClient client) {
        BreakpointEventArguments event = new BreakpointEventArguments();
        event.setReason(BreakpointEventArgumentsReason.CHANGED);
        event.setBreakpoint(answer(breakpoint));
        client.breakpoint(event);
    }

    private org.eclipse.lsp4j.debug.Breakpoint answer(Breakpoint breakpoint) {
        org.eclipse.lsp4j.debug.Breakpoint answer = new org.eclipse.lsp4j.debug.Breakpoint();
        answer.setId(breakpoint.id());
        answer.setVerified(breakpoint.isResolved());
        if (!breakpoint.isResolved()) {
            boolean pending = modules.mayBringSymbols();
            answer.setReason(pending ? BreakpointNotVerifiedReason.PENDING : BreakpointNotVerifiedReason.FAILED);
            answer.setMessage((pending ? "no code that is loaded yet is at " : "no code of the guest is at ")
                    + breakpoint.place());
            return answer;
        }
        CodeLocation first = breakpoint.locations().getFirst();
        answer.setInstructionReference(MemoryReference.of(first.address()));
        symbols.of(first.world()).lineAt(first.address()).ifPresent(line -> {
            answer.setSource(paths.toClient(line.file()));
            answer.setLine(line.line());
        });
        return answer;
    }
}
