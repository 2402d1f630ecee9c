package dev.realmstep.dap;

import dev.realmstep.debugger.StepGranularity;
import dev.realmstep.debugger.StepKind;
import dev.realmstep.debugger.Stop;
import dev.realmstep.machine.VirtualCpu;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.function.Function;
import org.eclipse.lsp4j.debug.Capabilities;
import org.eclipse.lsp4j.debug.ConfigurationDoneArguments;
import org.eclipse.lsp4j.debug.ContinueArguments;
import org.eclipse.lsp4j.debug.ContinueResponse;
import org.eclipse.lsp4j.debug.DisassembleArguments;
import org.eclipse.lsp4j.debug.DisassembleResponse;
import org.eclipse.lsp4j.debug.DisconnectArguments;
import org.eclipse.lsp4j.debug.EvaluateArguments;
import org.eclipse.lsp4j.debug.EvaluateResponse;
import org.eclipse.lsp4j.debug.InitializeRequestArguments;
import org.eclipse.lsp4j.debug.ModulesArguments;
import org.eclipse.lsp4j.debug.ModulesResponse;
import org.eclipse.lsp4j.debug.NextArguments;
import org.eclipse.lsp4j.debug.PauseArguments;
import org.eclipse.lsp4j.debug.ReadMemoryArguments;
import org.eclipse.lsp4j.debug.ReadMemoryResponse;
import org.eclipse.lsp4j.debug.RestartArguments;
import org.eclipse.lsp4j.debug.ScopesArguments;
import org.eclipse.lsp4j.debug.ScopesResponse;
import org.eclipse.lsp4j.debug.SetBreakpointsArguments;
import org.eclipse.lsp4j.debug.SetBreakpointsResponse;
import org.eclipse.lsp4j.debug.SetExceptionBreakpointsArguments;
import org.eclipse.lsp4j.debug.SetExceptionBreakpointsResponse;
import org.eclipse.lsp4j.debug.SetFunctionBreakpointsArguments;
import org.eclipse.lsp4j.debug.SetFunctionBreakpointsResponse;
import org.eclipse.lsp4j.debug.SetInstructionBreakpointsArguments;
import org.eclipse.lsp4j.debug.SetInstructionBreakpointsResponse;
import org.eclipse.lsp4j.debug.SetVariableArguments;
import org.eclipse.lsp4j.debug.SetVariableResponse;
import org.eclipse.lsp4j.debug.StackTraceArguments;
import org.eclipse.lsp4j.debug.StackTraceResponse;
import org.eclipse.lsp4j.debug.StepInArguments;
import org.eclipse.lsp4j.debug.StepOutArguments;
import org.eclipse.lsp4j.debug.SteppingGranularity;
import org.eclipse.lsp4j.debug.TerminateArguments;
import org.eclipse.lsp4j.debug.ThreadsResponse;
import org.eclipse.lsp4j.debug.VariablesArguments;
import org.eclipse.lsp4j.debug.VariablesResponse;
import org.eclipse.lsp4j.debug.WriteMemoryArguments;
import org.eclipse.lsp4j.debug.WriteMemoryResponse;
import org.eclipse.lsp4j.debug.services.IDebugProtocolClient;
import org.eclipse.lsp4j.debug.services.IDebugProtocolServer;
import org.jspecify.annotations.Nullable;

/** The requests of the protocol: each is handed to the part of the adapter whose subject it is. */
final class DebugAdapter implements IDebugProtocolServer, AutoCloseable {
    private final SessionThread thread = new SessionThread();
    private @Nullable IDebugProtocolClient client;
    private final FollowUps followUps = new FollowUps();
    private volatile @Nullable Debuggee debuggee;
    private Runnable onDisconnect = () -> {};

    /** Tells the adapter where its events go. */
    void connect(IDebugProtocolClient remote) {
        client = remote;
    }

    /** What has to wait for responses: the connection tells it of each. */
    FollowUps followUps() {
        return followUps;
    }

    /** What to do when the client has disconnected and been answered. */
    void onDisconnect(Runnable action) {
        onDisconnect = action;
    }

    @Override
    public CompletableFuture<Capabilities> initialize(InitializeRequestArguments arguments) {
        return CompletableFuture.completedFuture(AdapterCapabilities.advertised());
    }

