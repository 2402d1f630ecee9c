package dev.realmstep.dap;

import dev.realmstep.debugger.DebugSession;
import dev.realmstep.debugger.StepGranularity;
import dev.realmstep.debugger.StepKind;
import dev.realmstep.debugger.Stop;
import dev.realmstep.machine.VirtualCpu;
import org.eclipse.lsp4j.debug.ExitedEventArguments;
import org.eclipse.lsp4j.debug.StoppedEventArguments;
import org.eclipse.lsp4j.debug.StoppedEventArgumentsReason;
import org.eclipse.lsp4j.debug.TerminatedEventArguments;
import org.eclipse.lsp4j.debug.services.IDebugProtocolClient;
import org.jspecify.annotations.Nullable;

/** Lets the realm run, and reports its stops to the client. */
final class RunControl {
    private final IDebugProtocolClient client;
    private final DebugSession session;
    private final ConsoleOutput console;
    private final References references;
    private volatile boolean abandoned;
    /** Why the realm cannot go on any more; null while it can. */
    private volatile @Nullable String end;

    private boolean terminated;

    RunControl(IDebugProtocolClient client, DebugSession session, ConsoleOutput console, References references) {
        this.client = client;
        this.session = session;
        this.console = console;
        this.references = references;
    }

    /** Builds the realm, and goes on if nobody wants to stop in front of its first instruction. */
    Stop begin(boolean stopOnEntry) {
        Stop entry = session.start();
        boolean breakpointAtEntry = entry.cpu() != null && session.breakpoints().isAtBreakpoint(entry.cpu());
        boolean goOn = entry.reason() == Stop.Reason.ENTRY && !stopOnEntry && !breakpointAtEntry;
        return goOn ? session.resume(session.cpus().getFirst()) : entry;
    }

    Stop resume(VirtualCpu cpu) {
        references.invalidate();
        return session.resume(cpu);
    }

    Stop step(VirtualCpu cpu, StepKind kind, StepGranularity granularity) {
        references.invalidate();
        return session.step(cpu, kind, granularity);
    }

    /** Refuses to let a realm run that is over; from any thread. */
    void requireResumable() throws RequestFailure {
        String why = end;
        if (why != null) {
            throw new RequestFailure("the realm cannot go on, restart it: " + why);
        }
    }

    /** From now on the client is not told where the realm stops; from any thread. */
    void abandon() {
        abandoned = true;
    }

    /** Tells the client where the realm stands. */
    void report(Stop stop) {
        console.flush();
        if (abandoned) {
            return;
        }
        if (!stop.isResumable()) {
            end = stop.description();
            console.say(stop.description());
        }
        if (stop.reason() == Stop.Reason.ENDED) {
            ExitedEventArguments exited = new ExitedEventArguments();
            exited.setExitCode(session.exitStatus().orElse(0));
            client.exited(exited);
            terminate();
        } else {
            client.stopped(event(stop));
        }
    }

    /** Tells the client that a defect of ours ended the session. */
    void fail(RuntimeException defect) {
        console.say("internal error: " + defect);
        terminate();
    }

    /** Tells the client, once, that the session is over. */
    void terminate() {
        if (!terminated) {
            terminated = true;
            client.terminated(new TerminatedEventArguments());
        }
    }

    private static StoppedEventArguments event(Stop stop) {
        StoppedEventArguments event = new StoppedEventArguments();
        event.setReason(
                switch (stop.reason()) {
                    case ENTRY -> StoppedEventArgumentsReason.ENTRY;
                    case BREAKPOINT -> StoppedEventArgumentsReason.BREAKPOINT;
                    case STEP, OUTPUT -> StoppedEventArgumentsReason.STEP;
                    case PAUSE, EXPIRED, AWAITS_INPUT -> StoppedEventArgumentsReason.PAUSE;
                    case UNBUILT, FAILURE, LIMIT, ENDED -> StoppedEventArgumentsReason.EXCEPTION;
                });
        event.setThreadId(Threads.idOf(stop.cpu()));
        event.setAllThreadsStopped(true);
        event.setHitBreakpointIds(stop.breakpoints().toArray(new Integer[0]));
        if (!stop.isResumable()) {
            event.setText(stop.description());
        }
        return event;
    }
}
