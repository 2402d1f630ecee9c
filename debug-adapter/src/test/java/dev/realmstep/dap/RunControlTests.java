package dev.realmstep.dap;

import static dev.realmstep.dap.DapSession.VCPU_0;
import static dev.realmstep.dap.DapSession.await;
import static dev.realmstep.dap.DapSession.failureOf;
import static org.assertj.core.api.Assertions.assertThat;

import dev.realmstep.Samples;
import java.nio.file.Path;
import java.util.Arrays;
import org.eclipse.lsp4j.debug.ContinueArguments;
import org.eclipse.lsp4j.debug.EvaluateArguments;
import org.eclipse.lsp4j.debug.NextArguments;
import org.eclipse.lsp4j.debug.PauseArguments;
import org.eclipse.lsp4j.debug.StackTraceArguments;
import org.eclipse.lsp4j.debug.StoppedEventArguments;
import org.eclipse.lsp4j.debug.Thread;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Continue, pause, steps, threads. */
class RunControlTests {
    private static final int VCPU_1 = 2;
    private static final int UDF = 0;

    @TempDir
    private Path folder;

    private static int helloLine(String text) throws Exception {
        return Samples.lineOf(Samples.HELLO_MAIN, text);
    }

    @Test
    void continueRunsAllThreads() throws Exception {
        try (DapSession session = DapSession.stoppedIn(Samples.HELLO, "main")) {
            ContinueArguments arguments = new ContinueArguments();
            arguments.setThreadId(VCPU_0);

            assertThat(await(session.server().continue_(arguments)).getAllThreadsContinued())
                    .isTrue();
            assertThat(session.exitStatus()).isZero();
        }
    }

    @Test
    void aRealmThatHasEndedIsNotResumed() throws Exception {
        try (DapSession session = DapSession.launch(Samples.HELLO)) {
            session.begin();
            assertThat(session.exitStatus()).isZero();
            ContinueArguments arguments = new ContinueArguments();
            arguments.setThreadId(VCPU_0);
            assertThat(failureOf(session.server().continue_(arguments)))
                    .startsWith("the realm cannot go on, restart it: the guest ended with status 0");
        }
    }

    @Test
    void aPauseStopsARealmThatLoopsForEver() throws Exception {
        Path file = Samples.tinyGuest(folder, Samples.BRANCH_TO_SELF);
        try (DapSession session = DapSession.launch(file)) {
            session.begin();
            PauseArguments arguments = new PauseArguments();
            arguments.setThreadId(VCPU_0);

            await(session.server().pause(arguments));

            assertThat(session.stop().getReason()).isEqualTo("pause");
            assertThat(session.top().getInstructionPointerReference()).isEqualTo("0x80000000");
        }
    }

    @Test
    void whatIsTypedReachesTheRunningGuest() throws Exception {
        try (DapSession session = DapSession.launch(Samples.echoGuest(folder))) {
            session.begin();
            EvaluateArguments line = new EvaluateArguments();
            line.setContext("repl");
            line.setExpression("type \"hello\\nq\"");

            assertThat(await(session.server().evaluate(line)).getResult()).isEqualTo("typed");

            assertThat(session.exitStatus()).isZero();
            assertThat(session.guestOutput()).isEqualTo(">hello\n");
        }
    }

    @Test
    void aGuestThatWaitsForInputIsPausedAndResumed() throws Exception {
        try (DapSession session = DapSession.launch(Samples.echoGuest(folder))) {
            session.begin();
            while (session.guestOutput().isEmpty()) {
                java.lang.Thread.onSpinWait(); // the prompt comes without a newline
            }
            PauseArguments arguments = new PauseArguments();
            arguments.setThreadId(VCPU_0);
            await(session.server().pause(arguments));
            assertThat(session.stop().getReason()).isEqualTo("pause");

            assertThat(await(session.evaluate("repl", "type \"q\"")).getResult())
                    .isEqualTo("typed");
            session.resume();

            assertThat(session.exitStatus()).isZero();
        }
    }

    @Test
    void whatNeedsAStandingRealmIsRefusedWhileItRuns() throws Exception {
        Path file = Samples.tinyGuest(folder, Samples.BRANCH_TO_SELF);
        try (DapSession session = DapSession.launch(file)) {
            session.begin();
            StackTraceArguments stack = new StackTraceArguments();
            stack.setThreadId(VCPU_0);
            ContinueArguments onwards = new ContinueArguments();
            onwards.setThreadId(VCPU_0);

            assertThat(failureOf(session.server().stackTrace(stack))).isEqualTo("the realm is running: pause it first");
            assertThat(failureOf(session.server().continue_(onwards))).isEqualTo("the realm is running already");
            assertThat(await(session.server().threads()).getThreads()).hasSize(1);
        }
    }

