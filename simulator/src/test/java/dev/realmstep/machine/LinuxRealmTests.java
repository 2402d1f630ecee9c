package dev.realmstep.machine;

import static org.assertj.core.api.Assertions.assertThat;

import dev.realmstep.config.check.CheckedFile;
import dev.realmstep.config.check.RealmFiles;
import dev.realmstep.cpu.StopCondition;
import dev.realmstep.host.PlanException;
import dev.realmstep.host.RealmPlanner;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The small Linux kernel of the samples, from its first instruction to the shell and to power off. */
class LinuxRealmTests {
    private static final Path SAMPLE = Path.of("..", "samples", "linux");
    private static final long PLENTY = 400_000_000;
    private static final StopReason POWERED_OFF = new StopReason.Ended(0, "PSCI SYSTEM_OFF");

    @TempDir
    private Path folder;

    /** Types one line once the shell has printed its prompt. */
    private static class Typist implements GuestConsole {
        private static final String PROMPT = "realm:~# ";

        private final ByteArrayOutputStream written = new ByteArrayOutputStream();
        private final String line;
        private boolean typed;

        private Typist(String line) {
            this.line = line;
        }

        @Override
        public void write(byte value) {
            written.write(value);
        }

        @Override
        public byte[] typed() {
            return output().contains(PROMPT) ? typeNow() : new byte[0];
        }

        byte[] typeNow() {
            if (typed) {
                return new byte[0];
            }
            typed = true;
            return line.getBytes(StandardCharsets.US_ASCII);
        }

        private String output() {
            return written.toString(StandardCharsets.UTF_8);
        }
    }

    private static Machine machine(Path file, GuestConsole console) throws PlanException {
        CheckedFile checked = RealmFiles.check(file);
        assertThat(checked.hasErrors()).as("%s", checked.diagnostics()).isFalse();
        return Machine.forRealm(RealmPlanner.plan(checked.realms().getFirst()), console);
    }

    @Test
    void aShellTakesCommandsUntilTheRealmIsPoweredOffAndTwoBootsAreEqual() throws PlanException {
        Path file = SAMPLE.resolve("small.realm");
        Typist first = new Typist("echo $((6 * 7)) is the answer; poweroff\n");
        Typist second = new Typist(first.line);
        Machine machine = machine(file, first);
        Machine again = machine(file, second);

        assertThat(machine.run(StopCondition.NEVER, PLENTY)).isEqualTo(POWERED_OFF);
        assertThat(again.run(StopCondition.NEVER, PLENTY)).isEqualTo(POWERED_OFF);

        assertThat(first.output())
                .containsSubsequence(
                        "RME: Using RSI version 1.0",
                        "software IO TLB: mapped",
                        "Run /init as init process",
                        "42 is the answer",
                        "reboot: Power down");
        assertThat(second.output()).isEqualTo(first.output());
        assertThat(again.instructions()).isEqualTo(machine.instructions());
    }

    @Test
    void whatIsTypedBeforeThereIsAShellIsNotLost() throws PlanException {
        Typist early = new Typist("poweroff\n") {
            @Override
            public byte[] typed() {
                return typeNow();
            }
        };

        assertThat(machine(SAMPLE.resolve("small.realm"), early).run(StopCondition.NEVER, PLENTY))
                .isEqualTo(POWERED_OFF);
    }

    @Test
    void fourProcessorsOfTheMapOfQemuComeUpWithADiskThatIsMounted() throws IOException, PlanException {
        Path file = folder.resolve("qemu.realm");
        Files.write(folder.resolve("disk.img"), new byte[1 << 20]);
        Files.writeString(file, """
                realm "qemu" {
                  ipa-bits 41
                  hash     sha512
                  vcpus    4
                  ram      0x4000_0000 size 256M
                  gic      0x800_0000 0x80a_0000
                  device   uart "arm,pl011" at 0x900_0000 unprotected irq 33 console stdio
                  device   disk "virtio-blk" at 0xa00_0000 unprotected irq 48 file "disk.img" snapshot
                  load     kernel "%1$s/small/Image.gz"
                  load     initrd "%1$s/small/initramfs.cpio"
                  dtb      generated
                  cmdline  "console=ttyAMA0 earlycon=pl011,0x10009000000"
                }
                """.formatted(SAMPLE.toAbsolutePath().normalize()));
        Typist typist = new Typist(
                "echo written > /dev/vda; sync; echo 3 > /proc/sys/vm/drop_caches; head -n 1 /dev/vda; nproc; poweroff\n");

        assertThat(machine(file, typist).run(StopCondition.NEVER, PLENTY)).isEqualTo(POWERED_OFF);

        assertThat(typist.output())
                .containsSubsequence(
                        "smp: Brought up 1 node, 4 CPUs", "[vda] 2048 512-byte logical blocks", "\nwritten", "\n4");
    }
}