    @Override
    public CompletableFuture<Void> launch(Map<String, Object> arguments) {
        IDebugProtocolClient remote = requireClient();
        return thread.submit(() -> {
                    if (debuggee != null) {
                        throw new RequestFailure("a realm is launched already: restart it, or disconnect");
                    }
                    debuggee = Debuggee.launch(LaunchArguments.of(arguments), remote);
                    return null;
                })
                .thenRun(remote::initialized);
    }

    @Override
    public CompletableFuture<Void> configurationDone(ConfigurationDoneArguments arguments) {
        return withDebuggee(current -> move("configurationDone", current, Debuggee::begin));
    }

    /** The files are read first: if one is wrong now, the session that is there goes on. */
    @Override
    public CompletableFuture<Void> restart(RestartArguments arguments) {
        return withDebuggee(current -> {
            Debuggee again = current.relaunch();
            abandon(current);
            return thread.submit(() -> debuggee = again).thenCompose(next -> move("restart", next, Debuggee::begin));
        });
    }

    @Override
    public CompletableFuture<Void> terminate(TerminateArguments arguments) {
        return withDebuggee(current -> {
            abandon(current);
            return thread.submit(() -> {
                current.runControl().terminate();
                return null;
            });
        });
    }

    @Override
    public CompletableFuture<Void> disconnect(DisconnectArguments arguments) {
        abandon(debuggee);
        followUps.after("disconnect", onDisconnect);
        return CompletableFuture.completedFuture(null);
    }

    @Override
    public CompletableFuture<SetBreakpointsResponse> setBreakpoints(SetBreakpointsArguments arguments) {
        return answer(debuggee -> debuggee.breakpointRequests().setSource(arguments));
    }

    @Override
    public CompletableFuture<SetFunctionBreakpointsResponse> setFunctionBreakpoints(
            SetFunctionBreakpointsArguments arguments) {
        return answer(debuggee -> debuggee.breakpointRequests().setFunction(arguments));
    }

    @Override
    public CompletableFuture<SetInstructionBreakpointsResponse> setInstructionBreakpoints(
            SetInstructionBreakpointsArguments arguments) {
        return answer(debuggee -> debuggee.breakpointRequests().setInstruction(arguments));
    }

    /** There are no filters, but some clients send the request all the same. */
    @Override
    public CompletableFuture<SetExceptionBreakpointsResponse> setExceptionBreakpoints(
            SetExceptionBreakpointsArguments arguments) {
        return CompletableFuture.completedFuture(new SetExceptionBreakpointsResponse());
    }

    @Override
    public CompletableFuture<ContinueResponse> continue_(ContinueArguments arguments) {
        ContinueResponse response = new ContinueResponse();
        response.setAllThreadsContinued(true);
        return moveThread("continue", arguments.getThreadId(), Debuggee::resume).thenApply(nothing -> response);
    }

    @Override
    public CompletableFuture<Void> next(NextArguments arguments) {
        return step("next", arguments.getThreadId(), StepKind.OVER, arguments.getGranularity());
    }

    @Override
    public CompletableFuture<Void> stepIn(StepInArguments arguments) {
        return step("stepIn", arguments.getThreadId(), StepKind.INTO, arguments.getGranularity());
    }

    @Override
    public CompletableFuture<Void> stepOut(StepOutArguments arguments) {
        return step("stepOut", arguments.getThreadId(), StepKind.OUT, arguments.getGranularity());
    }

    private CompletableFuture<Void> step(
            String command, int threadId, StepKind kind, @Nullable SteppingGranularity granularity) {
        StepGranularity size = granularity == SteppingGranularity.INSTRUCTION
                ? StepGranularity.INSTRUCTION
                : StepGranularity.STATEMENT;
        return moveThread(command, threadId, (debuggee, cpu) -> debuggee.step(cpu, kind, size));
    }

    @Override
    public CompletableFuture<Void> pause(PauseArguments arguments) {
        return withDebuggee(current -> {
            pauseIfRunning(current);
            return CompletableFuture.completedFuture(null);
        });
    }

    @Override
    public CompletableFuture<ThreadsResponse> threads() {
        return answer(debuggee -> Threads.list(debuggee.session()));
    }

    @Override
    public CompletableFuture<StackTraceResponse> stackTrace(StackTraceArguments arguments) {
        return ask(debuggee -> debuggee.stackRequests().stackTrace(arguments));
    }

