package dev.realmstep.dap;

import static dev.realmstep.dap.DapSession.VCPU_0;
import static dev.realmstep.dap.DapSession.await;
import static dev.realmstep.dap.DapSession.failureOf;
import static org.assertj.core.api.Assertions.assertThat;

import dev.realmstep.Samples;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.eclipse.lsp4j.debug.DisconnectArguments;
import org.eclipse.lsp4j.debug.RestartArguments;
import org.eclipse.lsp4j.debug.SetExceptionBreakpointsArguments;
import org.eclipse.lsp4j.debug.StoppedEventArguments;
import org.eclipse.lsp4j.debug.TerminateArguments;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** How a session begins and ends. */
class LaunchTests {
    @TempDir
    private Path folder;

    @Test
    void aSecondLaunchIsRefusedAndTheFirstGoesOn() throws Exception {
        try (DapSession session = DapSession.launch(Samples.HELLO, "stopOnEntry", true)) {
            assertThat(failureOf(session.server().launch(Map.of("program", Samples.HELLO.toString()))))
                    .isEqualTo("a realm is launched already: restart it, or disconnect");
            session.begin();
            assertThat(session.stop().getReason()).isEqualTo("entry");
        }
    }

    @Test
    void aLaunchWithoutAProgramSaysWhatToName() throws Exception {
        try (DapSession session = DapSession.connect()) {
            session.initialize();

            assertThat(failureOf(session.server().launch(Map.of())))
                    .isEqualTo("launch: `program` must name a .realm file");
        }
    }

    @Test
    void aLaunchOfAMissingFileNamesIt() throws Exception {
        try (DapSession session = DapSession.connect()) {
            session.initialize();

            assertThat(failureOf(session.requestLaunch(folder.resolve("none.realm"))))
                    .contains("none.realm")
                    .doesNotContain("\n")
                    .doesNotContain("Exception");
        }
    }

    @Test
    void aLaunchOfARealmWithAMistakeNamesItsLineAndCode() throws Exception {
        Path file = Samples.realm(folder, "load kernel \"missing.elf\"");
        try (DapSession session = DapSession.connect()) {
            session.initialize();

            assertThat(failureOf(session.requestLaunch(file)))
                    .startsWith(file + ":5:")
                    .contains("missing.elf")
                    .containsPattern("\\[RS5\\d\\d]$")
                    .doesNotContain("\n");
        }
    }

    @Test
    void aLaunchWithOptionsOfAnotherTypeSaysWhich() throws Exception {
        try (DapSession session = DapSession.connect()) {
            session.initialize();

            assertThat(failureOf(session.requestLaunch(Samples.HELLO, "maxInstructions", "many")))
                    .isEqualTo("launch: `maxInstructions` must be a number above 0");
            assertThat(failureOf(session.requestLaunch(Samples.HELLO, "symbols", "hello.elf")))
                    .isEqualTo("launch: `symbols` must be a list of paths");
        }
    }

    @Test
    void aRequestBeforeTheLaunchIsRefused() throws Exception {
        try (DapSession session = DapSession.connect()) {
            session.initialize();

            assertThat(failureOf(session.server().threads())).isEqualTo("nothing is launched");
        }
    }

    @Test
    void stopOnEntryStandsInFrontOfTheFirstInstruction() throws Exception {
        try (DapSession session = DapSession.launch(Samples.HELLO, "stopOnEntry", true)) {
            session.begin();

            StoppedEventArguments stop = session.stop();
            assertThat(stop.getReason()).isEqualTo("entry");
            assertThat(stop.getThreadId()).isEqualTo(VCPU_0);
            assertThat(session.top().getName()).isEqualTo("_start");
            assertThat(session.guestOutput()).isEmpty();
        }
    }

    @Test
    @Capability("supportsConfigurationDoneRequest")
    void theRealmWaitsForTheEndOfTheConfiguration() throws Exception {
        try (DapSession session = DapSession.launch(Samples.HELLO)) {
            session.breakIn("main");
            assertThat(session.hasStop()).isFalse();

            session.begin();

            assertThat(session.stop().getReason()).isEqualTo("breakpoint");
        }
    }

    @Test
    void theGuestsConsoleIsOutputAndItsStatusTheExitCode() throws Exception {
        try (DapSession session = DapSession.launch(Samples.HELLO)) {
            session.begin();

            assertThat(session.exitStatus()).isZero();
            assertThat(session.guestOutput())
                    .startsWith("Hello from a realm.\r\n")
                    .contains("RSI version      1.0\r\n")
                    .contains("my first realm");
        }
    }

