package dev.realmstep.config.check;

import static dev.realmstep.config.check.Found.d;
import static org.assertj.core.api.Assertions.assertThat;

import dev.realmstep.config.Diagnostic;
import dev.realmstep.config.DiagnosticCode;
import dev.realmstep.config.Fix;
import dev.realmstep.config.syntax.SourceText;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The samples of mistakes: each is found where it is planted, and nothing else. */
class BadSamplesTests {
    private static final Path FOLDER = Path.of("..", "samples", "bad");

    /** About a file that cannot be read as text, holds too many mistakes to list, or fails only in the dry run. */
    private static final Set<DiagnosticCode> NOT_PLANTED = EnumSet.of(
            DiagnosticCode.NOT_TEXT,
            DiagnosticCode.FILE_TOO_LARGE,
            DiagnosticCode.FILE_UNREADABLE,
            DiagnosticCode.TOO_MANY_FINDINGS,
            DiagnosticCode.CANNOT_BE_BUILT);

    private static final Map<String, List<Found>> PLANTED = Map.of(
            "syntax.realm",
            List.of(
                    d(9, 3, 9, 7, "RS110"),
                    d(12, 12, 12, 15, "RS108"),
                    d(15, 11, 15, 14, "RS109"),
                    d(18, 8, 18, 13, "RS113"),
                    d(21, 3, 21, 14, "RS112"),
                    d(24, 17, 24, 18, "RS105"),
                    d(27, 11, 27, 17, "RS107"),
                    d(31, 3, 31, 7, "RS111"),
                    d(35, 1, 35, 17, "RS106"),
                    d(42, 7, 42, 14, "RS114")),
            "empty.realm",
            List.of(d(1, 1, 1, 1, "RS102")),
            "ipa-space.realm",
            List.of(
                    d(6, 12, 6, 14, "RS201"),
                    d(18, 7, 18, 35, "RS202"),
                    d(21, 7, 21, 29, "RS203"),
                    d(24, 7, 24, 29, "RS204"),
                    d(27, 29, 27, 42, "RS208"),
                    d(36, 7, 36, 18, "RS205"),
                    d(39, 7, 39, 26, "RS206"),
                    d(42, 7, 42, 33, "RS207"),
                    d(46, 7, 46, 16, "RS209")),
            "ripas.realm",
            List.of(
                    d(9, 34, 9, 39, "RS301"),
                    d(12, 34, 12, 43, "RS303"),
                    d(15, 29, 15, 40, "RS302"),
                    d(18, 40, 18, 49, "RS304"),
                    d(21, 60, 21, 63, "RS305"),
                    d(24, 9, 24, 20, "RS306")),
            "devices.realm",
            List.of(
                    d(11, 30, 11, 40, "RS401"),
                    d(14, 30, 14, 41, "RS402"),
                    d(17, 57, 17, 59, "RS403"),
                    d(20, 59, 20, 61, "RS404"),
                    d(23, 18, 23, 23, "RS405"),
                    d(26, 60, 26, 68, "RS406"),
                    d(29, 69, 29, 74, "RS407"),
                    d(32, 7, 32, 28, "RS409"),
                    d(35, 16, 35, 26, "RS417"),
                    d(38, 18, 38, 28, "RS418"),
                    d(41, 67, 41, 80, "RS410")),
            "earlycon.realm",
            List.of(
                    d(12, 49, 12, 58, "RS411"),
                    d(24, 43, 24, 56, "RS412"),
                    d(36, 43, 36, 54, "RS413"),
                    d(48, 35, 48, 40, "RS414"),
                    d(60, 26, 60, 40, "RS415"),
                    d(72, 26, 72, 33, "RS416")),
            "images.realm",
            List.of(
                    d(8, 16, 8, 27, "RS501"),
                    d(11, 15, 11, 21, "RS502"),
                    d(14, 16, 14, 29, "RS505"),
                    d(17, 16, 17, 26, "RS506"),
                    d(20, 8, 20, 17, "RS508"),
                    d(23, 16, 23, 34, "RS511"),
                    d(26, 16, 26, 32, "RS512"),
                    d(29, 16, 29, 25, "RS513"),
                    d(32, 16, 32, 30, "RS514"),
                    d(42, 29, 42, 40, "RS503"),
                    d(45, 29, 45, 40, "RS504"),
                    d(48, 15, 48, 24, "RS507"),
                    d(53, 3, 53, 26, "RS516"),
                    d(56, 12, 56, 17, "RS510"),
                    d(65, 7, 65, 16, "RS515"),
                    d(69, 7, 69, 13, "RS509"),
                    d(74, 12, 74, 21, "RS517"),
                    d(77, 12, 77, 18, "RS518")),
            "limits.realm",
            List.of(
                    d(9, 12, 9, 78, "RS601"),
                    d(12, 9, 12, 10, "RS603"),
                    d(15, 7, 15, 10, "RS604"),
                    d(18, 7, 18, 9, "RS605"),
                    d(21, 15, 21, 16, "RS606"),
                    d(24, 7, 24, 10, "RS607"),
                    d(27, 60, 27, 63, "RS608"),
                    d(35, 8, 35, 12, "RS602")),
            "portability.realm",
            List.of(d(4, 7, 4, 20, "RS701"), d(6, 7, 6, 27, "RS702")));

