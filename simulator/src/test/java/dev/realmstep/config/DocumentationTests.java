package dev.realmstep.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

class DocumentationTests {
    private static final Path DOCS = Path.of("..", "docs");

    @Test
    void everyKindOfFindingIsExplainedInOrder() throws IOException {
        List<String> headings = Files.readAllLines(DOCS.resolve("diagnostics.md")).stream()
                .filter(line -> line.startsWith("### "))
                .map(line -> line.substring(4))
                .toList();
        assertThat(headings)
                .containsExactlyElementsOf(Arrays.stream(DiagnosticCode.values())
                        .map(DiagnosticCode::code)
                        .toList());
    }

    @Test
    void aCodeKnowsThePlaceOfItsExplanation() {
        assertThat(DiagnosticCode.EARLYCON_LOWER_HALF.documentation()).isEqualTo("docs/diagnostics.md#rs411");
    }

    @Test
    void everyExplanationSaysWhatWhyAndTheFixWithAnExample() throws IOException {
        String text = Files.readString(DOCS.resolve("diagnostics.md"));
        List<String> sections = new ArrayList<>(List.of(text.split("\n### ", -1)));
        sections.removeFirst();
        assertThat(sections)
                .allSatisfy(section ->
                        assertThat(section).contains("**Why:**", "**Fix:**").contains("`"));
    }

    @Test
    void everyWordOfTheLanguageIsDocumented() throws IOException {
        String text = Files.readString(DOCS.resolve("realm-language.md"));
        assertThat(RealmProperty.values())
                .allSatisfy(property -> assertThat(text).contains("| `" + property.keyword() + "` |"));
        assertThat(Clause.values()).allSatisfy(clause -> assertThat(text).contains("| `" + clause.keyword() + "` |"));
        assertThat(DeviceModel.values())
                .allSatisfy(model -> assertThat(text).contains("| `\"" + model.compatible() + "\"` |"));
        assertThat(LoadKind.values()).allSatisfy(kind -> assertThat(text).contains("| `" + kind.keyword() + "` |"));
    }
}
