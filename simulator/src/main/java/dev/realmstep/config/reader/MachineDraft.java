package dev.realmstep.config.reader;

import dev.realmstep.config.AttestationKeys;
import dev.realmstep.config.BoardModel;
import dev.realmstep.config.DiagnosticCode;
import dev.realmstep.config.FileReference;
import dev.realmstep.config.LoadDirective;
import dev.realmstep.config.LoadKind;
import dev.realmstep.config.MachineConfiguration;
import dev.realmstep.config.MachineProperty;
import dev.realmstep.config.SourceLocation;
import dev.realmstep.config.TextRange;
import dev.realmstep.config.syntax.Argument;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.stream.Collectors;

/** A machine being read. It begins with the defaults. */
final class MachineDraft implements Draft<MachineProperty> {
    private static final List<LoadKind> KINDS = List.of(LoadKind.FIRMWARE, LoadKind.IMAGE);

    private BoardModel board = BoardModel.FVP;
    private final List<LoadDirective> loads = new ArrayList<>();
    private final List<FileReference> symbols = new ArrayList<>();
    private final List<FileReference> realmSymbols = new ArrayList<>();
    private Optional<FileReference> platformKey = Optional.empty();
    private Optional<FileReference> realmKey = Optional.empty();
    private OptionalLong entry = OptionalLong.empty();

    @Override
    public void read(MachineProperty property, Arguments arguments) {
        switch (property) {
            case BOARD -> readBoard(arguments);
            case LOAD -> LoadReader.readLoad(arguments, property, KINDS).ifPresent(loads::add);
            case ENTRY -> entry = LoadReader.readAddress(arguments);
            case SYMBOLS -> LoadReader.readFile(arguments).ifPresent(symbols::add);
            case REALM_SYMBOLS -> LoadReader.readFile(arguments).ifPresent(realmSymbols::add);
            case PLATFORM_KEY -> platformKey = LoadReader.readFile(arguments);
            case REALM_KEY -> realmKey = LoadReader.readFile(arguments);
        }
        arguments.end(property);
    }

    private void readBoard(Arguments arguments) {
        Optional<Argument.Text> name = arguments.text("the name of a board");
        if (name.isEmpty()) {
            return;
        }
        Arrays.stream(BoardModel.values())
                .filter(model -> model.spelling().equals(name.get().text()))
                .findFirst()
                .ifPresentOrElse(model -> board = model, () -> reportBoard(arguments, name.get()));
    }

    private static void reportBoard(Arguments arguments, Argument.Text name) {
        List<String> names =
                Arrays.stream(BoardModel.values()).map(BoardModel::spelling).toList();
        String choice = names.stream().map("\"%s\""::formatted).collect(Collectors.joining(", "));
        arguments
                .findings()
                .add(Misspelling.of(
                        name.text(),
                        name.content(),
                        names,
                        DiagnosticCode.UNKNOWN_VALUE,
                        "there is no board \"%s\": there is %s".formatted(name.text(), choice)));
    }

    MachineConfiguration finish(
            String name, Path folder, SourceLocation source, Map<MachineProperty, TextRange> propertyRanges) {
        return new MachineConfiguration(
                name,
                folder,
                board,
                loads,
                symbols,
                realmSymbols,
                new AttestationKeys(platformKey, realmKey),
                entry,
                source,
                propertyRanges);
    }
}