    static Stream<Path> samples() throws IOException {
        try (Stream<Path> files = Files.list(FOLDER)) {
            return files.filter(file -> file.toString().endsWith(".realm")).sorted().toList().stream();
        }
    }

    @ParameterizedTest
    @MethodSource("samples")
    void eachPlantedMistakeIsFoundAndNothingElse(Path sample) {
        assertThat(Found.in(RealmFiles.check(sample)))
                .isEqualTo(PLANTED.get(sample.getFileName().toString()));
    }

    @ParameterizedTest
    @MethodSource("samples")
    void theLineAboveAMistakeNamesIt(Path sample) throws IOException {
        List<String> lines = Files.readAllLines(sample);
        for (Diagnostic diagnostic : RealmFiles.check(sample).diagnostics()) {
            // What is about the file as a whole stands at its first line.
            int above = Math.max(diagnostic.range().startLine() - 2, 0);
            assertThat(lines.get(above).strip())
                    .startsWith("# " + diagnostic.code().code() + ": ");
        }
    }

    @Test
    void everyKindOfMistakeIsPlanted() throws IOException {
        Set<DiagnosticCode> found = EnumSet.copyOf(NOT_PLANTED);
        samples().forEach(sample -> RealmFiles.check(sample).diagnostics().forEach(d -> found.add(d.code())));
        assertThat(found).containsExactlyInAnyOrder(DiagnosticCode.values());
    }

    @ParameterizedTest
    @MethodSource("samples")
    void everyFixRemovesItsFinding(Path sample) throws IOException {
        String text = Files.readString(sample);
        for (Diagnostic diagnostic : RealmFiles.check(sample).diagnostics()) {
            diagnostic.fix().ifPresent(fix -> {
                CheckedFile after = new RealmFiles(new DiskFiles()).checkText(apply(fix, text), FOLDER);
                assertThat(after.diagnostics())
                        .as("%s: %s", sample, fix.title())
                        .noneMatch(left -> left.code() == diagnostic.code()
                                && left.range().startLine()
                                        == diagnostic.range().startLine());
            });
        }
    }

    private static String apply(Fix fix, String text) {
        SourceText source = new SourceText(text);
        List<Fix.Edit> fromTheEnd = new ArrayList<>(fix.edits());
        fromTheEnd.sort(Comparator.comparingInt((Fix.Edit edit) -> edit.range().startLine())
                .thenComparingInt(edit -> edit.range().startColumn())
                .reversed());
        StringBuilder result = new StringBuilder(text);
        for (Fix.Edit edit : fromTheEnd) {
            result.replace(
                    source.offset(edit.range().startLine(), edit.range().startColumn()),
                    source.offset(edit.range().endLine(), edit.range().endColumn()),
                    edit.newText());
        }
        return result.toString();
    }
}
