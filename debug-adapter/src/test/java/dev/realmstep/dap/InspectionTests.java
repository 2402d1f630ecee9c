package dev.realmstep.dap;

import static dev.realmstep.dap.DapSession.VCPU_0;
import static dev.realmstep.dap.DapSession.await;
import static dev.realmstep.dap.DapSession.failureOf;
import static org.assertj.core.api.Assertions.assertThat;

import dev.realmstep.Samples;
import java.util.concurrent.CompletableFuture;
import org.eclipse.lsp4j.debug.EvaluateArguments;
import org.eclipse.lsp4j.debug.Scope;
import org.eclipse.lsp4j.debug.ScopesArguments;
import org.eclipse.lsp4j.debug.SetVariableArguments;
import org.eclipse.lsp4j.debug.SetVariableResponse;
import org.eclipse.lsp4j.debug.StackFrame;
import org.eclipse.lsp4j.debug.StackTraceArguments;
import org.eclipse.lsp4j.debug.StackTraceResponse;
import org.eclipse.lsp4j.debug.Variable;
import org.junit.jupiter.api.Test;

/** The stack, variables, registers and expressions of a standing realm. */
class InspectionTests {
    /** In {@code print_walk}, behind the call that fills {@code found}. */
    private static DapSession inPrintWalk() throws Exception {
        DapSession session = DapSession.launch(Samples.HELLO);
        session.breakAt(Samples.HELLO_MAIN, Samples.lineOf(Samples.HELLO_MAIN, "int unprotected = found.ipa"));
        session.begin();
        session.stop();
        return session;
    }

    @Test
    void theStackNamesFunctionsAndLinesFromTheInnermostOut() throws Exception {
        try (DapSession session = inPrintWalk()) {
            assertThat(session.stack()).extracting(StackFrame::getName).startsWith("print_walk", "main");
            StackFrame caller = session.stack().get(1);
            assertThat(caller.getLine()).isEqualTo(Samples.lineOf(Samples.HELLO_MAIN, "print_walk(&places[i]);"));
            assertThat(caller.getSource().getPath()).isEqualTo(Samples.HELLO_MAIN.toString());
        }
    }

    @Test
    void theStackComesInPages() throws Exception {
        try (DapSession session = inPrintWalk()) {
            int depth = session.stack().size();
            StackTraceArguments arguments = new StackTraceArguments();
            arguments.setThreadId(VCPU_0);
            arguments.setStartFrame(1);
            arguments.setLevels(1);

            StackTraceResponse page = await(session.server().stackTrace(arguments));

            assertThat(page.getStackFrames()).extracting(StackFrame::getName).containsExactly("main");
            assertThat(page.getTotalFrames()).isEqualTo(depth);
        }
    }

    @Test
    void aFrameOffersArgumentsLocalsAndRegisters() throws Exception {
        try (DapSession session = inPrintWalk()) {
            Named<Scope> scopes = session.scopes();

            assertThat(scopes.names()).startsWith("Arguments", "Locals").contains("Registers");
            assertThat(scopes.get("Registers").getPresentationHint()).isEqualTo("registers");
            assertThat(session.variables("Arguments").names()).containsExactlyInAnyOrder("place");
            assertThat(session.variables("Locals").names()).contains("found", "unprotected");
        }
    }

    @Test
    void structuresAndArraysOpen() throws Exception {
        try (DapSession session = inPrintWalk()) {
            Variable found = session.variables("Locals").get("found");
            assertThat(found.getType()).isEqualTo("struct TableWalk");

            Named<Variable> members = session.children(found.getVariablesReference());
            assertThat(members.names()).containsExactlyInAnyOrder("ipa", "index", "offset");
            // The bits of main's address that choose an entry at level 1, which covers 1 GiB: it is in the third.
            assertThat(session.children(members.get("index").getVariablesReference())
                            .get("[1]")
                            .getValue())
                    .isEqualTo("2");

            Variable place = session.variables("Arguments").get("place");
            assertThat(session.watch("place->name")).contains("\"main\"");
            assertThat(place.getMemoryReference()).startsWith("0x");
        }
    }

    @Test
    void theCallersFrameHasItsOwnVariables() throws Exception {
        try (DapSession session = inPrintWalk()) {
            Named<Scope> scopes = session.scopes(session.stack().get(1));

            assertThat(session.children(scopes.get("Locals").getVariablesReference())
                            .names())
                    .contains("places", "unprotected");
        }
    }

