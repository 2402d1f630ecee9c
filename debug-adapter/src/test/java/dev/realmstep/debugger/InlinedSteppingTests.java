package dev.realmstep.debugger;

import static org.assertj.core.api.Assertions.assertThat;

import dev.realmstep.machine.VirtualCpu;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Steps over, into and out of functions that the compiler has inlined: {@code tick} of {@code kernel.c}. */
class InlinedSteppingTests {
    @TempDir
    private Path folder;

    private DebugSession stoppedAt(Breakpoint.Place place) throws Exception {
        DebugSession session = SessionLauncher.launch(LaunchOptions.of(KernelFixture.realm(folder, 0)), text -> {});
        session.breakpoints().set(place);
        session.start();
        Stop stop = session.resume(session.cpus().getFirst());
        assertThat(stop.reason()).isEqualTo(Stop.Reason.BREAKPOINT);
        return session;
    }

    private static String step(DebugSession session, StepKind kind) {
        VirtualCpu cpu = session.cpus().getFirst();
        Stop stop = session.step(cpu, kind, StepGranularity.STATEMENT);
        assertThat(stop.reason()).isEqualTo(Stop.Reason.STEP);
        assertThat(stop.description()).isEqualTo(session.describe(cpu));
        return stop.description();
    }

    private static List<String> functions(DebugSession session) {
        return session.stackOf(session.cpus().getFirst()).stream()
                .map(Frame::function)
                .toList();
    }

    @Test
    void aStepOverDoesNotEnterAnInlinedFunction() throws Exception {
        DebugSession session = stoppedAt(new Breakpoint.Place.Function("start_kernel"));

        assertThat(step(session, StepKind.OVER)).isEqualTo("start_kernel at kernel.c:51");
        assertThat(functions(session)).containsExactly("start_kernel", "__primary_switched");
        assertThat(step(session, StepKind.OVER))
                .as("a part of the prologue that was moved into tick")
                .isEqualTo("start_kernel at kernel.c:50");
        assertThat(step(session, StepKind.OVER)).isEqualTo("start_kernel at kernel.c:53");
    }

    @Test
    void aStepIntoAnInlinedFunctionShowsItWithoutMoving() throws Exception {
        DebugSession session = stoppedAt(new Breakpoint.Place.Function("start_kernel"));
        VirtualCpu cpu = session.cpus().getFirst();
        step(session, StepKind.INTO);
        long call = cpu.programCounter();
        assertThat(session.lineOf(cpu)).map(SourceLine::line).hasValue(51);

        assertThat(step(session, StepKind.INTO)).isEqualTo("tick at kernel.c:34");

        assertThat(cpu.programCounter()).isEqualTo(call);
        assertThat(session.lineOf(cpu)).map(SourceLine::line).hasValue(34);
        assertThat(functions(session)).containsExactly("tick", "start_kernel", "__primary_switched");
        assertThat(session.stackOf(cpu)).extracting(Frame::level).containsExactly(0, 1, 2);
    }

    @Test
    void aStepOutOfAnInlinedFunctionEndsInTheOneAroundIt() throws Exception {
        DebugSession session = stoppedAt(new Breakpoint.Place.Line("kernel.c", 37));
        assertThat(functions(session)).startsWith("tick", "start_kernel");

        assertThat(step(session, StepKind.OUT)).isEqualTo("start_kernel at kernel.c:53");
    }

    @Test
    void aStepOutOfTheCalledFunctionEndsInItsCaller() throws Exception {
        DebugSession session = stoppedAt(new Breakpoint.Place.Function("rest_init"));
        assertThat(functions(session))
                .as("although its first instruction belongs to tick")
                .startsWith("rest_init");

        assertThat(step(session, StepKind.OUT)).startsWith("start_kernel at kernel.c:");
        assertThat(functions(session)).containsExactly("start_kernel", "__primary_switched");
    }

    @Test
    void aBreakpointInAnInlinedFunctionShowsIt() throws Exception {
        DebugSession session = stoppedAt(new Breakpoint.Place.Function("tick"));

        assertThat(functions(session)).containsExactly("tick", "start_kernel", "__primary_switched");
        assertThat(session.evaluate(
                                "count",
                                session.stackOf(session.cpus().getFirst()).getFirst())
                        .value())
                .isEqualTo("1");
    }
}
