package dev.realmstep.lsp;

import dev.realmstep.config.BoardModel;
import dev.realmstep.config.Clause;
import dev.realmstep.config.DeviceDescription;
import dev.realmstep.config.DeviceDescription.ConsoleBackend;
import dev.realmstep.config.DeviceModel;
import dev.realmstep.config.HashAlgorithm;
import dev.realmstep.config.Keyword;
import dev.realmstep.config.LoadKind;
import dev.realmstep.config.MachineProperty;
import dev.realmstep.config.Property;
import dev.realmstep.config.RealmConfiguration;
import dev.realmstep.config.RealmProperty;
import dev.realmstep.config.Ripas;
import dev.realmstep.config.RmmVersion;
import dev.realmstep.config.TextRange;
import dev.realmstep.config.check.CheckedFile;
import dev.realmstep.config.earlycon.EarlyConsole;
import dev.realmstep.config.syntax.Argument;
import dev.realmstep.config.syntax.Block;
import dev.realmstep.config.syntax.RealmSyntax;
import dev.realmstep.config.syntax.Statement;
import dev.realmstep.config.syntax.SyntaxTree;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.eclipse.lsp4j.CompletionItem;
import org.eclipse.lsp4j.CompletionItemKind;
import org.eclipse.lsp4j.Position;

/** Proposes what may stand at a position, judged by what stands before it on its line. */
final class Completions {
    /** The INTID of the first shared peripheral interrupt. */
    private static final int FIRST_SPI = 32;

    private final OpenDocument document;
    private final CheckedFile file;
    private final int line;
    private final int column;
    private final CompletionItems items;

    Completions(OpenDocument document, CheckedFile file, Position position) {
        this.document = document;
        this.file = file;
        this.line = Positions.line(position);
        this.column = Positions.column(position);
        this.items = new CompletionItems(line, column);
    }

    List<CompletionItem> propose() {
        String whole = document.source().line(line);
        String before = whole.substring(0, Math.min(column - 1, whole.length()));
        SyntaxTree tree = RealmSyntax.parse(before);
        if (!tree.comments().isEmpty()) {
            return List.of();
        }
        Optional<Statement> typed = lastStatement(tree);
        if (typed.isEmpty()) {
            return atStart("");
        }
        Statement statement = typed.get();
        if (statement.arguments().isEmpty() && isTouched(statement.keyword().range())) {
            return atStart(statement.keyword().text());
        }
        return Keyword.find(BlockKinds.properties(block()), statement.keyword().text())
                .map(property -> inStatement(property, statement))
                .orElse(List.of());
    }

    /** The statement that the line ends with, which may be in a block that opens on this line too. */
    private static Optional<Statement> lastStatement(SyntaxTree line) {
        Optional<Block> open =
                line.blocks().stream().reduce((earlier, later) -> later).filter(block -> !block.closed());
        List<Statement> statements = open.map(Block::statements).orElse(line.loose());
        return statements.isEmpty() ? Optional.empty() : Optional.of(statements.getLast());
    }

    private boolean isTouched(TextRange rangeOnLine) {
        return rangeOnLine.endColumn() == column;
    }

    private List<CompletionItem> atStart(String prefix) {
        Optional<Block> block = block();
        if (block.isEmpty()) {
            return List.of(
                    items.snippet(
                            BlockKinds.REALM,
                            "realm \"${1:name}\" {\n  $0\n}",
                            prefix,
                            "A realm: its memory, devices and contents."),
                    items.snippet(
                            BlockKinds.MACHINE,
                            "machine \"${1:name}\" {\n  board \"fvp\"\n  load firmware \"$0\"\n}",
                            prefix,
                            "A machine: its board, and the software of its normal world."));
        }
        Set<String> said = block.get().statements().stream()
                .filter(statement -> statement.range().startLine() != line)
                .map(statement -> statement.keyword().text())
                .collect(Collectors.toSet());
        return BlockKinds.properties(block).stream()
                .filter(property -> property.repeatable() || !said.contains(property.keyword()))
                .map(property -> items.word(property.keyword(), prefix, property.syntax(), property.documentation()))
                .toList();
    }

