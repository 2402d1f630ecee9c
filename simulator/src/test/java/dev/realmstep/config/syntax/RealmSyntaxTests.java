package dev.realmstep.config.syntax;

import static org.assertj.core.api.Assertions.assertThat;

import dev.realmstep.config.Diagnostic;
import dev.realmstep.config.TextRange;
import org.junit.jupiter.api.Test;

class RealmSyntaxTests {
    @Test
    void aStatementIsAKeywordWithArgumentsOfEachKind() {
        SyntaxTree tree = RealmSyntax.parse("realm \"r\" {\n  x a 1 1.0 1 .. 2 \"t\" 'q' hex\"00\"\n}");
        assertThat(tree.diagnostics()).isEmpty();
        Statement statement = tree.blocks().getFirst().statements().getFirst();
        assertThat(statement.arguments())
                .extracting(Object::getClass)
                .extracting(Class::getSimpleName)
                .containsExactly("Word", "Numeral", "Version", "Range", "Text", "Text", "Bytes");
        assertThat(statement.range()).isEqualTo(new TextRange(2, 3, 2, 35));
    }

    @Test
    void aBackslashJoinsLinesAndABlockMayBeOnOne() {
        SyntaxTree tree = RealmSyntax.parse("realm \"r\" { ram 0 \\\n size 4K }");
        assertThat(tree.diagnostics()).isEmpty();
        assertThat(tree.blocks().getFirst().statements().getFirst().arguments()).hasSize(3);
    }

    @Test
    void aMissingBraceCostsOneMessageAndNoneOfTheNextBlock() {
        SyntaxTree tree = RealmSyntax.parse("realm \"a\" {\n  vcpus 1\nrealm \"b\" {\n  vcpus 2\n}\n");
        assertThat(tree.blocks()).hasSize(2);
        assertThat(tree.blocks().getFirst().closed()).isFalse();
        assertThat(tree.blocks().getLast().closed()).isTrue();
        assertThat(tree.diagnostics())
                .extracting(Diagnostic::message)
                .singleElement()
                .asString()
                .contains("its `}` is missing");
    }

    @Test
    void aMissingOpeningBraceCostsOneMessageToo() {
        SyntaxTree tree = RealmSyntax.parse("realm \"a\"\n  vcpus 1\n}\nrealm \"b\" {\n}\n");
        assertThat(tree.diagnostics()).hasSize(1);
        assertThat(tree.blocks()).hasSize(2);
        assertThat(tree.blocks().getFirst().statements()).hasSize(1);
        assertThat(tree.loose()).isEmpty();
    }

    @Test
    void aLineOfRubbishCostsOneMessageAndOnlyThatLine() {
        SyntaxTree tree = RealmSyntax.parse("realm \"a\" {\n  = ; ? !\n  vcpus 1\n}\n");
        assertThat(tree.diagnostics()).hasSize(1);
        assertThat(tree.blocks().getFirst().statements()).hasSize(1);
    }

    @Test
    void columnsCountUtf16Units() {
        SyntaxTree tree = RealmSyntax.parse("realm \"\ud83d\ude00\" {}");
        assertThat(tree.blocks().getFirst().head().range()).isEqualTo(new TextRange(1, 1, 1, 11));
        assertThat(tree.blocks().getFirst().range()).isEqualTo(new TextRange(1, 1, 1, 14));
    }

    @Test
    void everyKindOfLineEndCounts() {
        SyntaxTree tree = RealmSyntax.parse("# a\r\nrealm \"r\" {\r  vcpus 1\n}");
        assertThat(tree.blocks().getFirst().statements().getFirst().range()).isEqualTo(new TextRange(3, 3, 3, 10));
    }

    @Test
    void positionsOfASourceTextGoBackAndForth() {
        SourceText text = new SourceText("ab\ncd\r\n\nx");
        for (int offset = 0; offset <= text.text().length(); offset++) {
            TextRange range = text.range(offset, offset);
            int back = text.offset(range.startLine(), range.startColumn());
            // Between CR and LF there is no column of its own.
            assertThat(back).isEqualTo(offset == 6 ? 5 : offset);
        }
        assertThat(text.offset(1, 99)).isEqualTo(2);
        assertThat(text.offset(99, 1)).isEqualTo(text.text().length());
    }
}
