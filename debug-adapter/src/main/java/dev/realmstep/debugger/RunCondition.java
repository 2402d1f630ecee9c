package dev.realmstep.debugger;

import dev.realmstep.cpu.ProcessingElement;
import dev.realmstep.cpu.StopCondition;

/** What a run stops at: breakpoints, and what the caller waits for. It also notices what becomes of the code. */
final class RunCondition implements StopCondition {
    private final CodeWatch code;
    private final BreakpointTable breakpoints;
    private final StopCondition condition;

    RunCondition(CodeWatch code, BreakpointTable breakpoints, StopCondition condition) {
        this.code = code;
        this.breakpoints = breakpoints;
        this.condition = condition;
        breakpoints.beginRun();
    }

    @Override
    public boolean stopsAt(ProcessingElement element, long programCounter) {
        code.look(element, programCounter);
        return breakpoints.isAtBreakpoint(element.securityState(), programCounter)
                || condition.stopsAt(element, programCounter);
    }

    @Override
    public boolean mayStopIn(long pageAddress) {
        return code.isOfInterest(pageAddress)
                || breakpoints.isAnyInPage(pageAddress)
                || condition.mayStopIn(pageAddress);
    }

    @Override
    public long version() {
        return breakpoints.version();
    }
}