    private Optional<Block> block() {
        return file.tree().blockAt(line, column);
    }

    private List<CompletionItem> inStatement(Property property, Statement statement) {
        List<Argument> arguments = statement.arguments();
        Argument last = arguments.isEmpty() ? null : arguments.getLast();
        if (last instanceof Argument.Text text && isInside(text)) {
            return inText(property, arguments, text);
        }
        boolean typing = last instanceof Argument.Word && isTouched(last.range());
        String prefix = typing && last instanceof Argument.Word word ? word.text() : "";
        List<Argument> complete = typing ? arguments.subList(0, arguments.size() - 1) : arguments;
        return words(property, complete, prefix);
    }

    /** Whether the cursor is behind a text's opening quote and the text is not closed before it. */
    private boolean isInside(Argument.Text text) {
        return text.content().endColumn() == text.range().endColumn();
    }

    private List<CompletionItem> words(Property property, List<Argument> complete, String prefix) {
        return switch (property) {
            case RealmProperty ofRealm -> words(ofRealm, complete, prefix);
            case MachineProperty ofMachine
            when ofMachine == MachineProperty.LOAD ->
                complete.isEmpty()
                        ? kinds(List.of(LoadKind.FIRMWARE, LoadKind.IMAGE), prefix)
                        : clauses(property, complete, prefix);
            case MachineProperty other -> List.of();
        };
    }

    private List<CompletionItem> kinds(List<LoadKind> kinds, String prefix) {
        return kinds.stream()
                .map(kind -> items.word(kind.keyword(), prefix, "", kind.summary()))
                .toList();
    }

    private List<CompletionItem> words(RealmProperty property, List<Argument> complete, String prefix) {
        boolean first = complete.isEmpty();
        return switch (property) {
            case HASH -> first ? keywords(List.of(HashAlgorithm.values()), prefix) : List.of();
            case RMM ->
                first
                        ? Arrays.stream(RmmVersion.values())
                                .map(version -> items.word(version.number(), prefix, "", ""))
                                .toList()
                        : List.of();
            case SVE, PMU -> first ? List.of(items.word("off", prefix, "", "The realm has none.")) : List.of();
            case LPA2 ->
                first ? List.of(items.word("on", prefix, "", ""), items.word("off", prefix, "", "")) : List.of();
            case RPV ->
                first
                        ? Stream.of("text", "hex", "base64")
                                .map(encoding -> items.snippet(encoding, encoding + "\"$0\"", prefix, ""))
                                .toList()
                        : List.of();
            case LOAD -> first ? kinds(List.of(LoadKind.values()), prefix) : clauses(property, complete, prefix);
            case DTB ->
                first
                        ? List.of(
                                items.word("generated", prefix, "", "Made from this description."),
                                items.word("none", prefix, "", "The guest gets none."))
                        : clauses(property, complete, prefix);
            case RAM -> first ? List.of() : clauses(property, complete, prefix);
            case DEVICE -> complete.size() < 2 ? List.of() : clauses(property, complete, prefix);
            default -> List.of();
        };
    }

    private List<CompletionItem> keywords(List<? extends Keyword> keywords, String prefix) {
        return keywords.stream()
                .map(keyword -> items.word(keyword.keyword(), prefix, "", ""))
                .toList();
    }

    private List<CompletionItem> clauses(Property property, List<Argument> complete, String prefix) {
        Optional<Clause> open = Optional.of(complete.getLast())
                .filter(Argument.Word.class::isInstance)
                .flatMap(word -> Keyword.find(Clause.of(property), ((Argument.Word) word).text()))
                .filter(clause -> clause.value() != Clause.Value.NONE);
        if (open.isPresent()) {
            return values(property, open.get(), prefix);
        }
        Set<Clause> left = EnumSet.noneOf(Clause.class);
        left.addAll(Clause.of(property));
        left.removeIf(clause -> complete.stream()
                .anyMatch(argument ->
                        argument instanceof Argument.Word word && word.text().equals(clause.keyword())));
        if (complete.getFirst() instanceof Argument.Range) {
            left.remove(Clause.SIZE);
        }
        if (property == RealmProperty.DEVICE && complete.get(1) instanceof Argument.Text compatible) {
            DeviceModel.ofCompatible(compatible.text())
                    .ifPresent(model -> left.removeIf(clause -> !model.allows(clause)));
        }
        return left.stream()
                .map(clause -> items.word(clause.keyword(), prefix, clause.syntax(), clause.documentation()))
                .toList();
    }

