package dev.realmstep.cli;

import static dev.realmstep.cli.Run.realmstep;
import static org.assertj.core.api.Assertions.assertThat;

import dev.realmstep.Samples;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Wrong command lines and wrong files: status 2, and one line that says where, what, and what to do. */
class BadInputTests {
    private static final int BINARY_SIZE = 4096;
    private static final int TEN_MEGABYTES = 10 * 1024 * 1024;

    @TempDir
    private Path folder;

    private static String refusal(Object... arguments) {
        Run run = realmstep(arguments);
        assertThat(run.status()).as(run.err()).isEqualTo(2);
        assertThat(run.out()).isEmpty();
        assertThat(run.err().lines()).as(run.err()).hasSize(1);
        assertThat(run.err())
                .startsWith("realmstep: ")
                .doesNotContain("Exception")
                .doesNotContain("internal error");
        return run.err();
    }

    @ParameterizedTest
    @CsvSource({
        "--frobnicate, Unknown option: '--frobnicate'",
        "frobnicate, frobnicate",
        "run, FILE.realm",
        "check, PATH",
        "run x.realm --max-instructions many, 'many' is not a number",
        "run x.realm --ignore RS999, --ignore RS999: no finding has this code",
        "run x.realm --max-instructions 0, at least 1",
        "debug x.realm --max-instructions 0, at least 1",
        "run x.realm --engine check --save-token x.cbor, compares a whole run",
        "check . --format yaml, yaml",
        "dap --listen nowhere, such as 127.0.0.1:4711",
        "dap --listen 99999, such as 127.0.0.1:4711"
    })
    void aWrongCommandLineIsExplained(String line, String part) {
        assertThat(refusal((Object[]) line.split(" ", -1))).contains(part);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            value = {
                "load firmware \"none.elf\"; :2:16: there is no file \"none.elf\"",
                "load firmware \"m.realm\" at 0x1000; :2:28: \"m.realm\" is loaded to 0x1000",
                "board \"qemu\"; :2:8: there is no board \"qemu\"",
                "entry 0x8000_0002; :2:7: the first instruction would be at 0x8000_0002"
            })
    void aMachineThatCannotBeIsRefusedAtItsLine(String statement, String part) throws IOException {
        Path file = Files.writeString(folder.resolve("m.realm"), "machine \"m\" {\n%s\n}\n".formatted(statement));

        for (String command : new String[] {"run", "debug", "conformance"}) {
            assertThat(refusal(command, file)).contains(file + part);
        }
    }

    @Test
    void whatIsAboutRealmsRefusesMachines() {
        assertThat(refusal("measure", Samples.NORMAL_WORLD))
                .contains("it describes the machine `normal-world`, and this is about realms");
    }

    @ParameterizedTest
    @ValueSource(strings = {"run", "debug", "check"})
    void aMissingFileIsNamed(String command) {
        Path file = folder.resolve("none.realm");

        assertThat(refusal(command, file)).contains(file.toString());
    }

    @ParameterizedTest
    @ValueSource(strings = {"run", "debug"})
    void aFolderIsNoRealm(String command) {
        assertThat(refusal(command, folder)).contains(folder.toString());
    }

    @ParameterizedTest
    @ValueSource(strings = {"run", "debug"})
    void aBinaryAnEmptyAndAHugeFileAreEachOneLine(String command) throws IOException {
        Path file = folder.resolve("odd.realm");

        Files.write(file, new byte[BINARY_SIZE]);
        assertThat(refusal(command, file)).contains(file.toString());
        Files.write(file, new byte[0]);
        assertThat(refusal(command, file)).contains(file.toString());
        Files.write(file, "ram ".repeat(TEN_MEGABYTES / 4).getBytes(java.nio.charset.StandardCharsets.US_ASCII));
        assertThat(refusal(command, file)).contains(file.toString());
    }