    @Test
    void aFailureOfTheGuestIsAnExceptionWithItsPlace() throws Exception {
        try (DapSession session = DapSession.launch(Samples.tinyGuest(folder, UDF))) {
            session.begin();

            StoppedEventArguments stop = session.stop();
            assertThat(stop.getReason()).isEqualTo("exception");
            assertThat(stop.getText()).contains("0x80000000").contains("undefined instruction");
            assertThat(session.ownOutput()).contains("undefined instruction");
            assertThat(session.stack()).isNotEmpty();
        }
    }

    @Test
    void nextStepsOverCallsAndLines() throws Exception {
        try (DapSession session = DapSession.stoppedIn(Samples.HELLO, "main")) {
            session.breakIn();
            while (!session.place().equals("main:" + helloLine("print_version();"))) {
                session.next();
            }
            assertThat(session.next()).isEqualTo("main:" + helloLine("if (rsi_realm_config"));
            assertThat(session.next()).isEqualTo("main:" + helloLine("print_configuration();"));
            assertThat(session.guestOutput()).contains("RSI version      1.0");
        }
    }

    @Test
    void stepInEntersACalleeAndStepOutLeavesIt() throws Exception {
        int call = helloLine("print_version();");
        try (DapSession session = DapSession.launch(Samples.HELLO)) {
            session.breakAt(Samples.HELLO_MAIN, call);
            session.begin();
            session.stop();

            assertThat(session.stepIn()).startsWith("print_version:");
            assertThat(session.stack().get(1).getName()).isEqualTo("main");
            assertThat(session.stepOut()).startsWith("main:");
        }
    }

    @Test
    void aStepOverARecursiveCallStaysInItsActivation() throws Exception {
        int call = helloLine("return here + tables_needed");
        try (DapSession session = DapSession.launch(Samples.HELLO)) {
            session.breakAt(Samples.HELLO_MAIN, call);
            session.begin();
            session.stop();
            assertThat(session.watch("level")).isEqualTo("1");
            int depth = session.stack().size();
            session.breakAt(Samples.HELLO_MAIN);

            session.next();

            assertThat(session.stack()).hasSizeLessThanOrEqualTo(depth);
            assertThat(session.top().getName()).isIn("tables_needed", "main");
        }
    }

    @Test
    void aStepOverACallStopsAtABreakpointInTheCallee() throws Exception {
        int call = helloLine("print_configuration();");
        try (DapSession session = DapSession.launch(Samples.HELLO)) {
            session.breakAt(Samples.HELLO_MAIN, call);
            session.breakIn("hash_name");
            session.begin();
            session.stop();
            NextArguments arguments = new NextArguments();
            arguments.setThreadId(VCPU_0);

            await(session.server().next(arguments));

            assertThat(session.stop().getReason()).isEqualTo("breakpoint");
            assertThat(session.top().getName()).isEqualTo("hash_name");
            assertThat(session.stepOut()).startsWith("print_configuration:");
        }
    }

    @Test
    void aStepFromTheLastLineOfMainComesToItsCaller() throws Exception {
        int last = helloLine("256 MiB are") + 2;
        try (DapSession session = DapSession.launch(Samples.HELLO)) {
            session.breakAt(Samples.HELLO_MAIN, last);
            session.begin();
            session.stop();
            String caller = session.stack().get(1).getName();

            assertThat(session.next()).startsWith(caller + ":");
        }
    }

    @Test
    @Capability("supportsSteppingGranularity")
    void aStepByInstructionExecutesOne() throws Exception {
        try (DapSession session = DapSession.stoppedIn(Samples.HELLO, "main")) {
            long before = Long.decode(session.top().getInstructionPointerReference());

            session.stepInstruction();

            assertThat(Long.decode(session.top().getInstructionPointerReference()))
                    .isEqualTo(before + Integer.BYTES);
        }
    }

    @Test
    void threadsAreTheVirtualProcessors() throws Exception {
        try (DapSession session = DapSession.launch(Samples.SMP)) {
            session.breakIn("main", "secondary_main");
            session.begin();
            session.stop();
            assertThat(names(session)).containsExactly("vCPU 0", "vCPU 1 (off)");
            StackTraceArguments stack = new StackTraceArguments();
            stack.setThreadId(VCPU_1);
            assertThat(await(session.server().stackTrace(stack)).getStackFrames())
                    .isEmpty();

            session.resume();

            assertThat(session.stop().getThreadId()).isEqualTo(VCPU_1);
            assertThat(await(session.server().stackTrace(stack))
                            .getStackFrames()[0]
                            .getName())
                    .isEqualTo("secondary_main");
            assertThat(names(session)[1]).isEqualTo("vCPU 1");
        }
    }

    @Test
    void aThreadThatIsNoneIsRefused() throws Exception {
        try (DapSession session = DapSession.stoppedIn(Samples.HELLO, "main")) {
            ContinueArguments arguments = new ContinueArguments();
            arguments.setThreadId(7);

            assertThat(failureOf(session.server().continue_(arguments))).isEqualTo("there is no thread 7");
        }
    }

    private static String[] names(DapSession session) throws Exception {
        return Arrays.stream(await(session.server().threads()).getThreads())
                .map(Thread::getName)
                .toArray(String[]::new);
    }
}
