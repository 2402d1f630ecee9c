package dev.realmstep.cli;

import static dev.realmstep.cli.Run.realmstep;
import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import dev.realmstep.Samples;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code --json}: events of {@code run} and {@code debug} for programs. */
class JsonTranscriptTests {
    @TempDir
    private Path folder;

    private static List<JsonObject> events(Run run) {
        return run.out()
                .lines()
                .map(line -> JsonParser.parseString(line).getAsJsonObject())
                .toList();
    }

    private static List<JsonObject> events(Run run, String name) {
        return events(run).stream()
                .filter(event -> text(event, "event").equals(name))
                .toList();
    }

    private static String text(JsonObject event, String key) {
        return event.get(key).getAsString();
    }

    private static String console(Run run) {
        return events(run, "console").stream().map(event -> text(event, "text")).collect(Collectors.joining());
    }

    @Test
    void aRunTellsWhatTheGuestWritesAndHowItEnds() {
        Run run = realmstep("run", "--json", Samples.HELLO);

        assertThat(run.status()).isZero();
        assertThat(run.err()).isEmpty();
        assertThat(console(run)).isEqualTo(realmstep("run", Samples.HELLO).out());
        JsonObject end = events(run).getLast();
        assertThat(text(end, "event")).isEqualTo("exit");
        assertThat(end.get("status").getAsInt()).isZero();
        assertThat(text(end, "description")).startsWith("the guest ended with status 0");
        assertThat(end.get("instructions").getAsLong()).isPositive();
    }

    @Test
    void aDebugSessionTellsCommandsAnswersAndStops() throws IOException {
        Run run = realmstep(
                "debug", "--json", Samples.HELLO, "-e", "break main", "-e", "run", "-e", "p/x 255", "-e", "continue");

        assertThat(run.status()).isZero();
        assertThat(events(run, "command"))
                .map(event -> text(event, "line"))
                .containsExactly("break main", "run", "p/x 255", "continue");
        assertThat(events(run, "answer"))
                .map(event -> text(event, "text"))
                .last()
                .isEqualTo("0xff");
        JsonObject stop = events(run, "stop").getFirst();
        assertThat(text(stop, "reason")).isEqualTo("breakpoint");
        assertThat(stop.get("breakpoints").toString()).isEqualTo("[1]");
        assertThat(stop.get("processor").getAsInt()).isZero();
        assertThat(text(stop, "address")).matches("0x802[0-9a-f]{5}");
        assertThat(text(stop, "symbol")).startsWith("main");
        assertThat(text(stop, "file")).endsWith("main.c");
        assertThat(stop.get("line").getAsInt())
                .isEqualTo(Samples.lineOf(Samples.HELLO_MAIN, "console_print(\"Hello from a realm."));
        assertThat(text(events(run).getLast(), "event")).isEqualTo("exit");
    }

    @Test
    void aCommandThatCannotBeCarriedOutIsAnError() {
        Run run = Run.withInput("dance\nquit\n", "debug", "--json", Samples.HELLO);

        assertThat(run.status()).isZero();
        assertThat(events(run)).hasSize(1);
        assertThat(text(events(run).getFirst(), "event")).isEqualTo("error");
        assertThat(text(events(run).getFirst(), "message")).contains("`dance` is no command");
    }

    @Test
    void aRefusalTellsItsCondition() throws IOException {
        Files.write(folder.resolve("guest.bin"), new byte[64]);
        Path file = folder.resolve("guest.realm");
        Files.writeString(file, """
                realm "guest" {
                  ram 0x8000_0000 size 2M
                  breakpoints 6
                  load firmware "guest.bin" at 0x8000_0000
                }
                """);

        Run run = realmstep("run", "--json", file);

        assertThat(run.status()).isEqualTo(2);
        JsonObject refusal = events(run).getLast();
        assertThat(text(refusal, "event")).isEqualTo("refusal");
        assertThat(text(refusal, "description")).contains("guest.realm:3:15");
        assertThat(text(refusal, "condition")).isEqualTo("params_supp");
        assertThat(text(refusal, "operand")).isEqualTo("num_bps");
        assertThat(text(refusal, "value")).isEqualTo("0x5");
        assertThat(text(refusal, "subject")).isEqualTo("operand");
        assertThat(text(refusal, "state")).isEqualTo("0x5");
    }

    /** The guest calls RSI_REALM_CONFIG with an address that is not that of a granule. */
    @Test
    void callsThatTheRmmRefusesAreToldOfWithTheirCondition() throws IOException {
        Path file = Samples.tinyGuest(
                folder,
                0xD280_32C0, // mov x0, #0x196
                0xF2B8_8000, // movk x0, #0xc400, lsl #16
                0xD280_0101, // mov x1, #8
                0xD400_0003, // smc #0
                Samples.BRANCH_TO_SELF);

        Run run = realmstep("run", "--json", file, "--max-instructions", 1000);

        List<JsonObject> refused = events(run, "refused");
        JsonObject call = refused.getLast();
        assertThat(text(call, "by")).isEqualTo("realm");
        assertThat(text(call, "mpidr")).isEqualTo("0x0");
        assertThat(text(call, "call")).isEqualTo("RSI_REALM_CONFIG");
        assertThat(text(call, "result")).isEqualTo("1");
        assertThat(call.get("operands").toString()).isEqualTo("{\"addr\":\"0x8\"}");
        assertThat(text(call, "condition")).isEqualTo("addr_align");
        assertThat(text(call, "operand")).isEqualTo("addr");
        assertThat(text(call, "value")).isEqualTo("0x8");
        // While it built the realm, the host found out which tables are missing.
        assertThat(refused).anySatisfy(other -> {
            assertThat(text(other, "by")).isEqualTo("host");
            assertThat(text(other, "condition")).isEqualTo("rtt_walk");
            assertThat(text(other, "result")).startsWith("RMI_ERROR_RTT (");
            assertThat(text(other, "subject")).isEqualTo("rtt-entry");
            assertThat(text(other, "state")).startsWith("UNASSIGNED with RIPAS ");
        });
        assertThat(refused).allSatisfy(each -> {
            assertThat(text(each, "condition")).isNotBlank();
            assertThat(text(each, "operand")).isNotBlank();
            assertThat(text(each, "state")).isNotBlank();
        });
    }

    @Test
    void aLimitIsAStopThatCannotBeResumed() throws IOException {
        Path file = Samples.tinyGuest(folder, Samples.BRANCH_TO_SELF);

        Run run = realmstep("run", "--json", file, "--max-instructions", 1000);

        assertThat(run.status()).isEqualTo(3);
        JsonObject stop = events(run).getLast();
        assertThat(text(stop, "reason")).isEqualTo("limit");
        assertThat(stop.get("resumable").getAsBoolean()).isFalse();
        assertThat(stop.get("instructions").getAsLong()).isEqualTo(1000);
    }
}
