package dev.realmstep.dap;

import static org.assertj.core.api.Assertions.assertThat;

import dev.realmstep.Samples;
import dev.realmstep.debugger.ModularKernelFixture;
import java.nio.file.Path;
import java.util.List;
import org.eclipse.lsp4j.debug.Breakpoint;
import org.eclipse.lsp4j.debug.BreakpointEventArgumentsReason;
import org.eclipse.lsp4j.debug.BreakpointNotVerifiedReason;
import org.eclipse.lsp4j.debug.Module;
import org.eclipse.lsp4j.debug.ModuleEventArgumentsReason;
import org.eclipse.lsp4j.debug.ModulesArguments;
import org.eclipse.lsp4j.debug.ModulesResponse;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Programs and the modules of a kernel, as a client sees them. */
class ModuleRequestsTests {
    private static final long SLIDE = 0x4000_0000L;

    @TempDir
    private Path folder;

    private DapSession launch() throws Exception {
        return DapSession.launch(ModularKernelFixture.realmWithModules(folder, "modular.elf", SLIDE));
    }

    private static ModulesResponse modules(DapSession session, int start, int count) throws Exception {
        ModulesArguments arguments = new ModulesArguments();
        arguments.setStartModule(start);
        arguments.setModuleCount(count);
        return DapSession.await(session.server().modules(arguments));
    }

    @Test
    @Capability("supportsModulesRequest")
    void aProgramIsAModule() throws Exception {
        try (DapSession session = DapSession.stoppedIn(Samples.HELLO, "main")) {
            ModulesResponse response = modules(session, 0, 0);

            assertThat(response.getTotalModules()).isEqualTo(1);
            assertThat(response.getModules()).singleElement().satisfies(module -> {
                assertThat(module.getName()).isEqualTo("hello.elf");
                assertThat(module.getPath()).isEqualTo(module.getSymbolFilePath());
                assertThat(module.getAddressRange()).startsWith("0x80200000-0x802");
            });
        }
    }

    @Test
    void theModulesOfAKernelFollowIt() throws Exception {
        try (DapSession session = launch()) {
            session.breakIn("pong");
            session.begin();
            session.stop();

            assertThat(modules(session, 0, 0).getModules())
                    .extracting(Module::getName)
                    .containsExactly("vmlinux", "ping", "pong");
            assertThat(modules(session, 1, 1).getModules()).singleElement().satisfies(module -> {
                assertThat(module.getName()).isEqualTo("ping");
                assertThat(module.getSymbolStatus()).isEqualTo("symbols and debug information");
                assertThat(Path.of(module.getSymbolFilePath())).isEqualTo(folder.resolve("modules/drivers/ping.ko"));
                assertThat(module.getAddressRange()).startsWith("0xffff8000c000");
            });
        }
    }

    @Test
    void theClientHearsOfModulesThatComeAndGo() throws Exception {
        try (DapSession session = launch()) {
            session.breakIn("all_is_done");
            session.begin();
            session.stop();

            assertThat(session.moduleChanges())
                    .extracting(event -> event.getModule().getName())
                    .containsExactly("ping", "pong", "pong");
            assertThat(session.moduleChanges())
                    .extracting(event -> event.getReason())
                    .containsExactly(
                            ModuleEventArgumentsReason.NEW,
                            ModuleEventArgumentsReason.NEW,
                            ModuleEventArgumentsReason.REMOVED);
            List<Module> pong = session.moduleChanges().stream()
                    .map(event -> event.getModule())
                    .filter(module -> module.getName().equals("pong"))
                    .toList();
            assertThat(pong.getLast().getId()).isEqualTo(pong.getFirst().getId());
        }
    }

    @Test
    void aBreakpointInAModuleIsPendingUntilThatIsLoaded() throws Exception {
        try (DapSession session = launch()) {
            Breakpoint before = session.breakIn("ping_init")[0];
            session.begin();
            session.stop();

            assertThat(before.isVerified()).isFalse();
            assertThat(before.getReason()).isEqualTo(BreakpointNotVerifiedReason.PENDING);
            assertThat(before.getMessage()).isEqualTo("no code that is loaded yet is at ping_init");
            assertThat(session.breakpointChanges()).singleElement().satisfies(event -> {
                assertThat(event.getReason()).isEqualTo(BreakpointEventArgumentsReason.CHANGED);
                assertThat(event.getBreakpoint().getId()).isEqualTo(before.getId());
                assertThat(event.getBreakpoint().isVerified()).isTrue();
            });
            assertThat(session.top().getName()).isEqualTo("ping_init");
        }
    }
}
