package dev.realmstep.cli;

import static dev.realmstep.cli.Run.realmstep;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code realmstep conformance}, with software that writes what the compliance suite writes. */
class ConformanceCommandTests {
    /** Writes the text behind itself to UART2, as GNU as makes it. */
    private static final int[] PRINT = {
        0xD2A3_8161, // mov x1, #0x1c0b0000
        0x1000_00C2, // adr x2, 3f
        0x3840_1443, // 1: ldrb w3, [x2], #1
        0x3400_0063, // cbz w3, 2f
        0xB900_0023, // str w3, [x1]
        0x17FF_FFFD, // b 1b
        0xD503_207F, // 2: wfi
    };

    private static final String END = "   TOTAL TESTS     : %d\n******* END OF ACS *******\n";

    @TempDir
    private Path folder;

    private Path machine;

    @BeforeEach
    void describe() throws IOException {
        machine = Files.writeString(folder.resolve("acs.realm"), """
                machine "acs" {
                  load firmware "acs.bin" at 0x8800_0000
                }
                """);
    }

    private Run conformance(String log, Object... options) throws IOException {
        byte[] text = log.getBytes(StandardCharsets.US_ASCII);
        ByteBuffer image =
                ByteBuffer.allocate(4 * PRINT.length + text.length + 1).order(ByteOrder.LITTLE_ENDIAN);
        for (int instruction : PRINT) {
            image.putInt(instruction);
        }
        image.put(text);
        Files.write(folder.resolve("acs.bin"), image.array());
        Object[] arguments = new Object[options.length + 2];
        arguments[0] = "conformance";
        arguments[1] = machine;
        System.arraycopy(options, 0, arguments, 2, options.length);
        return realmstep(arguments);
    }

    private static String passed(String suite, String test) {
        return "Suite=%s : Test=%s\nHost:\n\tfine\nResult=Passed\n****\n".formatted(suite, test);
    }

    @Test
    void theResultsAreCountedBySuite() throws IOException {
        Run run = conformance(passed("command", "one")
                + "Suite=command : Test=two\nResult=Skipped (Skip code=103)\n"
                + passed("gic", "three")
                + END.formatted(3));

        assertThat(run.status()).as(run.err()).isZero();
        assertThat(run.out()).startsWith("""
                        | suite | tests | passed | failed | skipped | unfinished |
                        |---|---:|---:|---:|---:|---:|
                        | command | 2 | 1 | 0 | 1 | 0 |
                        | gic | 1 | 1 | 0 | 0 | 0 |
                        | all | 3 | 2 | 0 | 1 | 0 |

                        - `two` skipped (Skip code=103)
                        """);
        assertThat(run.err()).isEmpty();
    }

    @Test
    void aFailureIsNamedAndIsTheStatus() throws IOException {
        Run run =
                conformance("Suite=command : Test=one\n\tERROR: a message that was cut oResult=Failed (Error code=3)\n"
                        + END.formatted(1));

        assertThat(run.status()).isEqualTo(1);
        assertThat(run.out()).contains("- `one` failed (Error code=3)");
    }

    @Test
    void aSuiteThatStopsInATestDidNotComeToItsEnd() throws IOException {
        Run run = conformance(passed("command", "one") + "Suite=command : Test=two\n");

        assertThat(run.status()).isEqualTo(1);
        assertThat(run.out()).contains("- `two` unfinished");
        assertThat(run.err()).contains("the suite did not come to its end: the machine is at rest");
    }

    @Test
    void aTestThatTheSuiteCountedAndSaidNothingOfIsMissed() throws IOException {
        assertThat(conformance(passed("command", "one") + END.formatted(2)).status())
                .isEqualTo(1);
    }

    @Test
    void theLogIsKeptAndTwoRunsAreEqual() throws IOException {
        Path log = folder.resolve("log");
        String text = passed("command", "one") + END.formatted(1);

        Run run = conformance(text, "--log", log);

        assertThat(log).hasContent(text);
        assertThat(conformance(text, "--log", log)).isEqualTo(run);
        assertThat(run.out()).contains("log of %d bytes, SHA-256 ".formatted(text.length()));
    }

    @Test
    void aLogThatCannotBeWrittenIsSaidBeforeTheRun() throws IOException {
        Run run = conformance(END.formatted(0), "--log", folder.resolve("missing/acs.log"), "--max-instructions", "1");

        assertThat(run.status()).isEqualTo(ExitStatus.BAD_INPUT);
        assertThat(run.out()).isEmpty();
        assertThat(run.err()).contains("cannot be written");
    }

    @Test
    void aLimitIsAStatusOfItsOwn() throws IOException {
        Run run = conformance(passed("command", "one"), "--max-instructions", 100);

        assertThat(run.status()).isEqualTo(3);
    }
}
