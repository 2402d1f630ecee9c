package dev.realmstep.cpu.isa;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.Test;

/** The table of docs/processor.md counts the cases that are recorded. */
class RecordedCasesTests {
    private static final Path RECORDED = Path.of("src/test/resources/dev/realmstep/cpu/isa/semantics");

    @Test
    void theDocumentationTellsHowManyCasesOfEachClassAreRecorded() throws IOException {
        List<String> rows;
        try (Stream<Path> files = Files.list(RECORDED)) {
            rows = files.sorted().map(RecordedCasesTests::row).toList();
        }

        assertThat(Files.readAllLines(Path.of("../docs/processor.md"))).containsSubsequence(rows);
    }

    private static String row(Path file) {
        try (BufferedReader cases = new BufferedReader(
                new InputStreamReader(new GZIPInputStream(Files.newInputStream(file)), StandardCharsets.US_ASCII))) {
            String name = file.getFileName().toString().replace(".txt.gz", "");
            return "| %s | %s | 0 |"
                    .formatted(
                            name,
                            String.format(Locale.ROOT, "%,d", cases.lines().count()));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
