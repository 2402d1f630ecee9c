package dev.realmstep.dap;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.channels.Channels;
import java.nio.channels.Pipe;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.eclipse.lsp4j.debug.Breakpoint;
import org.eclipse.lsp4j.debug.BreakpointEventArguments;
import org.eclipse.lsp4j.debug.Capabilities;
import org.eclipse.lsp4j.debug.ConfigurationDoneArguments;
import org.eclipse.lsp4j.debug.ContinueArguments;
import org.eclipse.lsp4j.debug.EvaluateArguments;
import org.eclipse.lsp4j.debug.EvaluateResponse;
import org.eclipse.lsp4j.debug.ExitedEventArguments;
import org.eclipse.lsp4j.debug.FunctionBreakpoint;
import org.eclipse.lsp4j.debug.InitializeRequestArguments;
import org.eclipse.lsp4j.debug.ModuleEventArguments;
import org.eclipse.lsp4j.debug.NextArguments;
import org.eclipse.lsp4j.debug.OutputEventArguments;
import org.eclipse.lsp4j.debug.Scope;
import org.eclipse.lsp4j.debug.ScopesArguments;
import org.eclipse.lsp4j.debug.SetBreakpointsArguments;
import org.eclipse.lsp4j.debug.SetFunctionBreakpointsArguments;
import org.eclipse.lsp4j.debug.Source;
import org.eclipse.lsp4j.debug.SourceBreakpoint;
import org.eclipse.lsp4j.debug.StackFrame;
import org.eclipse.lsp4j.debug.StackTraceArguments;
import org.eclipse.lsp4j.debug.StepInArguments;
import org.eclipse.lsp4j.debug.StepOutArguments;
import org.eclipse.lsp4j.debug.SteppingGranularity;
import org.eclipse.lsp4j.debug.StoppedEventArguments;
import org.eclipse.lsp4j.debug.TerminatedEventArguments;
import org.eclipse.lsp4j.debug.Variable;
import org.eclipse.lsp4j.debug.VariablesArguments;
import org.eclipse.lsp4j.debug.launch.DSPLauncher;
import org.eclipse.lsp4j.debug.services.IDebugProtocolClient;
import org.eclipse.lsp4j.debug.services.IDebugProtocolServer;
import org.eclipse.lsp4j.jsonrpc.Launcher;
import org.eclipse.lsp4j.jsonrpc.ResponseErrorException;

/** A debug client for tests: requests in a word, answers and events waited for. */
final class DapSession implements IDebugProtocolClient, AutoCloseable {
    /** The thread of the first virtual processor. */
    static final int VCPU_0 = 1;

    /** Far more than any request takes; a test that waits so long has failed. */
    private static final long PATIENCE_SECONDS = 60;

    private final BlockingQueue<StoppedEventArguments> stops = new LinkedBlockingQueue<>();
    private final BlockingQueue<BreakpointEventArguments> breakpointChanges = new LinkedBlockingQueue<>();
    private final BlockingQueue<ModuleEventArguments> moduleChanges = new LinkedBlockingQueue<>();
    private final CompletableFuture<Void> initialized = new CompletableFuture<>();
    private final CompletableFuture<Integer> exitStatus = new CompletableFuture<>();
    private final CompletableFuture<Void> terminated = new CompletableFuture<>();
    private final StringBuilder guestOutput = new StringBuilder();
    private final StringBuilder ownOutput = new StringBuilder();
    private final IDebugProtocolServer server;
    private final Closeable connection;
    private final CompletableFuture<Void> served;
    private final Future<Void> listening;

    private DapSession(InputStream in, OutputStream out, Closeable connection, CompletableFuture<Void> served) {
        Launcher<IDebugProtocolServer> launcher = DSPLauncher.createClientLauncher(this, in, out);
        this.listening = launcher.startListening();
        this.server = launcher.getRemoteProxy();
        this.connection = connection;
        this.served = served;
    }

    /** A client of an adapter that serves a pair of pipes. */
    static DapSession connect() throws IOException {
        Pipe requests = Pipe.open();
        Pipe answers = Pipe.open();
        CompletableFuture<Void> served = new CompletableFuture<>();
        Thread.ofPlatform().daemon().start(() -> {
            try (InputStream in = Channels.newInputStream(requests.source());
                    OutputStream out = Channels.newOutputStream(answers.sink())) {
                DebugAdapterLauncher.run(in, out);
                served.complete(null);
            } catch (IOException | InterruptedException e) {
                served.completeExceptionally(e);
            }
        });
        return new DapSession(
                Channels.newInputStream(answers.source()),
                Channels.newOutputStream(requests.sink()),
                requests.sink(),
                served);
    }