    @Test
    void withoutDebuggingNothingStopsTheRealm() throws Exception {
        try (DapSession session = DapSession.launch(Samples.HELLO, "noDebug", true, "stopOnEntry", true)) {
            session.breakIn("main");
            session.begin();

            assertThat(session.exitStatus()).isZero();
            assertThat(session.hasStop()).isFalse();
        }
    }

    @Test
    void aLimitOfInstructionsStopsTheRealmForGood() throws Exception {
        Path file = Samples.tinyGuest(folder, Samples.BRANCH_TO_SELF);
        try (DapSession session = DapSession.launch(file, "maxInstructions", 5000)) {
            session.begin();

            StoppedEventArguments stop = session.stop();
            assertThat(stop.getReason()).isEqualTo("exception");
            assertThat(stop.getText()).contains("5,000 instructions");
        }
    }

    @Test
    @Capability("supportsRestartRequest")
    void aRestartBeginsAnewAndKeepsTheBreakpoints() throws Exception {
        try (DapSession session = DapSession.stoppedIn(Samples.HELLO, "main")) {
            session.next();
            session.next();
            String before = session.place();

            await(session.server().restart(new RestartArguments()));

            assertThat(session.stop().getReason()).isEqualTo("breakpoint");
            assertThat(session.place()).startsWith("main:").isNotEqualTo(before);
        }
    }

    @Test
    void aRestartOfARunningRealmTellsOnlyOfTheNewOne() throws Exception {
        Path file = Samples.tinyGuest(folder, Samples.BRANCH_TO_SELF);
        try (DapSession session = DapSession.launch(file, "stopOnEntry", true)) {
            session.begin();
            session.stop();
            session.resume();

            await(session.server().restart(new RestartArguments()));

            assertThat(session.stop().getReason()).isEqualTo("entry");
            assertThat(session.hasStop()).isFalse();
        }
    }

    @Test
    void aRestartOfAFileThatIsWrongNowLeavesTheSessionAsItWas() throws Exception {
        Path file = Samples.tinyGuest(folder, Samples.BRANCH_TO_SELF);
        try (DapSession session = DapSession.launch(file, "stopOnEntry", true)) {
            session.begin();
            session.stop();
            Files.writeString(file, "realm");

            assertThat(failureOf(session.server().restart(new RestartArguments())))
                    .startsWith(file + ":1:");
            assertThat(session.stack()).isNotEmpty();
        }
    }

    @Test
    @Capability("supportsTerminateRequest")
    void aTerminatedRealmEndsWithoutAnExitStatus() throws Exception {
        Path file = Samples.tinyGuest(folder, Samples.BRANCH_TO_SELF);
        try (DapSession session = DapSession.launch(file)) {
            session.begin();

            await(session.server().terminate(new TerminateArguments()));

            session.awaitTermination();
            assertThat(session.hasExited()).isFalse();
            assertThat(session.hasStop()).isFalse();
        }
    }

    @Test
    @Capability("supportTerminateDebuggee")
    void aDisconnectEndsARunningRealmAndTheConnection() throws Exception {
        Path file = Samples.tinyGuest(folder, Samples.BRANCH_TO_SELF);
        try (DapSession session = DapSession.launch(file)) {
            session.begin();
            DisconnectArguments arguments = new DisconnectArguments();
            arguments.setTerminateDebuggee(true);

            await(session.server().disconnect(arguments));

            session.awaitEndOfService();
        }
    }

    @Test
    void aClientThatGoesWithoutAWordEndsTheService() throws Exception {
        Path file = Samples.tinyGuest(folder, Samples.BRANCH_TO_SELF);
        DapSession session = DapSession.launch(file);
        session.begin();

        session.close();

        session.awaitEndOfService();
    }

    @Test
    void exceptionBreakpointsAreAnswered() throws Exception {
        try (DapSession session = DapSession.launch(Samples.HELLO)) {
            SetExceptionBreakpointsArguments arguments = new SetExceptionBreakpointsArguments();
            arguments.setFilters(new String[0]);

            assertThat(await(session.server().setExceptionBreakpoints(arguments)))
                    .isNotNull();
        }
    }
}
