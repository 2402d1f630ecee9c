package dev.realmstep.lsp;

import static dev.realmstep.config.syntax.NumberLiteral.hex;

import dev.realmstep.config.BoardModel;
import dev.realmstep.config.Clause;
import dev.realmstep.config.CommandLine;
import dev.realmstep.config.Description;
import dev.realmstep.config.DeviceModel;
import dev.realmstep.config.IpaSpace;
import dev.realmstep.config.Keyword;
import dev.realmstep.config.LoadKind;
import dev.realmstep.config.MachineConfiguration;
import dev.realmstep.config.MachineProperty;
import dev.realmstep.config.Property;
import dev.realmstep.config.RealmConfiguration;
import dev.realmstep.config.RealmProperty;
import dev.realmstep.config.TextRange;
import dev.realmstep.config.check.CheckedFile;
import dev.realmstep.config.check.FileFacts;
import dev.realmstep.config.check.ReachableFiles;
import dev.realmstep.config.earlycon.EarlyConsole;
import dev.realmstep.config.syntax.Argument;
import dev.realmstep.config.syntax.NumberLiteral;
import dev.realmstep.config.syntax.Statement;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.eclipse.lsp4j.Hover;
import org.eclipse.lsp4j.MarkupContent;
import org.eclipse.lsp4j.MarkupKind;
import org.eclipse.lsp4j.Position;

/** Explains the word, number, text or address under the cursor. */
final class Hovers {
    private final CheckedFile file;
    private final ReachableFiles files;
    private final int line;
    private final int column;

    Hovers(CheckedFile file, ReachableFiles files, Position position) {
        this.file = file;
        this.files = files;
        this.line = Positions.line(position);
        this.column = Positions.column(position);
    }

    Optional<Hover> hover() {
        return file.tree().statementAt(line, column).flatMap(this::inStatement);
    }

    private Optional<Hover> inStatement(Statement statement) {
        if (statement.keyword().range().touches(line, column)) {
            return keyword(statement);
        }
        List<Argument> arguments = statement.arguments();
        for (int i = 0; i < arguments.size(); i++) {
            if (arguments.get(i).range().touches(line, column)) {
                return argument(statement, i);
            }
        }
        return Optional.empty();
    }

    private Optional<Hover> keyword(Statement statement) {
        TextRange range = statement.keyword().range();
        String word = statement.keyword().text();
        if (word.equals(BlockKinds.REALM) || word.equals(BlockKinds.MACHINE)) {
            return file.descriptionAt(line, column).map(description -> hover(range, describe(description)));
        }
        return property(statement)
                .map(property ->
                        hover(range, List.of("`" + word + " " + property.syntax() + "`", property.documentation())));
    }

    private static List<String> describe(Description description) {
        return switch (description) {
            case RealmConfiguration realm -> describe(realm);
            case MachineConfiguration machine -> describe(machine);
        };
    }

    private static List<String> describe(MachineConfiguration machine) {
        BoardModel board = machine.board();
        return List.of(
                "Machine **%s**: %s.".formatted(machine.name(), board.summary()),
                "RAM of the normal world: `%s` to `%s`."
                        .formatted(hex(board.ramBase()), hex(board.ramBase() + board.ramSize())));
    }

    private static List<String> describe(RealmConfiguration realm) {
        IpaSpace space = realm.ipaSpace();
        return List.of(
                "Realm **%s**: RMM %s, %d vCPU%s, measured with %s."
                        .formatted(
                                realm.name(),
                                realm.rmm().number(),
                                realm.vcpus(),
                                realm.vcpus() == 1 ? "" : "s",
                                realm.hash().keyword()),
                "Addresses have %d bits: protected below `%s`, unprotected from there to `%s`."
                        .formatted(space.bits(), hex(space.midpoint()), hex(space.end())));
    }

    private Optional<Hover> argument(Statement statement, int index) {
        Argument argument = statement.arguments().get(index);
        return switch (argument) {
            case Argument.Word word -> word(statement, word);
            case Argument.Numeral numeral -> number(statement, numeral, index);
            case Argument.Range range -> {
                Argument.Numeral end = range.end().orElse(range.begin());
                yield number(statement, end.range().touches(line, column) ? end : range.begin(), index);
            }
            case Argument.Text text -> text(statement, text);
            default -> Optional.empty();
        };
    }

    private Optional<Hover> word(Statement statement, Argument.Word word) {
        Optional<Property> property = property(statement);
        if (property.filter(p -> p == RealmProperty.LOAD || p == MachineProperty.LOAD)
                .isPresent()) {
            Optional<Hover> kind = Keyword.find(List.of(LoadKind.values()), word.text())
                    .map(k -> hover(word.range(), List.of("`%s`: %s.".formatted(k.keyword(), k.summary()))));
            if (kind.isPresent()) {
                return kind;
            }
        }
        boolean isName = property.filter(p -> p == RealmProperty.DEVICE).isPresent()
                && statement.arguments().getFirst().equals(word);
        if (isName) {
            return realm().flatMap(realm -> realm.devices().stream()
                    .filter(device -> device.name().equals(word.text()))
                    .findFirst()
                    .map(device -> hover(
                            word.range(), new AddressNotes(realm, files).of(device.guestBase(realm.ipaSpace())))));
        }
        return property.flatMap(p -> Keyword.find(Clause.of(p), word.text()))
                .map(clause -> hover(
                        word.range(),
                        List.of(
                                "`" + (clause.keyword() + " " + clause.syntax()).strip() + "`",
                                clause.documentation())));
    }