    @Test
    void aMissingImageIsReportedAtTheLineThatNamesIt() throws IOException {
        Path file = Samples.realm(folder, "load kernel \"missing.elf\"");

        assertThat(refusal("run", file)).contains(file + ":5:").contains("missing.elf");
    }

    @Test
    void aTruncatedImageIsRefused() throws IOException {
        Path file = Samples.realm(folder, "load kernel \"cut.elf\"");
        byte[] whole = Files.readAllBytes(Samples.FOLDER.resolve("hello/hello.elf"));
        Files.write(folder.resolve("cut.elf"), java.util.Arrays.copyOf(whole, 100));

        assertThat(refusal("run", file)).contains("cut.elf");
    }

    @Test
    void whatTheRmmRefusesIsReportedAtItsStatementWithItsCode() throws IOException {
        Path file = Samples.realm(folder, "entry 0x8000_0000\n  breakpoints 6");
        String finding = realmstep("check", file).out();

        assertThat(refusal("run", file)).contains(file + ":6:").contains("[RS609]");
        assertThat(realmstep("debug", file, "-e", "run"))
                .returns(2, Run::status)
                .returns(refusal("run", file), Run::err);
        assertThat(finding).contains(file + ":6:").contains("[RS609]");
    }

    @Test
    void symbolsComeFromElfFiles() throws IOException {
        Path file = Samples.realm(folder, "entry 0x8000_0000\n  symbols \"guest.realm\"");
        Path tiny = Samples.tinyGuest(Files.createDirectory(folder.resolve("tiny")), 0);

        assertThat(refusal("debug", file, "-e", "info breakpoints"))
                .contains(file + ":6:")
                .contains("[RS517]");
        assertThat(refusal("debug", tiny, "--symbols", file)).contains(file + ": is no ELF file");
    }

    @Test
    void anImageForAnotherMachineIsRefused() throws IOException {
        Path file = Samples.realm(folder, "load kernel \"x86.elf\"");
        Files.write(folder.resolve("x86.elf"), elf(0x3E, 0x8000_0000L, 0x8001_0000L));

        assertThat(refusal("run", file)).contains("x86.elf").contains("machine");
    }

    @Test
    void anImageWithOverlappingSegmentsIsRefused() throws IOException {
        Path file = Samples.realm(folder, "load kernel \"two.elf\"");
        Files.write(folder.resolve("two.elf"), elf(0xB7, 0x8000_0000L, 0x8000_0800L));

        assertThat(refusal("run", file)).contains("two.elf").contains("overlap");
    }

    @Test
    void aGoalThatIsNowhereIsNamed() {
        assertThat(refusal("run", Samples.HELLO, "--until", "no_such_function")).contains("no_such_function");
        assertThat(refusal("run", Samples.HELLO, "--until", "0xnumber")).contains("0xnumber");
    }

    @Test
    void aMissingScriptIsNamed() {
        assertThat(refusal("debug", Samples.HELLO, "-x", folder.resolve("none")))
                .contains("none");
    }

    /** An executable with two loadable segments of 4 KiB, of zeros. */
    private static byte[] elf(int machine, long first, long second) {
        int segmentSize = 4096;
        ByteBuffer elf = ByteBuffer.allocate(64 + 2 * 56 + segmentSize).order(ByteOrder.LITTLE_ENDIAN);
        elf.putInt(0x464C_457F).put((byte) 2).put((byte) 1).put((byte) 1).position(16);
        elf.putShort((short) 2).putShort((short) machine).putInt(1).putLong(first);
        elf.putLong(64)
                .putLong(0)
                .putInt(0)
                .putShort((short) 64)
                .putShort((short) 56)
                .putShort((short) 2);
        elf.position(64);
        for (long address : new long[] {first, second}) {
            elf.putInt(1).putInt(5).putLong(64 + 2 * 56).putLong(address).putLong(address);
            elf.putLong(segmentSize).putLong(segmentSize).putLong(1);
        }
        return elf.array();
    }
}
