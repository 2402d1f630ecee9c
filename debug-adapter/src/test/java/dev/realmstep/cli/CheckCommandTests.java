package dev.realmstep.cli;

import static dev.realmstep.cli.Run.realmstep;
import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import dev.realmstep.Samples;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code realmstep check}: findings as text, JSON and SARIF. */
class CheckCommandTests {
    private static final Path BAD = Samples.FOLDER.resolve("bad");
    private static final int TEN_MEGABYTES = 10 * 1024 * 1024;

    /** What the samples say of themselves: each mistake is named in the line above it. */
    private static final Pattern PLANTED = Pattern.compile("^\\s*# (RS\\d{3})\\b");

    @TempDir
    private Path folder;

    @Test
    void theSamplesAreClean() {
        Run run = realmstep("check", "--deny-warnings", Samples.HELLO, Samples.SMP);

        assertThat(run).isEqualTo(new Run(0, "", ""));
    }

    @Test
    void eachPlantedMistakeIsNamedByCodeLineAndColumn() throws IOException {
        List<Path> files = badFiles();
        Run run = realmstep(Stream.concat(Stream.of("check"), files.stream()).toArray());

        assertThat(run.status()).isEqualTo(1);
        assertThat(run.err()).isEmpty();
        for (Path file : files) {
            for (String planted : plantedIn(file)) {
                assertThat(Pattern.compile(planted).matcher(run.out()).find())
                        .as(planted)
                        .isTrue();
            }
        }
    }

    /** Patterns of the findings that a file promises. */
    private static List<String> plantedIn(Path file) throws IOException {
        List<String> patterns = new ArrayList<>();
        List<String> lines = Files.readAllLines(file);
        int number = 1;
        for (String line : lines) {
            number = Math.min(number + 1, lines.size()); // what follows the last line is reported at its end
            Matcher planted = PLANTED.matcher(line);
            if (planted.find()) {
                patterns.add("(?m)^%s:%d:\\d+: .*\\[%s]$"
                        .formatted(Pattern.quote(file.toString()), number, planted.group(1)));
            }
        }
        return patterns;
    }

    private static List<Path> badFiles() throws IOException {
        try (Stream<Path> files = Files.list(BAD)) {
            return files.filter(file -> file.toString().endsWith(".realm"))
                    .sorted()
                    .toList();
        }
    }

    @Test
    void aFolderStandsForItsRealms() throws IOException {
        Object[] files = Stream.concat(Stream.of("check"), badFiles().stream()).toArray();

        assertThat(realmstep("check", BAD)).isEqualTo(realmstep(files));
    }

    @Test
    void warningsFailOnlyIfTheyAreDenied() throws IOException {
        Path file = Files.writeString(folder.resolve("warning.realm"), """
                realm "warning" {
                  hash sha256
                  ram 0x8000_0000 size 2M
                  ram 0x9000_0000 size 2M ripas empty
                  entry 0x8000_0000
                }
                """);
        assertThat(severities(file)).contains("warning").doesNotContain("error");

        assertThat(realmstep("check", file).status()).isZero();
        assertThat(realmstep("check", "--deny-warnings", file).status()).isEqualTo(1);
    }

    private static List<String> severities(Path file) {
        JsonArray findings = JsonParser.parseString(
                        realmstep("check", "--format", "json", file).out())
                .getAsJsonArray();
        return findings.asList().stream()
                .map(finding -> finding.getAsJsonObject().get("severity").getAsString())
                .toList();
    }

    @Test
    void aBinaryAnEmptyAndAHugeFileAreOneFindingEach() throws IOException {
        Path binary = Files.write(folder.resolve("binary.realm"), new byte[] {0x7F, 'E', 'L', 'F', 0, 1, 2});
        Path empty = Files.write(folder.resolve("empty.realm"), new byte[0]);
        Path huge = Files.write(folder.resolve("huge.realm"), new byte[TEN_MEGABYTES]);
        for (Path file : List.of(binary, empty, huge)) {
            Run run = realmstep("check", file);

            assertThat(run.status()).as(file.toString()).isEqualTo(1);
            assertThat(run.out().lines()).as(run.out()).hasSize(1);
            assertThat(run.out()).startsWith(file.toString()).contains("error");
        }
    }

    @Test
    void jsonHasOneObjectPerFinding() {
        Path file = BAD.resolve("earlycon.realm");

        Run run = realmstep("check", "--format", "json", file);

        assertThat(run.status()).isEqualTo(1);
        for (JsonElement element : JsonParser.parseString(run.out()).getAsJsonArray()) {
            JsonObject finding = element.getAsJsonObject();
            assertThat(finding.get("file").getAsString()).isEqualTo(file.toString());
            assertThat(finding.get("code").getAsString()).matches("RS\\d{3}");
            assertThat(finding.getAsJsonObject("range").get("startLine").getAsInt())
                    .isPositive();
        }
    }

    @Test
    void withoutFindingsJsonIsAnEmptyArray() {
        assertThat(realmstep("check", "--format", "json", Samples.HELLO).out().strip())
                .isEqualTo("[]");
    }

    /** The properties that the SARIF 2.1.0 specification requires, by its section 3. */
    @Test
    void sarifHasTheRequiredStructure() {
        Run run = realmstep("check", "--format", "sarif", BAD.resolve("earlycon.realm"), BAD.resolve("ripas.realm"));

        JsonObject log = JsonParser.parseString(run.out()).getAsJsonObject();
        assertThat(log.get("version").getAsString()).isEqualTo("2.1.0");
        JsonObject only = log.getAsJsonArray("runs").get(0).getAsJsonObject();
        JsonObject driver = only.getAsJsonObject("tool").getAsJsonObject("driver");
        assertThat(driver.get("name").getAsString()).isEqualTo("realmstep");
        List<String> rules = driver.getAsJsonArray("rules").asList().stream()
                .map(rule -> rule.getAsJsonObject().get("id").getAsString())
                .toList();
        assertThat(rules).doesNotHaveDuplicates();
        JsonArray results = only.getAsJsonArray("results");
        assertThat(results).isNotEmpty();
        for (JsonElement element : results) {
            JsonObject result = element.getAsJsonObject();
            assertThat(rules).contains(result.get("ruleId").getAsString());
            assertThat(result.get("level").getAsString()).isIn("none", "note", "warning", "error");
            assertThat(result.getAsJsonObject("message").get("text").getAsString())
                    .isNotEmpty();
            JsonObject physical =
                    result.getAsJsonArray("locations").get(0).getAsJsonObject().getAsJsonObject("physicalLocation");
            String uri = physical.getAsJsonObject("artifactLocation").get("uri").getAsString();
            assertThat(java.net.URI.create(uri).toString()).endsWith(".realm");
            JsonObject region = physical.getAsJsonObject("region");
            assertThat(region.get("startLine").getAsInt()).isPositive();
            assertThat(region.get("startColumn").getAsInt()).isPositive();
        }
    }

    @Test
    void sarifNamesFilesByUriReference() throws IOException {
        Path file = Files.writeString(folder.resolve("a name#1.realm"), "realm");

        Run run = realmstep("check", "--format", "sarif", file);

        assertThat(run.out()).contains("a%20name%231.realm").doesNotContain("a name");
    }
}
