package dev.realmstep.config.reader;

import dev.realmstep.config.Diagnostic;
import dev.realmstep.config.DiagnosticCode;
import dev.realmstep.config.Findings;
import dev.realmstep.config.Fix;
import dev.realmstep.config.Keyword;
import dev.realmstep.config.MachineConfiguration;
import dev.realmstep.config.MachineProperty;
import dev.realmstep.config.Part;
import dev.realmstep.config.Property;
import dev.realmstep.config.RealmConfiguration;
import dev.realmstep.config.RealmProperty;
import dev.realmstep.config.SourceLocation;
import dev.realmstep.config.TextRange;
import dev.realmstep.config.syntax.Argument;
import dev.realmstep.config.syntax.Block;
import dev.realmstep.config.syntax.SourceText;
import dev.realmstep.config.syntax.Statement;
import dev.realmstep.config.syntax.SyntaxTree;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Reads what a file describes. */
public final class DescriptionReader {
    private static final String REALM = "realm";
    private static final String MACHINE = "machine";

    private final SyntaxTree tree;
    private final Path folder;
    private final Findings findings;
    private final Map<String, TextRange> names = new HashMap<>();

    private DescriptionReader(SyntaxTree tree, Path folder, Findings findings) {
        this.tree = tree;
        this.folder = folder;
        this.findings = findings;
    }

    /**
     * The realms and machines of a file, as far as they can be understood.
     *
     * @param folder what the names of files are relative to
     * @param findings gets what cannot be understood
     */
    public static Descriptions read(SyntaxTree tree, Path folder, Findings findings) {
        return new DescriptionReader(tree, folder, findings).read();
    }

    private Descriptions read() {
        tree.loose().forEach(this::reportLoose);
        List<RealmConfiguration> realms = new ArrayList<>();
        List<MachineConfiguration> machines = new ArrayList<>();
        for (Block block : tree.blocks()) {
            Argument.Word keyword = block.head().keyword();
            switch (keyword.text()) {
                case REALM -> realms.add(readRealm(block));
                case MACHINE -> machines.add(readMachine(block));
                default ->
                    findings.add(Misspelling.of(
                            keyword.text(),
                            keyword.range(),
                            List.of(REALM, MACHINE),
                            DiagnosticCode.UNKNOWN_KEYWORD,
                            "`%s` is not a kind of block: it is `realm` or `machine`".formatted(keyword.text())));
            }
        }
        return new Descriptions(realms, machines);
    }

    private void reportLoose(Statement statement) {
        findings.add(Diagnostic.of(
                DiagnosticCode.UNEXPECTED_TEXT,
                statement.range(),
                "`%s` is outside of any realm: properties belong between `realm \"name\" {` and `}`"
                        .formatted(statement.keyword().text())));
    }

    private RealmConfiguration readRealm(Block block) {
        RealmDraft draft = new RealmDraft();
        Map<RealmProperty, TextRange> seen = new EnumMap<>(RealmProperty.class);
        readStatements(block, List.of(RealmProperty.values()), draft, seen);
        Optional<Argument.Text> name = readName(block.head());
        return draft.finish(name.map(Argument.Text::text).orElse(""), folder, sourceOf(block, name), seen);
    }

    private MachineConfiguration readMachine(Block block) {
        MachineDraft draft = new MachineDraft();
        Map<MachineProperty, TextRange> seen = new EnumMap<>(MachineProperty.class);
        readStatements(block, List.of(MachineProperty.values()), draft, seen);
        Optional<Argument.Text> name = readName(block.head());
        return draft.finish(name.map(Argument.Text::text).orElse(""), folder, sourceOf(block, name), seen);
    }

    private static SourceLocation sourceOf(Block block, Optional<Argument.Text> name) {
        return new SourceLocation(
                block.range(),
                Map.of(
                        Part.NAME,
                                name.map(Argument.Text::range)
                                        .orElse(block.head().range()),
                        Part.BODY, block.open().atEnd()));
    }

    private <P extends Property> void readStatements(
            Block block, List<P> properties, Draft<P> draft, Map<P, TextRange> seen) {
        String what = block.head().keyword().text();
        for (Statement statement : block.statements()) {
            Argument.Word keyword = statement.keyword();
            Keyword.find(properties, keyword.text())
                    .ifPresentOrElse(
                            property -> readProperty(property, statement, draft, seen),
                            () -> findings.add(Misspelling.of(
                                    keyword.text(),
                                    keyword.range(),
                                    Keyword.spellings(properties),
                                    DiagnosticCode.UNKNOWN_KEYWORD,
                                    "`%s` is not a property of a %s".formatted(keyword.text(), what))));
        }
    }

    private Optional<Argument.Text> readName(Statement head) {
        String what = head.keyword().text();
        Arguments arguments = new Arguments(head, findings);
        Optional<Argument.Text> name = arguments.text("the name of the " + what);
        arguments.end(what + " \"NAME\" { … }");
        name.ifPresent(text -> {
            TextRange previous = names.putIfAbsent(text.text(), text.range());
            if (previous != null) {
                findings.add(Diagnostic.of(
                                DiagnosticCode.DUPLICATE_NAME,
                                text.range(),
                                "there is a %s \"%s\" already".formatted(what, text.text()))
                        .withRelated(previous, "the first one is here"));
            }
        });
        return name;
    }

    private <P extends Property> void readProperty(
            P property, Statement statement, Draft<P> draft, Map<P, TextRange> seen) {
        TextRange previous = seen.putIfAbsent(property, valueRange(statement));
        if (previous != null && !property.repeatable()) {
            findings.add(Diagnostic.of(
                            DiagnosticCode.DUPLICATE_PROPERTY,
                            statement.keyword().range(),
                            "`%s` has been said before, and can only be said once".formatted(property.keyword()))
                    .withRelated(previous, "the first one, which counts, is here")
                    .withFix(Fix.replace("Remove this line", wholeLine(statement.range()), "")));
        } else {
            draft.read(property, new Arguments(statement, findings));
        }
    }

    private static TextRange valueRange(Statement statement) {
        return statement.arguments().isEmpty()
                ? statement.keyword().range()
                : statement.arguments().getFirst().range().to(statement.range());
    }

    /** The line of a statement with its end, or just the statement if something else stands on the line. */
    private TextRange wholeLine(TextRange statement) {
        SourceText source = tree.source();
        String line = source.line(statement.startLine());
        boolean alone = statement.startLine() == statement.endLine()
                && line.substring(0, statement.startColumn() - 1).isBlank()
                && line.substring(statement.endColumn() - 1).isBlank();
        return alone ? new TextRange(statement.startLine(), 1, statement.startLine() + 1, 1) : statement;
    }
}
