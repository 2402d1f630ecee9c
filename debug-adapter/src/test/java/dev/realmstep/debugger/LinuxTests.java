package dev.realmstep.debugger;

import static org.assertj.core.api.Assertions.assertThat;

import dev.realmstep.image.UnpackedFiles;
import dev.realmstep.machine.VirtualCpu;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A real kernel, from its first instruction to where it finds out that it is in a realm. */
class LinuxTests {
    private static final Path SAMPLE =
            Path.of("..", "samples", "linux", "small").toAbsolutePath();

    private static final List<String> FUNCTIONS =
            List.of("primary_entry", "__primary_switch", "start_kernel", "setup_arch", "arm64_rsi_init");

    /** Where they are, from the start of the kernel, as {@code nm vmlinux} has them. */
    private static final List<Long> OFFSETS = List.of(0x33b038L, 0x33b580L, 0x3408acL, 0x3437acL, 0x3478c8L);

    @TempDir
    private Path folder;

    @Test
    void aKernelStopsAtItsFunctionsBeforeAndAfterTheMmuIsOn() throws Exception {
        DebugSession session =
                SessionLauncher.launch(LaunchOptions.of(realm()).withMaxInstructions(20_000_000), text -> {});
        FUNCTIONS.forEach(name -> session.breakpoints().set(new Breakpoint.Place.Function(name)));
        session.start();
        VirtualCpu cpu = session.cpus().getFirst();
        long loaded = cpu.programCounter();

        for (int i = 0; i < FUNCTIONS.size(); i++) {
            Stop stop = session.resume(cpu);

            assertThat(stop.breakpoints()).as(stop.description()).containsExactly(i + 1);
            assertThat(stop.description()).startsWith(FUNCTIONS.get(i));
            long start = i < 2 ? loaded : KernelFixture.LINKED;
            assertThat(cpu.programCounter()).isEqualTo(start + OFFSETS.get(i));
        }

        assertThat(session.stackOf(cpu))
                .extracting(Frame::function)
                .containsExactly("arm64_rsi_init", "setup_arch", "start_kernel", "__primary_switched");
        assertThat(session.stackOf(cpu))
                .extracting(frame -> frame.line().orElseThrow().line())
                .as("as addr2line has them")
                .containsExactly(131, 355, 1009, 246);
        assertThat(value(session, "(char *)linux_banner")).contains("Linux version 7.3.4");
        assertThat(value(session, "init_task.comm")).contains("swapper");
        assertThat(value(session, "boot_command_line")).contains("console=ttyS0");
    }

    private static String value(DebugSession session, String expression) throws EvaluationException {
        Frame frame = session.stackOf(session.cpus().getFirst()).getFirst();
        return session.evaluate(expression, frame).value();
    }

    private Path realm() throws Exception {
        Path vmlinux = new UnpackedFiles(folder.resolve("cache")).locate(SAMPLE.resolve("vmlinux.xz"));
        Path realm = folder.resolve("linux.realm");
        Files.writeString(realm, """
                realm "linux" {
                  ipa-bits 33
                  hash sha256
                  ram 0x8000_0000 size 64M
                  load kernel "%s"
                  dtb generated
                  cmdline "console=ttyS0"
                  symbols "%s"
                }
                """.formatted(SAMPLE.resolve("Image.gz"), vmlinux));
        return realm;
    }
}
