package dev.realmstep.dap;

import dev.realmstep.debugger.DebugSession;
import dev.realmstep.debugger.StepGranularity;
import dev.realmstep.debugger.StepKind;
import dev.realmstep.debugger.Stop;
import dev.realmstep.machine.VirtualCpu;
import java.util.function.Supplier;
import org.eclipse.lsp4j.debug.ContinuedEventArguments;
import org.eclipse.lsp4j.debug.ExitedEventArguments;
import org.eclipse.lsp4j.debug.StoppedEventArguments;
import org.eclipse.lsp4j.debug.StoppedEventArgumentsReason;
import org.eclipse.lsp4j.debug.TerminatedEventArguments;
import org.eclipse.lsp4j.debug.services.IDebugProtocolClient;

/** Lets the realm run on the session's thread; each movement gives the report of its stop, to be made to the client. */
final class RunControl {
    private final IDebugProtocolClient client;
    private final ConsoleOutput console;
    private final References references;

    RunControl(IDebugProtocolClient client, ConsoleOutput console, References references) {
        this.client = client;
        this.console = console;
        this.references = references;
    }

    /** Stays where a session that was just started stands, or goes on if nobody wants to stop there. */
    Runnable begin(DebugSession session, boolean stopOnEntry) {
        Stop entry = session.start();
        boolean breakpointAtEntry = entry.cpu() != null
                && session.breakpoints().isAtBreakpoint(entry.cpu().programCounter());
        if (entry.reason() == Stop.Reason.ENTRY && !stopOnEntry && !breakpointAtEntry) {
            return reportOf(session, session.resume(session.cpus().getFirst()));
        }
        return reportOf(session, entry);
    }

    Runnable resume(DebugSession session, VirtualCpu cpu) {
        return go(session, () -> session.resume(cpu));
    }

    Runnable step(DebugSession session, VirtualCpu cpu, StepKind kind, StepGranularity granularity) {
        return go(session, () -> session.step(cpu, kind, granularity));
    }

    private Runnable go(DebugSession session, Supplier<Stop> movement) {
        references.invalidate();
        return reportOf(session, movement.get());
    }

    private Runnable reportOf(DebugSession session, Stop stop) {
        return () -> report(session, stop);
    }

    private void report(DebugSession session, Stop stop) {
        console.flush();
        if (stop.reason() == Stop.Reason.ENDED) {
            console.say(stop.description());
            end(session.exitStatus().orElse(0));
            return;
        }
        if (!stop.isResumable()) {
            console.say(stop.description());
        }
        client.stopped(event(stop));
    }

    /** Tells the client that the session is over. */
    void end(int exitStatus) {
        ExitedEventArguments exited = new ExitedEventArguments();
        exited.setExitCode(exitStatus);
        client.exited(exited);
        client.terminated(new TerminatedEventArguments());
    }

    /** Tells the client that all processors run, where its request did not say so. */
    void announceContinue(int threadId) {
        ContinuedEventArguments continued = new ContinuedEventArguments();
        continued.setThreadId(threadId);
        continued.setAllThreadsContinued(true);
        client.continued(continued);
    }

    private static StoppedEventArguments event(Stop stop) {
        StoppedEventArguments event = new StoppedEventArguments();
        event.setReason(
                switch (stop.reason()) {
                    case ENTRY -> StoppedEventArgumentsReason.ENTRY;
                    case BREAKPOINT -> StoppedEventArgumentsReason.BREAKPOINT;
                    case STEP -> StoppedEventArgumentsReason.STEP;
                    case PAUSE -> StoppedEventArgumentsReason.PAUSE;
                    case FAILURE, LIMIT, ENDED -> StoppedEventArgumentsReason.EXCEPTION;
                });
        event.setThreadId(Threads.idOf(stop.cpu()));
        event.setAllThreadsStopped(true);
        event.setHitBreakpointIds(stop.breakpoints().toArray(new Integer[0]));
        if (stop.reason() == Stop.Reason.FAILURE || stop.reason() == Stop.Reason.LIMIT) {
            event.setText(stop.description());
        }
        return event;
    }
}
