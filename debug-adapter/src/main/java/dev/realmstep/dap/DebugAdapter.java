package dev.realmstep.dap;

import dev.realmstep.debugger.StepGranularity;
import dev.realmstep.debugger.StepKind;
import dev.realmstep.machine.VirtualCpu;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
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
    private @Nullable Debuggee debuggee;
    private Runnable onDisconnect = () -> {};

    /** Tells the adapter where its events go. */
    void connect(IDebugProtocolClient remote) {
        client = remote;
    }

    /** What to do when the client has disconnected. */
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
                    debuggee = Debuggee.launch(LaunchArguments.of(arguments), remote);
                    return null;
                })
                .thenRun(remote::initialized);
    }

    @Override
    public CompletableFuture<Void> configurationDone(ConfigurationDoneArguments arguments) {
        return move(Debuggee::begin);
    }

    @Override
    public CompletableFuture<Void> restart(RestartArguments arguments) {
        pauseIfRunning();
        return thread.submit(() -> {
                    Debuggee again = requireDebuggee().relaunch();
                    debuggee = again;
                    return again;
                })
                .thenAccept(again -> thread.run(again::begin));
    }

    @Override
    public CompletableFuture<Void> terminate(TerminateArguments arguments) {
        pauseIfRunning();
        return thread.submit(() -> {
            requireDebuggee().runControl().end(0);
            return null;
        });
    }

    @Override
    public CompletableFuture<Void> disconnect(DisconnectArguments arguments) {
        pauseIfRunning();
        return CompletableFuture.<Void>completedFuture(null)
                .whenComplete((nothing, failure) -> CompletableFuture.delayedExecutor(
                                100, java.util.concurrent.TimeUnit.MILLISECONDS)
                        .execute(onDisconnect));
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
        return moveThread(arguments.getThreadId(), Debuggee::resume).thenApply(nothing -> response);
    }

    @Override
    public CompletableFuture<Void> next(NextArguments arguments) {
        return step(arguments.getThreadId(), StepKind.OVER, arguments.getGranularity());
    }

    @Override
    public CompletableFuture<Void> stepIn(StepInArguments arguments) {
        return step(arguments.getThreadId(), StepKind.INTO, arguments.getGranularity());
    }

    @Override
    public CompletableFuture<Void> stepOut(StepOutArguments arguments) {
        return step(arguments.getThreadId(), StepKind.OUT, arguments.getGranularity());
    }

    private CompletableFuture<Void> step(int threadId, StepKind kind, @Nullable SteppingGranularity granularity) {
        StepGranularity size = granularity == SteppingGranularity.INSTRUCTION
                ? StepGranularity.INSTRUCTION
                : StepGranularity.STATEMENT;
        return moveThread(threadId, (debuggee, cpu) -> debuggee.step(cpu, kind, size));
    }

    @Override
    public CompletableFuture<Void> pause(PauseArguments arguments) {
        pauseIfRunning();
        return CompletableFuture.completedFuture(null);
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
        return ask(debuggee -> debuggee.evaluateRequests().evaluate(arguments));
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
        pauseIfRunning();
        thread.close();
    }

    private interface Question<T> {
        T ask(Debuggee debuggee) throws RequestFailure;
    }

    /** Answers from what may be asked while the realm runs. */
    private <T> CompletableFuture<T> answer(Question<T> question) {
        try {
            return CompletableFuture.completedFuture(question.ask(requireDebuggee()));
        } catch (RequestFailure e) {
            return CompletableFuture.failedFuture(SessionThread.error(e.getMessage()));
        }
    }

    /** Answers from the standing realm. */
    private <T> CompletableFuture<T> ask(Question<T> question) {
        return thread.ask(() -> question.ask(requireDebuggee()));
    }

    /** Gives the report of where the realm stopped. */
    private interface Movement {
        Runnable move(Debuggee debuggee);
    }

    private interface ThreadMovement {
        Runnable move(Debuggee debuggee, VirtualCpu cpu);
    }

    private CompletableFuture<Void> moveThread(int threadId, ThreadMovement movement) {
        try {
            Debuggee current = requireDebuggee();
            VirtualCpu cpu = Threads.cpu(current.session(), threadId);
            return move(target -> movement.move(target, cpu));
        } catch (RequestFailure e) {
            return CompletableFuture.failedFuture(SessionThread.error(e.getMessage()));
        }
    }

    /** Lets the realm run; the response does not wait for it to stop. */
    private CompletableFuture<Void> move(Movement movement) {
        try {
            Debuggee current = requireDebuggee();
            return thread.run(() -> movement.move(current))
                    ? CompletableFuture.completedFuture(null)
                    : CompletableFuture.failedFuture(SessionThread.error("the realm is running already"));
        } catch (RequestFailure e) {
            return CompletableFuture.failedFuture(SessionThread.error(e.getMessage()));
        }
    }

    private void pauseIfRunning() {
        Debuggee current = debuggee;
        if (thread.isRunning() && current != null) {
            current.session().requestPause();
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