    /** A client on a connection that somebody else serves. */
    static DapSession over(InputStream in, OutputStream out, Closeable connection) {
        return new DapSession(in, out, connection, new CompletableFuture<>());
    }

    /** A client that has launched a realm, which awaits its breakpoints. */
    static DapSession launch(Path program, Object... options) throws Exception {
        DapSession session = connect();
        session.initialize();
        await(session.requestLaunch(program, options));
        await(session.initialized);
        return session;
    }

    /** A client of a realm that stands behind a function's prologue. */
    static DapSession stoppedIn(Path program, String function) throws Exception {
        DapSession session = launch(program);
        session.breakIn(function);
        session.begin();
        assertThat(session.stop().getReason()).isEqualTo("breakpoint");
        return session;
    }

    Capabilities initialize() throws Exception {
        InitializeRequestArguments arguments = new InitializeRequestArguments();
        arguments.setAdapterID("realmstep");
        return await(server.initialize(arguments));
    }

    CompletableFuture<Void> requestLaunch(Path program, Object... options) {
        Map<String, Object> arguments = new HashMap<>();
        arguments.put("program", program.toString());
        for (int i = 0; i < options.length; i += 2) {
            arguments.put((String) options[i], options[i + 1]);
        }
        return server.launch(arguments);
    }

    IDebugProtocolServer server() {
        return server;
    }

    static <T> T await(CompletableFuture<T> answer) throws Exception {
        return answer.get(PATIENCE_SECONDS, TimeUnit.SECONDS);
    }

    /** The message of the error response that a request must get. */
    static String failureOf(CompletableFuture<?> answer) {
        Throwable failure = catchThrowable(() -> await(answer));
        assertThat(failure).isInstanceOf(ExecutionException.class).hasCauseInstanceOf(ResponseErrorException.class);
        return String.valueOf(Objects.requireNonNull(failure.getCause()).getMessage());
    }

    Breakpoint[] breakAt(Path file, int... lines) throws Exception {
        Source source = new Source();
        source.setPath(file.toString());
        SetBreakpointsArguments arguments = new SetBreakpointsArguments();
        arguments.setSource(source);
        arguments.setBreakpoints(Arrays.stream(lines)
                .mapToObj(line -> {
                    SourceBreakpoint breakpoint = new SourceBreakpoint();
                    breakpoint.setLine(line);
                    return breakpoint;
                })
                .toArray(SourceBreakpoint[]::new));
        return await(server.setBreakpoints(arguments)).getBreakpoints();
    }

    Breakpoint[] breakIn(String... functions) throws Exception {
        SetFunctionBreakpointsArguments arguments = new SetFunctionBreakpointsArguments();
        arguments.setBreakpoints(Arrays.stream(functions)
                .map(name -> {
                    FunctionBreakpoint breakpoint = new FunctionBreakpoint();
                    breakpoint.setName(name);
                    return breakpoint;
                })
                .toArray(FunctionBreakpoint[]::new));
        return await(server.setFunctionBreakpoints(arguments)).getBreakpoints();
    }

    /** Ends the configuration: the realm runs. */
    void begin() throws Exception {
        await(server.configurationDone(new ConfigurationDoneArguments()));
    }

    void resume() throws Exception {
        ContinueArguments arguments = new ContinueArguments();
        arguments.setThreadId(VCPU_0);
        await(server.continue_(arguments));
    }

    /** The next stop that the adapter reports. */
    StoppedEventArguments stop() throws InterruptedException, TimeoutException {
        StoppedEventArguments stop = stops.poll(PATIENCE_SECONDS, TimeUnit.SECONDS);
        if (stop == null) {
            throw new TimeoutException("no stopped event");
        }
        return stop;
    }

    /** What the adapter has told of breakpoints, in order; complete for what came before a stop that was waited for. */
    List<BreakpointEventArguments> breakpointChanges() {
        return List.copyOf(breakpointChanges);
    }

    /** What the adapter has told of modules, likewise. */
    List<ModuleEventArguments> moduleChanges() {
        return List.copyOf(moduleChanges);
    }

    /** Whether a stop was reported that nobody has asked for yet. */
    boolean hasStop() {
        return !stops.isEmpty();
    }

