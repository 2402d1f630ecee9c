package dev.realmstep.cli;

import static dev.realmstep.cli.Run.realmstep;
import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.JsonArray;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import dev.realmstep.Samples;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Objects;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** {@code realmstep measure}: measurements before a realm runs, and what they are made of. */
class MeasureCommandTests {
    @TempDir
    private Path folder;

    @BeforeEach
    void writeImages() throws IOException {
        Files.write(folder.resolve("a.bin"), image(9000));
        byte[] changed = image(9000);
        changed[5000] ^= 1;
        Files.write(folder.resolve("b.bin"), changed);
    }

    private static byte[] image(int size) {
        byte[] image = new byte[size];
        for (int i = 0; i < size; i++) {
            image[i] = (byte) (7 * i + i / 256);
        }
        if (size >= 4) {
            image[0] = image[1] = image[2] = 0;
            image[3] = 0x14;
        }
        return image;
    }

    private Path realm(String name, String... statements) throws IOException {
        Path file = folder.resolve(name + ".realm");
        Files.writeString(file, "realm \"x\" {\n  %s\n}\n".formatted(String.join("\n  ", statements)));
        return file;
    }

    /** A realm and its RIM, as TF-RMM has it. */
    record Known(String name, String address, int size, String statements, String rim) {
        @Override
        public String toString() {
            return name;
        }
    }

    static Stream<Known> known() throws IOException {
        try (InputStream in = MeasureCommandTests.class.getResourceAsStream("tf-rmm-realms.txt")) {
            String text = new String(Objects.requireNonNull(in).readAllBytes(), StandardCharsets.US_ASCII);
            return text.lines()
                    .map(line -> line.split("\t", -1))
                    .map(fields -> new Known(fields[0], fields[1], Integer.parseInt(fields[2]), fields[3], fields[4]));
        }
    }

    @ParameterizedTest
    @MethodSource("known")
    void theInitialMeasurementIsThatOfTfRmm(Known known) throws IOException {
        Files.write(folder.resolve("image.bin"), image(known.size()));
        Path file = realm(
                known.name(),
                known.statements().replace("; ", "\n  "),
                "load firmware \"image.bin\" at " + known.address());
        Run run = realmstep("measure", file);
        assertThat(run.status()).as(run.err()).isZero();
        String zero = "0".repeat(known.rim().length());
        assertThat(run.out().lines())
                .containsExactly("RIM  " + known.rim(), "REM1 " + zero, "REM2 " + zero, "REM3 " + zero, "REM4 " + zero);
    }

    @Test
    void whatEachStatementContributesIsSaid() {
        Run run = realmstep("measure", Samples.HELLO, "--explain");
        assertThat(run.out()
                        .lines()
                        .filter(line -> line.contains("RMI_"))
                        .map(line -> line.replaceAll("^.*realm:", "")))
                .containsExactly(
                        "2: RMI_REALM_CREATE: 33 IPA bits, sha-256, flags 0x0, 2 breakpoints, 2 watchpoints,"
                                + " 0 event counters",
                        "9: RMI_RTT_INIT_RIPAS: 0x80000000 .. 0x81000000: RIPAS RAM, in 8 steps",
                        "12: RMI_DATA_CREATE: 0x80200000 .. 0x8020f000: contents, in 15 steps",
                        "13: RMI_DATA_CREATE: 0x80e00000 .. 0x80e01000: contents, in 1 step",
                        "2: RMI_REC_CREATE: runnable, PC 0x80200000, X0 0x80e00000");
        String rim = run.out()
                .lines()
                .filter(line -> line.startsWith("RIM"))
                .findFirst()
                .orElseThrow();
        assertThat(run.out().lines().filter(line -> line.startsWith("  RIM")).reduce((first, last) -> last))
                .contains("  " + rim);
    }

