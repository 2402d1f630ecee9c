package dev.realmstep.config.check;

import static dev.realmstep.config.check.Found.d;
import static org.assertj.core.api.Assertions.assertThat;

import dev.realmstep.config.Findings;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RealmFilesTests {
    private static final Path SAMPLES = Path.of("..", "samples");

    @TempDir
    private Path folder;

    private Path write(byte[] contents) throws IOException {
        return Files.write(folder.resolve("test.realm"), contents);
    }

    @Test
    void theSamplesHaveNoFindings() {
        for (String name : new String[] {"hello/hello", "ripas/ripas", "smp/smp", "linux/small"}) {
            CheckedFile checked = RealmFiles.check(SAMPLES.resolve(name + ".realm"));
            assertThat(checked.diagnostics()).isEmpty();
            assertThat(checked.realms()).hasSize(1);
        }
    }

    @Test
    void aBinaryFileGetsOneLine() throws IOException {
        assertThat(Found.in(RealmFiles.check(write(new byte[] {1, 2, 0, 3})))).containsExactly(d(1, 1, 1, 1, "RS101"));
        assertThat(Found.in(RealmFiles.check(write(new byte[] {(byte) 0xff, (byte) 0xfe}))))
                .containsExactly(d(1, 1, 1, 1, "RS101"));
        assertThat(Found.in(RealmFiles.check(SAMPLES.resolve("hello").resolve("hello.elf"))))
                .containsExactly(d(1, 1, 1, 1, "RS101"));
    }

    @Test
    void anEmptyFileGetsOneLine() throws IOException {
        assertThat(Found.in(RealmFiles.check(write(new byte[0])))).containsExactly(d(1, 1, 1, 1, "RS102"));
    }

    @Test
    void aFileOfTenMegabytesGetsOneLine() throws IOException {
        byte[] tenMegabytes = "realm \"r\" {\n".repeat(10_000_000 / 12).getBytes(StandardCharsets.UTF_8);
        assertThat(Found.in(RealmFiles.check(write(tenMegabytes)))).containsExactly(d(1, 1, 1, 1, "RS103"));
    }

    @Test
    void aFileThatIsNotThereAndAFolderGetOneLine() {
        assertThat(Found.in(RealmFiles.check(folder.resolve("none.realm")))).containsExactly(d(1, 1, 1, 1, "RS104"));
        assertThat(Found.in(RealmFiles.check(folder))).containsExactly(d(1, 1, 1, 1, "RS104"));
    }

    @Test
    void findingsBeyondTheLimitAreCountedNotListed() {
        CheckedFile checked = new RealmFiles(ReachableFiles.UNKNOWN).checkText("}".repeat(100_000), folder);
        assertThat(checked.diagnostics()).hasSize(Findings.LIMIT + 1);
        assertThat(checked.diagnostics().getLast().code().code()).isEqualTo("RS115");
    }

    @Test
    void everyBeginningOfAFileCanBeChecked() throws IOException {
        String text = Files.readString(SAMPLES.resolve("bad").resolve("devices.realm"));
        RealmFiles files = new RealmFiles(ReachableFiles.UNKNOWN);
        for (int end = 0; end <= text.length(); end++) {
            CheckedFile checked = files.checkText(text.substring(0, end), folder);
            assertThat(checked.realms().size()).isEqualTo(text.substring(0, end).contains("realm") ? 1 : 0);
        }
    }

    @Test
    void anySequenceOfWordsCanBeChecked() {
        String[] words = {
            "realm",
            "\"r\"",
            "{",
            "}",
            "\n",
            "ram",
            "0x8000_0000",
            "..",
            "size",
            "1G",
            "ripas",
            "empty",
            "device",
            "at",
            "irq",
            "load",
            "kernel",
            "'",
            "\"",
            "#",
            "hex\"",
            "=",
            "\\\n",
            "9223372036854775807",
            "1.0",
            "rmm",
            "ipa-bits",
            "33",
            "cmdline",
            "\"earlycon=pl011,0x7fffffffffffffff earlycon\"",
            "\ud83d\ude00",
            "\r",
            "dtb",
            "entry",
            "protected"
        };
        Random random = new Random(1);
        RealmFiles files = new RealmFiles(ReachableFiles.UNKNOWN);
        for (int round = 0; round < 2000; round++) {
            StringBuilder text = new StringBuilder("realm \"x\" {\n");
            for (int i = random.nextInt(60); i > 0; i--) {
                text.append(words[random.nextInt(words.length)]).append(random.nextInt(4) == 0 ? "" : " ");
            }
            assertThat(files.checkText(text.toString(), folder).realms()).isNotEmpty();
        }
    }

    @Test
    void textThatIsNotSavedIsCheckedAgainstTheFolderItIsIn() throws IOException {
        String text =
                "realm \"r\" {\n hash sha256\n ram 0x8000_0000 size 2M\n load firmware \"fw.bin\" at 0x8000_0000\n}\n";
        RealmFiles files = new RealmFiles(new DiskFiles());
        assertThat(Found.in(files.checkText(text, folder))).containsExactly(d(4, 17, 4, 23, "RS501"));
        Files.write(folder.resolve("fw.bin"), new byte[10]);
        assertThat(Found.in(files.checkText(text, folder))).isEmpty();
        Files.write(folder.resolve("fw.bin"), new byte[(2 << 20) + 1]);
        assertThat(Found.in(files.checkText(text, folder))).containsExactly(d(4, 28, 4, 39, "RS503"));
    }
}
