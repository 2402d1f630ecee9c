package dev.realmstep.debugger.console;

import static org.assertj.core.api.Assertions.assertThat;

import dev.realmstep.debugger.DebugSession;
import dev.realmstep.debugger.LaunchOptions;
import dev.realmstep.debugger.ModularKernelFixture;
import dev.realmstep.debugger.SessionLauncher;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the console says of a kernel's modules. */
class ModuleCommandsTests {
    @TempDir
    private Path folder;

    private Console console;

    @BeforeEach
    void launch() throws Exception {
        Path realm = ModularKernelFixture.realmWithModules(folder, "modular.elf", 0);
        DebugSession session = SessionLauncher.launch(LaunchOptions.of(realm).withMaxInstructions(100_000), text -> {});
        console = new Console(session);
    }

    @Test
    void aBreakpointThatAModuleMayBringIsKept() throws Exception {
        assertThat(console.inspect("break ping"))
                .isEqualTo("breakpoint 1 is pending: no code that is loaded yet is at ping");
        assertThat(console.inspect("info breakpoints")).containsPattern("1 +ping +pending");
    }

    @Test
    void eachModuleIsListedWithItsCodeAndItsSymbols() throws Exception {
        console.inspect("break pong");
        console.move("run");

        assertThat(console.inspect("info modules").lines())
                .satisfiesExactly(
                        ping -> assertThat(ping)
                                .matches(
                                        "ping +0xffff8000800[0-9a-f]+ +symbols and debug information \\(.*drivers/ping.ko\\)"),
                        pong -> assertThat(pong).startsWith("pong "));
        assertThat(console.inspect("info breakpoints")).contains("pong at");
    }

    @Test
    void beforeAnyIsLoadedThereAreNone() throws Exception {
        console.move("start");

        assertThat(console.inspect("info modules")).isEqualTo("no modules");
    }
}