    /** Steps over, and says where: {@code main:127}. */
    String next() throws Exception {
        NextArguments arguments = new NextArguments();
        arguments.setThreadId(VCPU_0);
        return afterStep(server.next(arguments));
    }

    String stepIn() throws Exception {
        StepInArguments arguments = new StepInArguments();
        arguments.setThreadId(VCPU_0);
        return afterStep(server.stepIn(arguments));
    }

    String stepInstruction() throws Exception {
        StepInArguments arguments = new StepInArguments();
        arguments.setThreadId(VCPU_0);
        arguments.setGranularity(SteppingGranularity.INSTRUCTION);
        return afterStep(server.stepIn(arguments));
    }

    String stepOut() throws Exception {
        StepOutArguments arguments = new StepOutArguments();
        arguments.setThreadId(VCPU_0);
        return afterStep(server.stepOut(arguments));
    }

    private String afterStep(CompletableFuture<Void> step) throws Exception {
        await(step);
        assertThat(stop().getReason()).isEqualTo("step");
        return place();
    }

    /** Where the first processor stands: {@code main:127}. */
    String place() throws Exception {
        StackFrame top = top();
        return "%s:%d".formatted(top.getName(), top.getLine());
    }

    StackFrame top() throws Exception {
        return stack().getFirst();
    }

    List<StackFrame> stack() throws Exception {
        StackTraceArguments arguments = new StackTraceArguments();
        arguments.setThreadId(VCPU_0);
        return List.of(await(server.stackTrace(arguments)).getStackFrames());
    }

    /** The scopes of the innermost frame, by name. */
    Named<Scope> scopes() throws Exception {
        return scopes(top());
    }

    Named<Scope> scopes(StackFrame frame) throws Exception {
        ScopesArguments arguments = new ScopesArguments();
        arguments.setFrameId(frame.getId());
        Map<String, Scope> scopes = new LinkedHashMap<>();
        for (Scope scope : await(server.scopes(arguments)).getScopes()) {
            scopes.put(scope.getName(), scope);
        }
        return new Named<>(scopes);
    }

    Named<Variable> variables(String scope) throws Exception {
        return children(scopes().get(scope).getVariablesReference());
    }

    Named<Variable> children(int reference) throws Exception {
        VariablesArguments arguments = new VariablesArguments();
        arguments.setVariablesReference(reference);
        Map<String, Variable> variables = new LinkedHashMap<>();
        for (Variable variable : await(server.variables(arguments)).getVariables()) {
            variables.put(variable.getName(), variable);
        }
        return new Named<>(variables);
    }

    CompletableFuture<EvaluateResponse> evaluate(String context, String expression) throws Exception {
        EvaluateArguments arguments = new EvaluateArguments();
        arguments.setFrameId(top().getId());
        arguments.setContext(context);
        arguments.setExpression(expression);
        return server.evaluate(arguments);
    }

    String watch(String expression) throws Exception {
        return await(evaluate("watch", expression)).getResult();
    }

    /** What the guest has written to its console. */
    synchronized String guestOutput() {
        return guestOutput.toString();
    }

    /** What the debugger itself has said. */
    synchronized String ownOutput() {
        return ownOutput.toString();
    }

    /** The guest's exit status, once the session is over. */
    int exitStatus() throws Exception {
        await(terminated);
        return await(exitStatus);
    }

    boolean hasExited() {
        return exitStatus.isDone();
    }

    void awaitTermination() throws Exception {
        await(terminated);
    }

    /** Waits until the adapter has given the connection up. */
    void awaitEndOfService() throws Exception {
        await(served);
    }

    @Override
    public void initialized() {
        initialized.complete(null);
    }

    @Override
    public void stopped(StoppedEventArguments arguments) {
        stops.add(arguments);
    }

    @Override
    public void breakpoint(BreakpointEventArguments arguments) {
        breakpointChanges.add(arguments);
    }

    @Override
    public void module(ModuleEventArguments arguments) {
        moduleChanges.add(arguments);
    }

    @Override
    public void exited(ExitedEventArguments arguments) {
        exitStatus.complete(arguments.getExitCode());
    }

    @Override
    public void terminated(TerminatedEventArguments arguments) {
        terminated.complete(null);
    }

    @Override
    public synchronized void output(OutputEventArguments arguments) {
        ("stdout".equals(arguments.getCategory()) ? guestOutput : ownOutput).append(arguments.getOutput());
    }

    @Override
    public void close() throws IOException {
        listening.cancel(true);
        connection.close();
    }
}