    private Optional<Hover> number(Statement statement, Argument.Numeral numeral, int index) {
        OptionalLong value = NumberLiteral.parse(numeral.text());
        if (value.isEmpty()) {
            return Optional.empty();
        }
        long number = value.getAsLong();
        List<String> notes = new ArrayList<>();
        if (isAddress(statement, index)) {
            realm().ifPresent(realm -> notes.addAll(new AddressNotes(realm, files).of(number)));
        }
        if (notes.isEmpty()) {
            notes.add("`%s` = %d = %s".formatted(hex(number), number, NumberLiteral.size(number)));
        }
        return Optional.of(hover(numeral.range(), notes));
    }

    private boolean isAddress(Statement statement, int index) {
        Optional<Property> property = property(statement);
        boolean first = index == 0
                && property.filter(p -> p == RealmProperty.RAM || p == RealmProperty.ENTRY)
                        .isPresent();
        boolean behindAt = index > 0
                && statement.arguments().get(index - 1) instanceof Argument.Word word
                && word.text().equals(Clause.AT.keyword());
        return first || behindAt;
    }

    private Optional<Hover> text(Statement statement, Argument.Text text) {
        return property(statement).flatMap(property -> switch (property) {
            case RealmProperty ofRealm -> text(ofRealm, text);
            case MachineProperty ofMachine
            when ofMachine == MachineProperty.BOARD ->
                Arrays.stream(BoardModel.values())
                        .filter(board -> board.spelling().equals(text.text()))
                        .findFirst()
                        .map(board -> hover(text.range(), List.of(board.summary() + ".")));
            case MachineProperty file -> fileFacts(text);
        });
    }

    private Optional<Hover> text(RealmProperty property, Argument.Text text) {
        return switch (property) {
            case CMDLINE -> earlyConsole(text);
            case DEVICE ->
                DeviceModel.ofCompatible(text.text())
                        .map(model ->
                                hover(text.range(), List.of("\"%s\": %s.".formatted(text.text(), model.summary()))))
                        .or(() -> fileFacts(text));
            case LOAD, DTB, SYMBOLS, PLATFORM_KEY, REALM_KEY -> fileFacts(text);
            default -> Optional.empty();
        };
    }

    private Optional<Hover> earlyConsole(Argument.Text text) {
        return realm().flatMap(realm -> EarlyConsole.in(new CommandLine(text.text(), text.content())).stream()
                .filter(console -> console.range().touches(line, column))
                .filter(console -> console.address().isPresent())
                .findFirst()
                .map(console -> hover(
                        console.range(),
                        new AddressNotes(realm, files).of(console.address().getAsLong()))));
    }

    private Optional<Hover> fileFacts(Argument.Text text) {
        return file.descriptionAt(line, column)
                .flatMap(description -> FileLinks.references(description)
                        .filter(reference -> reference.range().equals(text.content()))
                        .findFirst()
                        .map(reference -> hover(text.range(), describe(files.inspect(description, reference)))));
    }

    private static List<String> describe(FileFacts facts) {
        return switch (facts) {
            case FileFacts.Elf elf -> {
                List<String> lines = new ArrayList<>();
                lines.add("AArch64 ELF, entry `" + hex(elf.entry()) + "`.");
                elf.segments()
                        .forEach(segment -> lines.add("Segment `%s` .. `%s` (%s bytes)."
                                .formatted(
                                        hex(segment.base()),
                                        hex(segment.base() + segment.size()),
                                        hex(segment.size()))));
                yield lines;
            }
            case FileFacts.LinuxImage image ->
                List.of("Linux Image, %s bytes in memory, text offset %s."
                        .formatted(hex(image.imageSize()), hex(image.textOffset())));
            case FileFacts.DeviceTreeBlob blob ->
                List.of("Flattened device tree, %d bytes.".formatted(blob.totalSize()));
            case FileFacts.Plain plain -> List.of("File of %d bytes.".formatted(plain.size()));
            case FileFacts.Folder folder ->
                List.of(folder.holdsModules() ? "Folder with modules of Linux." : "Folder without modules of Linux.");
            case FileFacts.LinuxModule module ->
                List.of("Module of Linux: its symbols are there once the guest has loaded it.");
            case FileFacts.Missing missing -> List.of("There is no such file.");
            case FileFacts.Unreadable unreadable -> List.of("Cannot be read: " + unreadable.reason() + ".");
            case FileFacts.Unusable unusable -> List.of("This file " + unusable.reason() + ".");
            case FileFacts.Unknown unknown -> List.of("Relative to the folder that this document will be saved in.");
        };
    }

    private Optional<RealmConfiguration> realm() {
        return file.realmAt(line, column);
    }

    private Optional<Property> property(Statement statement) {
        return BlockKinds.property(file.tree(), statement);
    }

    private static Hover hover(TextRange range, List<String> paragraphs) {
        return new Hover(
                new MarkupContent(MarkupKind.MARKDOWN, String.join("\n\n", paragraphs)), Positions.toRange(range));
    }
}