    @Override
    public CompletableFuture<ScopesResponse> scopes(ScopesArguments arguments) {
        return ask(debuggee -> debuggee.stackRequests().scopes(arguments));
    }

    @Override
    public CompletableFuture<VariablesResponse> variables(VariablesArguments arguments) {
        return ask(debuggee -> debuggee.variableRequests().variables(arguments));
    }

    @Override
    public CompletableFuture<SetVariableResponse> setVariable(SetVariableArguments arguments) {
        return ask(debuggee -> debuggee.variableRequests().setVariable(arguments));
    }

    @Override
    public CompletableFuture<EvaluateResponse> evaluate(EvaluateArguments arguments) {
        return withDebuggee(current -> current.evaluateRequests().isAside(arguments)
                ? CompletableFuture.completedFuture(current.evaluateRequests().aside(arguments))
                : thread.ask(() -> current.evaluateRequests().evaluate(arguments)));
    }

    @Override
    public CompletableFuture<ModulesResponse> modules(ModulesArguments arguments) {
        return ask(debuggee -> debuggee.moduleRequests().modules(arguments));
    }

    @Override
    public CompletableFuture<ReadMemoryResponse> readMemory(ReadMemoryArguments arguments) {
        return ask(debuggee -> debuggee.memoryRequests().read(arguments));
    }

    @Override
    public CompletableFuture<WriteMemoryResponse> writeMemory(WriteMemoryArguments arguments) {
        return ask(debuggee -> debuggee.memoryRequests().write(arguments));
    }

    @Override
    public CompletableFuture<DisassembleResponse> disassemble(DisassembleArguments arguments) {
        return ask(debuggee -> debuggee.disassembleRequests().disassemble(arguments));
    }

    @Override
    public void close() {
        abandon(debuggee);
        thread.close();
    }

    private interface Question<T> {
        T ask(Debuggee debuggee) throws RequestFailure;
    }

    /** Answers with what becomes of the request, or with its failure. */
    private <T> CompletableFuture<T> withDebuggee(Question<CompletableFuture<T>> request) {
        try {
            return request.ask(requireDebuggee());
        } catch (RequestFailure e) {
            return CompletableFuture.failedFuture(SessionThread.error(e.getMessage()));
        }
    }

    /** Answers from what may be asked while the realm runs. */
    private <T> CompletableFuture<T> answer(Question<T> question) {
        return withDebuggee(current -> CompletableFuture.completedFuture(question.ask(current)));
    }

    /** Answers from the standing realm. */
    private <T> CompletableFuture<T> ask(Question<T> question) {
        return thread.ask(() -> question.ask(requireDebuggee()));
    }

    private interface ThreadMovement {
        Stop move(Debuggee debuggee, VirtualCpu cpu);
    }

    private CompletableFuture<Void> moveThread(String command, int threadId, ThreadMovement movement) {
        return withDebuggee(current -> {
            VirtualCpu cpu = Threads.cpu(current.session(), threadId);
            current.runControl().requireResumable();
            return move(command, current, target -> movement.move(target, cpu));
        });
    }

    /** Lets the realm run once the command is answered; the response does not wait for it to stop. */
    private CompletableFuture<Void> move(String command, Debuggee target, Function<Debuggee, Stop> movement) {
        if (!thread.reserve()) {
            return CompletableFuture.failedFuture(SessionThread.error("the realm is running already"));
        }
        followUps.after(
                command,
                () -> thread.run(() -> movement.apply(target), target.runControl()::report, target.runControl()::fail));
        return CompletableFuture.completedFuture(null);
    }

    private void pauseIfRunning(Debuggee current) {
        if (thread.isRunning()) {
            current.session().requestPause();
        }
    }

    /** Ends the run of a session whose stops interest nobody any more. */
    private void abandon(@Nullable Debuggee current) {
        if (current != null) {
            current.runControl().abandon();
            pauseIfRunning(current);
        }
    }

    private Debuggee requireDebuggee() throws RequestFailure {
        Debuggee current = debuggee;
        if (current == null) {
            throw new RequestFailure("nothing is launched");
        }
        return current;
    }

    private IDebugProtocolClient requireClient() {
        IDebugProtocolClient remote = client;
        if (remote == null) {
            throw new IllegalStateException("a request came before the client was connected");
        }
        return remote;
    }
}
