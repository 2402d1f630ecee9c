package dev.realmstep.dap;

import dev.realmstep.debugger.DebugSession;
import dev.realmstep.debugger.LaunchException;
import dev.realmstep.debugger.LaunchOptions;
import dev.realmstep.debugger.SessionLauncher;
import dev.realmstep.debugger.StepGranularity;
import dev.realmstep.debugger.StepKind;
import dev.realmstep.debugger.Stop;
import dev.realmstep.debugger.console.Console;
import dev.realmstep.machine.VirtualCpu;
import java.util.Set;
import org.eclipse.lsp4j.debug.services.IDebugProtocolClient;

/** What was launched: a session, and the parts of the adapter that serve it. */
final class Debuggee {
    private final LaunchArguments arguments;
    private final IDebugProtocolClient client;
    private final DebugSession session;
    private final RunControl runControl;
    private final BreakpointRequests breakpointRequests;
    private final ModuleRequests moduleRequests;
    private final StackRequests stackRequests;
    private final VariableRequests variableRequests;
    private final MemoryRequests memoryRequests;
    private final DisassembleRequests disassembleRequests;
    private final EvaluateRequests evaluateRequests;

    private Debuggee(
            LaunchArguments arguments, IDebugProtocolClient client, DebugSession session, ConsoleOutput output) {
        this.arguments = arguments;
        this.client = client;
        this.session = session;
        References references = new References();
        SourcePaths paths = new SourcePaths(session.sources());
        this.runControl = new RunControl(client, session, output, references);
        this.breakpointRequests = new BreakpointRequests(session, paths);
        session.breakpoints().onChange(breakpoint -> breakpointRequests.reportChange(breakpoint, client));
        this.moduleRequests = new ModuleRequests(session);
        session.modules().onChange(change -> ModuleRequests.reportChange(change, client));
        this.stackRequests = new StackRequests(session, paths, references);
        this.variableRequests = new VariableRequests(references);
        this.memoryRequests = new MemoryRequests(session);
        this.disassembleRequests = new DisassembleRequests(session, paths);
        this.evaluateRequests = new EvaluateRequests(session, new Console(session), references);
    }

    /** Reads what is to be launched; the realm is built when it begins. */
    static Debuggee launch(LaunchArguments arguments, IDebugProtocolClient client) throws RequestFailure {
        ConsoleOutput output = new ConsoleOutput(client);
        LaunchOptions options = new LaunchOptions(
                arguments.program(),
                arguments.realm(),
                arguments.symbols(),
                arguments.sourceMap(),
                Set.of(),
                arguments.engine(),
                arguments.maxInstructions());
        try {
            DebugSession session = SessionLauncher.launch(options, output);
            session.notice().ifPresent(output::say);
            session.terminal().setAttended(true);
            return new Debuggee(arguments, client, session, output);
        } catch (LaunchException e) {
            throw new RequestFailure(e.getMessage());
        }
    }

    /** The same realm from the start, with the breakpoints that are set now. */
    Debuggee relaunch() throws RequestFailure {
        Debuggee again = launch(arguments, client);
        again.session.breakpoints().setAllOf(session.breakpoints());
        return again;
    }

    /** Builds the realm and runs it to its first stop. */
    Stop begin() {
        if (arguments.noDebug()) {
            session.breakpoints().removeIf(place -> true);
        }
        return runControl.begin(arguments.stopOnEntry() && !arguments.noDebug());
    }

    Stop resume(VirtualCpu cpu) {
        return runControl.resume(cpu);
    }

    Stop step(VirtualCpu cpu, StepKind kind, StepGranularity granularity) {
        return runControl.step(cpu, kind, granularity);
    }

    DebugSession session() {
        return session;
    }

    RunControl runControl() {
        return runControl;
    }

    BreakpointRequests breakpointRequests() {
        return breakpointRequests;
    }

    ModuleRequests moduleRequests() {
        return moduleRequests;
    }

    StackRequests stackRequests() {
        return stackRequests;
    }

    VariableRequests variableRequests() {
        return variableRequests;
    }

    MemoryRequests memoryRequests() {
        return memoryRequests;
    }

    DisassembleRequests disassembleRequests() {
        return disassembleRequests;
    }

    EvaluateRequests evaluateRequests() {
        return evaluateRequests;
    }
}
