package dev.realmstep.config.reader;

import dev.realmstep.config.Clause;
import dev.realmstep.config.DeviceTreeSource;
import dev.realmstep.config.DiagnosticCode;
import dev.realmstep.config.FileReference;
import dev.realmstep.config.Keyword;
import dev.realmstep.config.LoadDirective;
import dev.realmstep.config.LoadKind;
import dev.realmstep.config.Part;
import dev.realmstep.config.Property;
import dev.realmstep.config.RealmProperty;
import dev.realmstep.config.SourceLocation;
import dev.realmstep.config.TextRange;
import dev.realmstep.config.syntax.Argument;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;

/** Reads {@code load KIND "FILE" [at ADDRESS]} and {@code dtb …}. */
final class LoadReader {
    private enum DeviceTreeWord implements Keyword {
        GENERATED("generated"),
        NONE("none");

        private final String keyword;

        DeviceTreeWord(String keyword) {
            this.keyword = keyword;
        }

        @Override
        public String keyword() {
            return keyword;
        }
    }

    private LoadReader() {}

    /**
     * Reads what is loaded.
     *
     * @param kinds what it may be
     */
    static Optional<LoadDirective> readLoad(Arguments arguments, Property property, List<LoadKind> kinds) {
        Optional<Located<LoadKind>> kind = arguments.keyword(kinds, DiagnosticCode.UNKNOWN_VALUE, "what is loaded");
        if (kind.isEmpty()) {
            return Optional.empty();
        }
        Optional<Argument.Text> file = arguments.text("the name of a file");
        Clauses clauses = Clauses.read(arguments, property);
        if (file.isEmpty() || unreadable(clauses)) {
            return Optional.empty();
        }
        Map<Part, TextRange> parts = new EnumMap<>(Part.class);
        parts.put(Part.FILE, file.get().content());
        clauses.number(Clause.AT).ifPresent(address -> parts.put(Part.BASE, address.range()));
        return Optional.of(new LoadDirective(
                kind.get().value(),
                reference(file.get()),
                address(arguments, clauses),
                new SourceLocation(arguments.range(), parts)));
    }

    static Optional<DeviceTreeSource> readDeviceTree(Arguments arguments) {
        if (arguments.peek().orElse(null) instanceof Argument.Text file) {
            arguments.next();
            Clauses clauses = Clauses.read(arguments, RealmProperty.DTB);
            return unreadable(clauses)
                    ? Optional.empty()
                    : Optional.of(new DeviceTreeSource.FromFile(reference(file), address(arguments, clauses)));
        }
        Optional<Located<DeviceTreeWord>> word = arguments.keyword(
                List.of(DeviceTreeWord.values()), DiagnosticCode.UNKNOWN_VALUE, "a source of the device tree");
        arguments.end(RealmProperty.DTB);
        return word.map(source -> switch (source.value()) {
            case GENERATED -> new DeviceTreeSource.Generated();
            case NONE -> new DeviceTreeSource.None();
        });
    }

    private static boolean unreadable(Clauses clauses) {
        return clauses.says(Clause.AT) && clauses.number(Clause.AT).isEmpty();
    }

    private static OptionalLong address(Arguments arguments, Clauses clauses) {
        return clauses.number(Clause.AT)
                .filter(address -> AddressRange.isPossible(arguments, address.value(), address.range()))
                .map(address -> OptionalLong.of(address.value()))
                .orElse(OptionalLong.empty());
    }

    static Optional<FileReference> readFile(Arguments arguments) {
        return arguments.text("the name of a file").map(LoadReader::reference);
    }

    static OptionalLong readAddress(Arguments arguments) {
        return arguments
                .number("an address")
                .filter(address -> AddressRange.isPossible(arguments, address.value(), address.range()))
                .map(address -> OptionalLong.of(address.value()))
                .orElse(OptionalLong.empty());
    }

    private static FileReference reference(Argument.Text text) {
        return new FileReference(text.text(), text.content());
    }
}