    @Test
    @Capability("supportsSetVariable")
    void aVariableAnElementAndARegisterCanBeSet() throws Exception {
        try (DapSession session = inPrintWalk()) {
            int locals = session.scopes().get("Locals").getVariablesReference();
            assertThat(await(set(session, locals, "unprotected", "6 * 7")).getValue())
                    .isEqualTo("42");
            assertThat(session.watch("unprotected")).isEqualTo("42");

            Variable found = session.variables("Locals").get("found");
            Variable index = session.children(found.getVariablesReference()).get("index");
            await(set(session, index.getVariablesReference(), "[3]", "0x1f"));
            assertThat(session.watch("found.index[3]")).isEqualTo("31");

            int registers = session.scopes().get("Registers").getVariablesReference();
            await(set(session, registers, "x7", "0x1234"));
            assertThat(session.variables("Registers").get("x7").getValue()).isEqualTo("0x0000000000001234");
        }
    }

    @Test
    void whatCannotBeSetIsRefused() throws Exception {
        try (DapSession session = inPrintWalk()) {
            int locals = session.scopes().get("Locals").getVariablesReference();
            int registers = session.scopes().get("Registers").getVariablesReference();

            assertThat(failureOf(set(session, locals, "nothing", "1"))).isEqualTo("there is no variable nothing");
            assertThat(failureOf(set(session, registers, "pstate", "1"))).contains("pstate");
            assertThat(failureOf(set(session, registers, "x0", "one"))).contains("one");
            assertThat(failureOf(set(session, locals, "found", "1"))).doesNotContain("internal error");
        }
    }

    @Test
    void aReferenceOfAnEarlierStopIsToldThatItIsLate() throws Exception {
        try (DapSession session = inPrintWalk()) {
            ScopesArguments late = new ScopesArguments();
            late.setFrameId(session.top().getId());
            session.next();

            assertThat(failureOf(session.server().scopes(late))).contains("is not of the current stop");
        }
    }

    @Test
    void aWatchIsACExpression() throws Exception {
        try (DapSession session = inPrintWalk()) {
            assertThat(session.watch("found.ipa == place->ipa")).isEqualTo("1");
            assertThat(session.watch("$sp")).isNotEmpty();
            assertThat(failureOf(session.evaluate("watch", "no_such_thing"))).contains("no_such_thing");
            assertThat(failureOf(session.evaluate("watch", "1 +"))).doesNotContain("internal error");
        }
    }

    @Test
    @Capability("supportsEvaluateForHovers")
    void aHoverShowsTheValueUnderThePointer() throws Exception {
        try (DapSession session = inPrintWalk()) {
            var hover = await(session.evaluate("hover", "found"));

            assertThat(hover.getType()).isEqualTo("struct TableWalk");
            assertThat(session.children(hover.getVariablesReference()).names()).contains("ipa");
        }
    }

    @Test
    void theDebugConsoleTakesExpressionsAndCommands() throws Exception {
        try (DapSession session = inPrintWalk()) {
            assertThat(await(session.evaluate("repl", "place->ipa == found.ipa"))
                            .getResult())
                    .isEqualTo("1");
            assertThat(await(session.evaluate("repl", "backtrace")).getResult())
                    .contains("#0", "print_walk", "#1", "main");
            assertThat(await(session.evaluate("repl", "info registers pc")).getResult())
                    .startsWith("pc ");
        }
    }

    @Test
    void aVariableComesBeforeAnAbbreviatedCommand() throws Exception {
        try (DapSession session = inPrintWalk()) {
            StackFrame main = session.stack().get(1);
            EvaluateArguments arguments = new EvaluateArguments();
            arguments.setFrameId(main.getId());
            arguments.setContext("repl");
            arguments.setExpression("i");

            assertThat(await(session.server().evaluate(arguments)).getResult()).isEqualTo("0");
        }
    }

    @Test
    void theDebugConsoleLeavesMovementToTheButtons() throws Exception {
        try (DapSession session = inPrintWalk()) {
            assertThat(failureOf(session.evaluate("repl", "next")))
                    .contains("`next`")
                    .contains("button");
        }
    }

    private static CompletableFuture<SetVariableResponse> set(
            DapSession session, int container, String name, String value) {
        SetVariableArguments arguments = new SetVariableArguments();
        arguments.setVariablesReference(container);
        arguments.setName(name);
        arguments.setValue(value);
        return session.server().setVariable(arguments);
    }
}
