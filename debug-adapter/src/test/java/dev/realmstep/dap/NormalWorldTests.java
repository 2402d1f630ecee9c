package dev.realmstep.dap;

import static org.assertj.core.api.Assertions.assertThat;

import dev.realmstep.Samples;
import java.util.List;
import org.eclipse.lsp4j.debug.Breakpoint;
import org.eclipse.lsp4j.debug.StackFrame;
import org.junit.jupiter.api.Test;

/** A host at EL2 of the normal world and the realm that it enters, in one session. */
class NormalWorldTests {
    private static final String[] HOST_STACK = {
        "smc_call (normal world)",
        "call (normal world)",
        "rmi_rec_enter (normal world)",
        "run_rec (normal world)",
        "main (normal world)",
        "_start (normal world)"
    };

    /** The lines of {@code smc_call} from its beginning to its SMC. */
    private static final int MOST = 12;

    private static List<String> stackOf(DapSession session) throws Exception {
        return session.stack().stream().map(StackFrame::getName).toList();
    }

    private static boolean isInHost(DapSession session) throws Exception {
        return session.top().getInstructionPointerReference().startsWith("0x88");
    }

    private static void resumeTo(DapSession session, String function) throws Exception {
        session.breakIn(function);
        session.resume();
        session.stop();
        session.breakIn();
    }

    /** Runs to the next SMC, and steps into it. */
    private static void stepToOtherWorld(DapSession session) throws Exception {
        resumeTo(session, "smc_call");
        boolean before = isInHost(session);
        for (int i = 0; i < MOST && isInHost(session) == before; i++) {
            session.stepIn();
        }
        assertThat(isInHost(session)).isNotEqualTo(before);
    }

    @Test
    void stepsGoFromTheHostIntoTheRealmAndBack() throws Exception {
        try (DapSession session = DapSession.stoppedIn(Samples.NORMAL_WORLD, "rmi_rec_enter")) {
            stepToOtherWorld(session);

            assertThat(session.place()).startsWith("_start");
            assertThat(session.top().getSource().getPath()).endsWith("normal-world/realm/start.S");
            assertThat(stackOf(session)).first().isEqualTo("_start");
            assertThat(stackOf(session)).endsWith(HOST_STACK);

            assertThat(DapSession.await(session.server().threads())
                            .getThreads()[0]
                            .getName())
                    .isEqualTo("vCPU 0 (in a realm)");

            resumeTo(session, "square");
            assertThat(session.place()).startsWith("square");
            assertThat(session.watch("number")).isEqualTo("1");
            assertThat(stackOf(session)).startsWith("square", "main", "_start").endsWith(HOST_STACK);

            stepToOtherWorld(session);

            assertThat(stackOf(session)).startsWith("smc_call", "call", "rmi_rec_enter", "run_rec", "main");
            session.stepOut();
            session.stepOut();
            session.stepOut();
            assertThat(session.place()).startsWith("run_rec");
            assertThat(session.watch("run.exit.reason == EXIT_HOST_CALL")).isEqualTo("1");
            assertThat(session.watch("run.exit.gprs[0]")).isEqualTo("1");
        }
    }

    @Test
    void theRegistersShownAreThoseOfTheWorld() throws Exception {
        try (DapSession session = DapSession.stoppedIn(Samples.NORMAL_WORLD, "rmi_rec_enter")) {
            assertThat(session.variables("Translation (EL2)").get("sctlr_el2").getValue())
                    .isEqualTo("0x0000000030c50830");

            resumeTo(session, "square");
            assertThat(session.variables("Stage 2 (monitor)").get("vttbr_el2").getValue())
                    .startsWith("0x00010000880");
        }
    }

    @Test
    void aStepOverAnEntryComesBackToTheHost() throws Exception {
        try (DapSession session = DapSession.stoppedIn(Samples.NORMAL_WORLD, "serve_host_call")) {
            session.breakIn();
            session.stepOut();
            String loop = session.next();

            assertThat(loop).startsWith("run_rec");
            assertThat(session.next()).startsWith("run_rec");
            assertThat(session.next()).startsWith("run_rec");
            assertThat(session.guestOutput()).contains("the square of 1");
        }
    }

    @Test
    void aStepOutOfTheRealmsLastFrameEndsInTheHost() throws Exception {
        try (DapSession session = DapSession.stoppedIn(Samples.NORMAL_WORLD, "square")) {
            session.breakIn();
            session.stepOut();
            assertThat(session.place()).startsWith("main");
            session.stepOut();
            assertThat(session.place()).startsWith("_start");
            session.stepOut();

            assertThat(isInHost(session)).isTrue();
            assertThat(session.place()).startsWith("smc_call");
        }
    }

    @Test
    void whatAWaitingHostHasInItsVariablesIsSeen() throws Exception {
        try (DapSession session = DapSession.stoppedIn(Samples.NORMAL_WORLD, "square")) {
            StackFrame inRun = session.stack().stream()
                    .filter(frame -> frame.getName().startsWith("run_rec"))
                    .findFirst()
                    .orElseThrow();

            Named<org.eclipse.lsp4j.debug.Variable> arguments =
                    session.children(session.scopes(inRun).get("Arguments").getVariablesReference());

            assertThat(arguments.get("rec").getValue()).contains("0x8800");
        }
    }

    @Test
    void aFunctionThatBothWorldsHaveStopsInBoth() throws Exception {
        try (DapSession session = DapSession.stoppedIn(Samples.NORMAL_WORLD, "main")) {
            assertThat(isInHost(session)).isTrue();
            session.resume();
            session.stop();
            assertThat(isInHost(session)).isFalse();
            assertThat(session.place()).startsWith("main");
            assertThat(session.top().getSource().getPath()).endsWith("normal-world/realm/main.c");
        }
    }

    @Test
    void aBreakpointOfOneWorldIsShownAtItsLine() throws Exception {
        try (DapSession session = DapSession.launch(Samples.NORMAL_WORLD)) {
            Breakpoint[] set = session.breakIn("square");
            session.begin();

            assertThat(set[0].isVerified()).isTrue();
            assertThat(set[0].getSource().getPath()).endsWith("normal-world/realm/main.c");
        }
    }
}
