package dev.realmstep.dap;

import static dev.realmstep.dap.DapSession.await;
import static dev.realmstep.dap.DapSession.failureOf;
import static org.assertj.core.api.Assertions.assertThat;

import dev.realmstep.Samples;
import dev.realmstep.debugger.KernelFixture;
import java.nio.file.Path;
import java.util.concurrent.CompletableFuture;
import org.eclipse.lsp4j.debug.Breakpoint;
import org.eclipse.lsp4j.debug.BreakpointEventArgumentsReason;
import org.eclipse.lsp4j.debug.InstructionBreakpoint;
import org.eclipse.lsp4j.debug.SetBreakpointsArguments;
import org.eclipse.lsp4j.debug.SetInstructionBreakpointsArguments;
import org.eclipse.lsp4j.debug.SetInstructionBreakpointsResponse;
import org.eclipse.lsp4j.debug.StoppedEventArguments;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Breakpoints by line, function and instruction. */
class BreakpointRequestsTests {
    @Test
    void eachRequestedLineHasItsAnswer() throws Exception {
        int line = Samples.lineOf(Samples.HELLO_MAIN, "print_version();");
        try (DapSession session = DapSession.launch(Samples.HELLO)) {
            Breakpoint[] answers = session.breakAt(Samples.HELLO_MAIN, line, 100_000);

            assertThat(answers).hasSize(2);
            assertThat(answers[0].isVerified()).isTrue();
            assertThat(answers[0].getLine()).isEqualTo(line);
            assertThat(answers[0].getSource().getPath()).isEqualTo(Samples.HELLO_MAIN.toString());
            assertThat(answers[1].isVerified()).isFalse();
            assertThat(answers[1].getMessage()).contains("main.c:100000");
        }
    }

    @Test
    void aLineWithoutCodeMovesToTheNextThatHasSome() throws Exception {
        int comment = Samples.lineOf(Samples.HELLO_MAIN, "/* How many tables it takes");
        try (DapSession session = DapSession.launch(Samples.HELLO)) {
            Breakpoint[] answers = session.breakAt(Samples.HELLO_MAIN, comment);

            assertThat(answers[0].isVerified()).isTrue();
            assertThat(answers[0].getLine()).isGreaterThan(comment).isLessThan(comment + 4);
        }
    }

    @Test
    void theStopNamesTheBreakpointThatWasHit() throws Exception {
        int line = Samples.lineOf(Samples.HELLO_MAIN, "print_configuration();");
        try (DapSession session = DapSession.launch(Samples.HELLO)) {
            Breakpoint[] answers = session.breakAt(Samples.HELLO_MAIN, line);
            session.begin();

            StoppedEventArguments stop = session.stop();
            assertThat(stop.getReason()).isEqualTo("breakpoint");
            assertThat(stop.getHitBreakpointIds()).containsExactly(answers[0].getId());
            assertThat(stop.getAllThreadsStopped()).isTrue();
            assertThat(session.place()).isEqualTo("main:" + line);
        }
    }

    @Test
    void aBreakpointMovesWithTheKernelThatItIsIn(@TempDir Path folder) throws Exception {
        long slide = 0x4000_0000L;
        try (DapSession session = DapSession.launch(KernelFixture.realm(folder, slide))) {
            Breakpoint before = session.breakIn("start_kernel")[0];
            session.begin();
            session.stop();

            assertThat(session.breakpointChanges()).singleElement().satisfies(event -> {
                assertThat(event.getReason()).isEqualTo(BreakpointEventArgumentsReason.CHANGED);
                assertThat(event.getBreakpoint().getId()).isEqualTo(before.getId());
                assertThat(event.getBreakpoint().isVerified()).isTrue();
                assertThat(MemoryReference.parse(event.getBreakpoint().getInstructionReference()))
                        .isEqualTo(MemoryReference.parse(before.getInstructionReference()) + slide);
            });
        }
    }

    @Test
    void breakpointsOfAFileReplaceTheOnesBefore() throws Exception {
        int line = Samples.lineOf(Samples.HELLO_MAIN, "print_version();");
        try (DapSession session = DapSession.launch(Samples.HELLO)) {
            session.breakAt(Samples.HELLO_MAIN, line);
            session.breakAt(Samples.HELLO_MAIN);
            session.begin();

            assertThat(session.exitStatus()).isZero();
            assertThat(session.hasStop()).isFalse();
        }
    }

    @Test
    @Capability("supportsFunctionBreakpoints")
    void aFunctionBreakpointStopsBehindThePrologueEachTime() throws Exception {
        try (DapSession session = DapSession.launch(Samples.HELLO)) {
            Breakpoint[] answers = session.breakIn("print_walk", "no_such_function");
            assertThat(answers[0].isVerified()).isTrue();
            assertThat(answers[1].isVerified()).isFalse();
            assertThat(answers[1].getMessage()).contains("no_such_function");

            session.begin();

            for (String place : new String[] {"main", "config", "main's alias"}) {
                assertThat(session.stop().getReason()).isEqualTo("breakpoint");
                assertThat(session.watch("place->name")).contains('"' + place + '"');
                session.resume();
            }
            assertThat(session.exitStatus()).isZero();
        }
    }

    @Test
    @Capability("supportsInstructionBreakpoints")
    void anInstructionBreakpointStopsAtItsInstruction() throws Exception {
        try (DapSession session = DapSession.stoppedIn(Samples.HELLO, "main")) {
            String here = session.top().getInstructionPointerReference();

            Breakpoint[] answers = await(breakAtInstruction(session, here, 8)).getBreakpoints();

            assertThat(answers[0].isVerified()).isTrue();
            session.resume();
            assertThat(session.stop().getHitBreakpointIds()).containsExactly(answers[0].getId());
            assertThat(Long.decode(session.top().getInstructionPointerReference()))
                    .isEqualTo(Long.decode(here) + 8);
        }
    }

    @Test
    void anInstructionReferenceThatIsNoAddressIsNotVerified() throws Exception {
        try (DapSession session = DapSession.launch(Samples.HELLO)) {
            Breakpoint[] answers = await(breakAtInstruction(session, "main", 0)).getBreakpoints();

            assertThat(answers[0].isVerified()).isFalse();
            assertThat(answers[0].getMessage()).isEqualTo("`main` is not an address");
        }
    }

    @Test
    void aRequestWithoutItsArgumentsIsAnsweredInOneLine() throws Exception {
        try (DapSession session = DapSession.launch(Samples.HELLO)) {
            assertThat(failureOf(session.server().setBreakpoints(new SetBreakpointsArguments())))
                    .startsWith("the request cannot be served")
                    .hasLineCount(1);
        }
    }

    private static CompletableFuture<SetInstructionBreakpointsResponse> breakAtInstruction(
            DapSession session, String reference, int offset) {
        InstructionBreakpoint breakpoint = new InstructionBreakpoint();
        breakpoint.setInstructionReference(reference);
        breakpoint.setOffset(offset);
        SetInstructionBreakpointsArguments arguments = new SetInstructionBreakpointsArguments();
        arguments.setBreakpoints(new InstructionBreakpoint[] {breakpoint});
        return session.server().setInstructionBreakpoints(arguments);
    }
}