    @Test
    void programsGetJson() {
        Run run = realmstep("measure", Samples.HELLO, "--explain", "--json");
        JsonObject object = JsonParser.parseString(run.out()).getAsJsonObject();
        assertThat(object.get("realm").getAsString()).isEqualTo("hello");
        assertThat(object.get("hash").getAsString()).isEqualTo("sha256");
        assertThat(object.get("rem").getAsJsonArray()).hasSize(4);
        JsonArray steps = object.get("steps").getAsJsonArray();
        assertThat(steps.get(steps.size() - 1).getAsJsonObject().get("rim")).isEqualTo(object.get("rim"));
        assertThat(steps.get(1).getAsJsonObject().get("line").getAsInt()).isEqualTo(9);
    }

    @Test
    void whatMakesTwoRealmsDifferIsSaid() throws IOException {
        Path one = realm("one", "hash sha256", "ram 0x8000_0000 size 2M", "load firmware \"a.bin\" at 0x8000_0000");
        Path other = realm(
                "other",
                "hash sha256",
                "pmu 2",
                "ram 0x8000_0000 size 4M",
                "load firmware \"b.bin\" at 0x8000_0000",
                "load image \"a.bin\" at 0x8020_0000",
                "entry 0x8000_0004");
        Run run = realmstep("measure", one, "--diff", other);
        assertThat(run.status()).as(run.err()).isEqualTo(1);
        assertThat(run.out().replace(folder + "/", "").lines())
                .containsExactly(
                        "flags (LPA2, SVE, PMU): 0x0 in one.realm, 0x4 in other.realm",
                        "event counters: 0 in one.realm, 2 in other.realm",
                        "0x80200000 .. 0x80400000: RIPAS RAM only in other.realm:4",
                        "0x80001000 .. 0x80002000: other contents (one.realm:4, other.realm:5)",
                        "0x80200000 .. 0x80203000: contents only in other.realm:6",
                        "start: runnable, PC 0x80000000 in one.realm, runnable, PC 0x80000004 in other.realm");
        JsonObject object = JsonParser.parseString(
                        realmstep("measure", one, "--diff", other, "--json").out())
                .getAsJsonObject();
        assertThat(object.get("differences").getAsJsonArray()).hasSize(6);
    }

    @Test
    void contentsAreComparedUnderDifferentHashesToo() throws IOException {
        Path one = realm("one", "hash sha256", "ram 0x8000_0000 size 2M", "load firmware \"a.bin\" at 0x8000_0000");
        Path other = realm("other", "hash sha512", "ram 0x8000_0000 size 2M", "load firmware \"b.bin\" at 0x8000_0000");
        assertThat(realmstep("measure", one, "--diff", other)
                        .out()
                        .replace(folder + "/", "")
                        .lines())
                .containsExactly(
                        "hash: sha-256 in one.realm, sha-512 in other.realm",
                        "0x80001000 .. 0x80002000: other contents (one.realm:4, other.realm:4)");
    }

    @Test
    void whatIsNotMeasuredMakesNoDifference() throws IOException {
        Path one = realm("one", "hash sha256", "ram 0x8000_0000 size 2M", "load firmware \"a.bin\" at 0x8000_0000");
        Path other = realm(
                "other",
                "hash sha256",
                "rpv text\"another\"",
                "vcpus 3",
                "ram 0x8000_0000 size 2M",
                "load firmware \"a.bin\" at 0x8000_0000");
        Run run = realmstep("measure", one, "--diff", other);
        assertThat(run.status()).isZero();
        assertThat(run.out()).isEqualToIgnoringNewLines("the initial measurements are equal");
    }

    @Test
    void aRealmThatTheRmmRefusesIsAFindingInItsFile() throws IOException {
        Path file = realm("refused", "hash sha256", "breakpoints 16", "ram 0x8000_0000 size 2M", "entry 0x8000_0000");
        Run run = realmstep("measure", file);
        assertThat(run.status()).isEqualTo(2);
        assertThat(run.err().lines()).singleElement().asString().contains("refused.realm:3:15: ", "[RS609]");
    }
}