    private List<CompletionItem> values(Property property, Clause clause, String prefix) {
        return switch (clause) {
            case RIPAS ->
                keywords(property == RealmProperty.RAM ? List.of(Ripas.RAM, Ripas.EMPTY) : List.of(Ripas.DEV), prefix);
            case CONSOLE -> keywords(List.of(ConsoleBackend.values()), prefix);
            case IRQ -> List.of(items.word(Integer.toString(freeInterrupt()), prefix, "", "The next free interrupt."));
            default -> List.of();
        };
    }

    private int freeInterrupt() {
        Set<Integer> taken = realm().stream()
                .flatMap(realm -> realm.devices().stream())
                .filter(device -> device.range().startLine() != line)
                .flatMap(device -> device.irq().stream().boxed())
                .collect(Collectors.toSet());
        return IntStream.iterate(FIRST_SPI, irq -> irq + 1)
                .filter(irq -> !taken.contains(irq))
                .findFirst()
                .orElse(FIRST_SPI);
    }

    private Optional<RealmConfiguration> realm() {
        return file.realmAt(line, column);
    }

    private List<CompletionItem> inText(Property property, List<Argument> arguments, Argument.Text text) {
        return switch (property) {
            case RealmProperty ofRealm -> inText(ofRealm, arguments, text);
            case MachineProperty ofMachine
            when ofMachine == MachineProperty.BOARD ->
                Arrays.stream(BoardModel.values())
                        .map(board ->
                                items.text(board.spelling(), text.text(), board.summary(), CompletionItemKind.Value))
                        .toList();
            case MachineProperty file -> fileNames(text.text());
        };
    }

    private List<CompletionItem> inText(RealmProperty property, List<Argument> arguments, Argument.Text text) {
        boolean behindFile = arguments.size() > 1
                && arguments.get(arguments.size() - 2) instanceof Argument.Word word
                && word.text().equals(Clause.FILE.keyword());
        return switch (property) {
            case CMDLINE -> kernelParameters(text.text());
            case DEVICE -> behindFile ? fileNames(text.text()) : compatibles(text.text());
            case LOAD, DTB, SYMBOLS, PLATFORM_KEY, REALM_KEY -> fileNames(text.text());
            default -> List.of();
        };
    }

    private List<CompletionItem> compatibles(String prefix) {
        return Arrays.stream(DeviceModel.values())
                .map(model -> items.text(model.compatible(), prefix, model.summary(), CompletionItemKind.Value))
                .toList();
    }

    private List<CompletionItem> fileNames(String prefix) {
        String folders = prefix.substring(0, prefix.lastIndexOf('/') + 1);
        return document.folder().stream()
                .flatMap(folder -> FolderListing.of(folder, folders).stream())
                .map(name -> items.text(
                        folders + name,
                        prefix,
                        "",
                        name.endsWith("/") ? CompletionItemKind.Folder : CompletionItemKind.File))
                .toList();
    }

    private List<CompletionItem> kernelParameters(String typed) {
        String prefix = typed.substring(typed.lastIndexOf(' ') + 1);
        return realm().stream()
                .flatMap(realm -> realm.devices().stream().flatMap(device -> parameters(realm, device)))
                .map(parameter -> items.text(parameter, prefix, "", CompletionItemKind.Value))
                .toList();
    }

    private static Stream<String> parameters(RealmConfiguration realm, DeviceDescription device) {
        Stream<String> console = device.model().stream().flatMap(model -> switch (model) {
            case NS16550A -> Stream.of("console=ttyS0");
            case PL011 -> Stream.of("console=ttyAMA0");
            case VIRTIO_CONSOLE -> Stream.of("console=hvc0");
            default -> Stream.empty();
        });
        return Stream.concat(console, EarlyConsole.parameterFor(device, realm.ipaSpace()).stream());
    }
}
