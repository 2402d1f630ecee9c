package dev.realmstep.config.reader;

import dev.realmstep.config.Clause;
import dev.realmstep.config.DiagnosticCode;
import dev.realmstep.config.Part;
import dev.realmstep.config.RamRegion;
import dev.realmstep.config.RealmProperty;
import dev.realmstep.config.Ripas;
import dev.realmstep.config.SourceLocation;
import dev.realmstep.config.TextRange;
import dev.realmstep.config.syntax.Argument;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;

/** Reads {@code ram BASE .. END} and {@code ram BASE size BYTES}. */
final class RamReader {
    private final Arguments arguments;
    private final Map<Part, TextRange> parts = new EnumMap<>(Part.class);

    private RamReader(Arguments arguments) {
        this.arguments = arguments;
    }

    static Optional<RamRegion> read(Arguments arguments) {
        return new RamReader(arguments).read();
    }

    private Optional<RamRegion> read() {
        Optional<Argument> first = arguments.peek();
        if (first.orElse(null) instanceof Argument.Range range) {
            arguments.next();
            return fromEnds(range);
        }
        Optional<Located<Long>> base = arguments.number("a range, such as 0x8000_0000 .. 0x9000_0000,");
        Clauses clauses = Clauses.read(arguments, RealmProperty.RAM);
        if (base.isEmpty()) {
            return Optional.empty();
        }
        Optional<Located<Long>> size = clauses.number(Clause.SIZE);
        if (size.isEmpty() && !clauses.says(Clause.SIZE)) {
            arguments.report(
                    DiagnosticCode.MISSING_VALUE,
                    base.get().range().atEnd(),
                    "the end of the RAM is missing: `.. END` or `size BYTES` is expected behind its base");
        }
        return size.flatMap(bytes -> fromSize(base.get(), bytes, clauses));
    }

    private Optional<RamRegion> fromEnds(Argument.Range range) {
        Optional<Located<Long>> base = arguments.number(range.begin());
        Optional<Located<Long>> end = range.end().flatMap(arguments::number);
        if (range.end().isEmpty()) {
            arguments.report(
                    DiagnosticCode.MISSING_VALUE,
                    range.range().atEnd(),
                    "the address behind the last byte is expected here");
        }
        Clauses clauses = Clauses.read(arguments, RealmProperty.RAM);
        if (clauses.says(Clause.SIZE)) {
            arguments.report(
                    DiagnosticCode.UNEXPECTED_TEXT, range.range(), "a range has its end: `size` is for a base alone");
        }
        return base.isEmpty() || end.isEmpty() ? Optional.empty() : fromEnds(base.get(), end.get(), clauses);
    }

    private Optional<RamRegion> fromEnds(Located<Long> base, Located<Long> end, Clauses clauses) {
        parts.put(Part.END, end.range());
        TextRange both = base.range().to(end.range());
        return AddressRange.ofEnds(arguments, base.value(), end.value(), both)
                .map(range -> region(range, base, clauses));
    }

    private Optional<RamRegion> fromSize(Located<Long> base, Located<Long> size, Clauses clauses) {
        parts.put(Part.SIZE, size.range());
        TextRange both = base.range().to(size.range());
        return AddressRange.ofSize(arguments, base.value(), size.value(), both)
                .map(range -> region(range, base, clauses));
    }

    private RamRegion region(AddressRange range, Located<Long> base, Clauses clauses) {
        parts.put(Part.BASE, base.range());
        Ripas ripas = clauses.word(Clause.RIPAS).flatMap(this::ripas).orElse(Ripas.RAM);
        return new RamRegion(range.base(), range.size(), ripas, new SourceLocation(arguments.range(), parts));
    }

    private Optional<Ripas> ripas(Argument.Word word) {
        parts.put(Part.RIPAS, word.range());
        return arguments
                .keyword(word, Arrays.asList(Ripas.values()), DiagnosticCode.UNKNOWN_VALUE, "a RIPAS")
                .map(Located::value);
    }
}
