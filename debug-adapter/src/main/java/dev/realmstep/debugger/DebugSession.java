package dev.realmstep.debugger;

import dev.realmstep.cpu.StopCondition;
import dev.realmstep.debuginfo.InlinedCall;
import dev.realmstep.debuginfo.value.ValueException;
import dev.realmstep.machine.EventLog;
import dev.realmstep.machine.Machine;
import dev.realmstep.machine.StopReason;
import dev.realmstep.machine.VirtualCpu;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * One realm or machine under debug, from its first instruction to its end.
 *
 * <p>Used by one thread at a time; {@link #requestPause()} and {@link #breakpoints()} may be used by any.
 */
public final class DebugSession {
    private final Path program;
    private final Machine machine;
    private final WorldSymbols symbols;
    private final SourceFiles sources;
    private final BreakpointTable breakpoints;
    private final GuestModules modules;
    private final CodeWatch code;
    private final InlinedEntries inlined;
    private final InstructionLimit limit;
    private final Optional<String> notice;
    private final GuestTerminal terminal;
    private VirtualCpu focus;
    private @Nullable StopReason end;

    DebugSession(
            Path program,
            Machine machine,
            GuestTerminal terminal,
            WorldSymbols symbols,
            ModuleSymbols moduleSymbols,
            SourceFiles sources,
            InstructionLimit limit,
            Optional<String> notice) {
        this.program = program;
        this.machine = machine;
        this.terminal = terminal;
        this.symbols = symbols;
        this.sources = sources;
        this.breakpoints = new BreakpointTable(symbols);
        this.modules = new GuestModules(symbols.realm(), moduleSymbols, breakpoints);
        this.code = new CodeWatch(symbols.realm(), modules, breakpoints, machine.cpus());
        this.inlined = new InlinedEntries(symbols);
        this.focus = machine.cpus().getFirst();
        this.limit = limit;
        this.notice = notice;
    }

    /** What the user should know about the session before it begins, a line. */
    public Optional<String> notice() {
        return notice;
    }

    public Machine machine() {
        return machine;
    }

    /** Where the guest's source files are. */
    public SourceFiles sources() {
        return sources;
    }

    /** The text of the guest's source files. */
    public SourceText sourceText() {
        return new SourceText(sources);
    }

    /** The realm's memory as the processor that stopped last sees it. */
    public GuestMemory memory() {
        return new GuestMemory(focus);
    }

    /** The terminal at the realm's console. */
    public GuestTerminal terminal() {
        return terminal;
    }

    /** What is known of the code of the world that the processor that stopped last is in. */
    public GuestSymbols symbols() {
        return symbols.of(focus);
    }

    /** What is known of the code of the world that a processor is in. */
    public GuestSymbols symbolsOf(VirtualCpu cpu) {
        return symbols.of(cpu);
    }

    /** What is known of the code of all worlds. */
    public WorldSymbols worldSymbols() {
        return symbols;
    }

    public BreakpointTable breakpoints() {
        return breakpoints;
    }

    /** The modules that the guest's kernel has loaded. */
    public GuestModules modules() {
        return modules;
    }

    /**
     * Reads the guest's list of modules again, by the processor that stopped last.
     *
     * @throws EvaluationException if it cannot be read; {@link #modules} has what is known all the same
     */
    public void refreshModules() throws EvaluationException {
        try {
            modules.refresh(new CpuTarget(focus));
        } catch (ValueException e) {
            throw new EvaluationException("the kernel's modules: " + e.getMessage());
        }
    }

    /** The realm's virtual processors, which are the session's threads. */
    public List<VirtualCpu> cpus() {
        return machine.cpus();
    }

    /** The last access of the realm that the RMM answered with an abort. */
    public Optional<EventLog.RealmAbort> lastAbort() {
        return machine.events().lastAbort();
    }

    /** The attestation token that the realm got last. */
    public Optional<byte[]> lastToken() {
        return machine.events().lastToken();
    }

    /** The last events between the realm, the RMM and the host, oldest first. */
    public List<EventLog.Event> events() {
        return machine.events().recent();
    }

    /** The last calls that the RMM refused, oldest first. */
    public List<EventLog.Call> refusedCalls() {
        return machine.events().refusedAfter(0);
    }

    /** What the guest reported when it ended; empty while it has not, or if it failed. */
    public OptionalInt exitStatus() {
        return switch (end) {
            case StopReason.Ended ended -> OptionalInt.of(ended.exitStatus());
            case StopReason.AtRest rest -> OptionalInt.of(0);
            case null, default -> OptionalInt.empty();
        };
    }

    /** Whether a machine's software has come to rest without having turned the machine off. */
    public boolean isAtRest() {
        return end instanceof StopReason.AtRest;
    }

    /** Asks the running realm to stop; from any thread. */
    public void requestPause() {
        machine.requestPause();
        terminal.wake();
    }

    /** Builds the realm and stands in front of its first instruction. */
    public Stop start() {
        StopReason reason = machine.start();
        if (reason != null) {
            return stopFor(reason);
        }
        VirtualCpu first = machine.cpus().getFirst();
        return new Stop(
                Stop.Reason.ENTRY,
                first,
                List.of(),
                "entry at " + symbolsOf(first).describe(first.programCounter()));
    }

    /** Runs until a breakpoint, a pause, or the end. */
    public Stop resume(VirtualCpu cpu) {
        Stop first = stepInstruction(cpu);
        if (first.reason() != Stop.Reason.STEP) {
            return first;
        }
        return runUntil(StopCondition.NEVER, cpu);
    }

    /**
     * Runs until the guest writes a text to its console from now on, or something else stops it.
     *
     * @param maxInstructions how many to execute for that at the most, of all processors together
     */
    public Stop runUntilWritten(ConsoleText text, long maxInstructions, VirtualCpu cpu) {
        return new OutputWait(this, cpu).run(text, maxInstructions);
    }

    /** Executes one instruction of one processor, calls included. */
    public Stop stepInstruction(VirtualCpu cpu) {
        if (cpu.activity() == VirtualCpu.Activity.OFF || limit.isReached(machine)) {
            return runUntil(StopCondition.NEVER, cpu);
        }
        StopReason reason = machine.step(cpu);
        return reason == null ? stepped(cpu) : stopFor(reason);
    }

    /** Steps one processor by a rule; the others run meanwhile. */
    public Stop step(VirtualCpu cpu, StepKind kind, StepGranularity granularity) {
        return new Stepper(this, cpu).step(kind, granularity);
    }

    /**
     * Runs until a condition of a caller holds or a breakpoint is reached, whichever is first.
     *
     * @param cpu whose step this is, for the report
     */
    Stop runUntil(StopCondition condition, VirtualCpu cpu) {
        return runUntil(condition, cpu, Long.MAX_VALUE);
    }

    /** The same with a limit of its own, in instructions of all processors together. */
    Stop runUntil(StopCondition condition, VirtualCpu cpu, long maxInstructions) {
        StopReason reason = machine.run(
                new RunCondition(code, breakpoints, condition), Math.min(maxInstructions, limit.left(machine)));
        return stopFor(reason);
    }

    /** The frames of a processor, the innermost first; none while it is off. */
    public List<Frame> stackOf(VirtualCpu cpu) {
        List<Frame> frames = new CallStacks(symbols).of(cpu);
        int hidden = Math.min(inlined.hidden(cpu), Math.max(0, frames.size() - 1));
        return IntStream.range(hidden, frames.size())
                .mapToObj(i -> frames.get(i).atLevel(i - hidden))
                .toList();
    }

    /** Where a processor stands, for people: function and source line, or symbol and offset, or the number. */
    public String describe(VirtualCpu cpu) {
        List<InlinedCall> calls = symbolsOf(cpu).callsAt(cpu.programCounter());
        int hidden = inlined.hidden(cpu);
        return hidden == 0 || hidden >= calls.size()
                ? symbolsOf(cpu).describe(cpu.programCounter())
                : calls.get(hidden).function()
                        + lineOf(cpu).map(line -> " at " + line).orElse("");
    }

    /** The source line that a processor stands at, if there is one. */
    public Optional<SourceLine> lineOf(VirtualCpu cpu) {
        List<InlinedCall> calls = symbolsOf(cpu).callsAt(cpu.programCounter());
        int hidden = inlined.hidden(cpu);
        return hidden >= calls.size()
                ? symbolsOf(cpu).lineAt(cpu.programCounter())
                : calls.get(hidden).source().map(SourceLine::of);
    }

    /** The inlined functions that begin where processors stand. */
    InlinedEntries inlined() {
        return inlined;
    }

    /** What a frame offers to look at: arguments, locals, registers. */
    public List<VariableScope> scopesOf(Frame frame) {
        List<VariableScope> scopes = new ArrayList<>(Values.scopesOf(frame));
        scopes.addAll(RegisterScopes.of(frame.cpu()));
        return scopes;
    }

    /** Evaluates a C expression over a frame's variables, registers ({@code $x0}) and memory; it may assign. */
    public VariableNode evaluate(String expression, Frame frame) throws EvaluationException {
        return Values.evaluate(expression, frame);
    }

    /** Evaluates an expression that gives an address: a number, a pointer, the name of a function. */
    public Scalar evaluateScalar(String expression, Frame frame) throws EvaluationException {
        return Values.scalar(expression, frame);
    }

    /** Evaluates an expression to an address. */
    public long evaluateAddress(String expression, Frame frame) throws EvaluationException {
        return Values.address(expression, frame);
    }

    /** Instructions from an address on, exactly as many as asked for. */
    public List<DisassembledLine> disassemble(long address, int count) {
        return new InstructionListing(memory(), symbols()).from(address, count);
    }

    /** Where a processor stands, as the end of a step. */
    Stop report(VirtualCpu cpu) {
        return stepped(cpu);
    }

    /** Steps into a function that is inlined where a processor stands, which moves nothing. */
    Stop enterInlined(VirtualCpu cpu) {
        inlined.hide(cpu, Math.max(0, inlined.hidden(cpu) - 1));
        return new Stop(Stop.Reason.STEP, cpu, List.of(), describe(cpu));
    }

    /** A stop in front of an instruction: a breakpoint's if one is there, else a step's end. */
    private Stop stepped(VirtualCpu cpu) {
        focus = cpu;
        code.look(cpu.element(), cpu.programCounter());
        List<Breakpoint> hit = breakpoints.at(cpu);
        inlined.hide(
                cpu,
                hit.isEmpty()
                        ? inlined.beginning(cpu)
                        : inlined.beyond(cpu, hit.getFirst().place()));
        List<Integer> ids = hit.stream().map(Breakpoint::id).toList();
        return new Stop(hit.isEmpty() ? Stop.Reason.STEP : Stop.Reason.BREAKPOINT, cpu, ids, describe(cpu));
    }

    private Stop stopFor(StopReason reason) {
        return switch (reason) {
            case StopReason.ConditionMet met -> stepped(met.cpu());
            case StopReason.Paused paused -> pause();
            case StopReason.InstructionLimit reached ->
                new Stop(
                        limit.isReached(machine) ? Stop.Reason.LIMIT : Stop.Reason.EXPIRED,
                        firstRunning(),
                        List.of(),
                        limit.description());
            case StopReason.AwaitsInput awaits ->
                new Stop(Stop.Reason.AWAITS_INPUT, firstRunning(), List.of(), "the guest waits for console input");
            case StopReason.Ended ended -> {
                end = ended;
                yield new Stop(
                        Stop.Reason.ENDED,
                        null,
                        List.of(),
                        "the guest ended with status %d (%s)".formatted(ended.exitStatus(), ended.how()));
            }
            case StopReason.AtRest rest -> {
                end = rest;
                yield new Stop(
                        Stop.Reason.ENDED,
                        null,
                        List.of(),
                        "the machine is at rest: all processing elements wait, and nothing is left to wake one");
            }
            case StopReason.Stuck stuck -> new Stop(Stop.Reason.FAILURE, firstRunning(), List.of(), stuck.why());
            case StopReason.Failed failed -> {
                end = failed;
                focus = failed.cpu();
                yield new Stop(
                        Stop.Reason.FAILURE,
                        failed.cpu(),
                        List.of(),
                        "vCPU %d, %s: %s"
                                .formatted(
                                        failed.cpu().index(),
                                        symbolsOf(failed.cpu()).describe(failed.address()),
                                        failed.why()));
            }
            case StopReason.Refused refused -> {
                end = refused;
                yield new Stop(
                        isBuilt() ? Stop.Reason.FAILURE : Stop.Reason.UNBUILT,
                        null,
                        List.of(),
                        FindingText.of(program, refused.finding()));
            }
        };
    }

    /** Whether the realm exists, so that what the RMM refuses is the host's fault and not the configuration's. */
    private boolean isBuilt() {
        return machine.instructions() > 0;
    }

    /** A pause takes effect inside the realm: while it is built, or all its processors are out, nothing is to be seen. */
    private Stop pause() {
        if (machine.cpus().stream().allMatch(cpu -> cpu.activity() == VirtualCpu.Activity.OFF)) {
            StopReason reason = machine.run((element, address) -> true, Math.max(1, limit.left(machine)));
            if (!(reason instanceof StopReason.ConditionMet)) {
                return stopFor(reason);
            }
        }
        focus = firstRunning();
        return new Stop(Stop.Reason.PAUSE, focus, List.of(), "paused");
    }

    private VirtualCpu firstRunning() {
        return machine.cpus().stream()
                .filter(cpu -> cpu.activity() == VirtualCpu.Activity.RUNNING)
                .findFirst()
                .orElse(machine.cpus().getFirst());
    }
}
