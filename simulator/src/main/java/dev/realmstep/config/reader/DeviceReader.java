package dev.realmstep.config.reader;

import dev.realmstep.config.Clause;
import dev.realmstep.config.DeviceDescription;
import dev.realmstep.config.DeviceDescription.ConsoleBackend;
import dev.realmstep.config.DeviceModel;
import dev.realmstep.config.Diagnostic;
import dev.realmstep.config.DiagnosticCode;
import dev.realmstep.config.DiskMode;
import dev.realmstep.config.FileReference;
import dev.realmstep.config.Fix;
import dev.realmstep.config.IpaSpace;
import dev.realmstep.config.Part;
import dev.realmstep.config.Placement;
import dev.realmstep.config.RealmProperty;
import dev.realmstep.config.Ripas;
import dev.realmstep.config.SourceLocation;
import dev.realmstep.config.TextRange;
import dev.realmstep.config.syntax.Argument;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;

/** Reads {@code device NAME "COMPATIBLE" at ADDRESS …}. */
final class DeviceReader {
    private final Arguments arguments;
    private final Map<Part, TextRange> parts = new EnumMap<>(Part.class);

    private DeviceReader(Arguments arguments) {
        this.arguments = arguments;
    }

    static Optional<DeviceDescription> read(Arguments arguments) {
        return new DeviceReader(arguments).read();
    }

    private Optional<DeviceDescription> read() {
        Optional<Argument.Word> name = arguments.expect(Argument.Word.class, "a name for the device");
        Optional<Argument.Text> compatible =
                name.isEmpty() ? Optional.empty() : arguments.text("what the device is, such as \"ns16550a\",");
        Clauses clauses = Clauses.read(arguments, RealmProperty.DEVICE);
        if (name.isEmpty() || compatible.isEmpty()) {
            return Optional.empty();
        }
        parts.put(Part.NAME, name.get().range());
        parts.put(Part.COMPATIBLE, compatible.get().content());
        return registers(compatible.get(), clauses)
                .map(registers -> device(name.get(), compatible.get(), registers, clauses));
    }

    private Optional<AddressRange> registers(Argument.Text compatible, Clauses clauses) {
        Optional<Located<Long>> base = clauses.number(Clause.AT);
        if (base.isEmpty()
                || (clauses.says(Clause.SIZE) && clauses.number(Clause.SIZE).isEmpty())) {
            if (!clauses.says(Clause.AT)) {
                arguments.report(
                        DiagnosticCode.MISSING_VALUE,
                        arguments.range().atEnd(),
                        "the address of the device is missing: `at ADDRESS` is expected");
            }
            return Optional.empty();
        }
        TextRange written = base.get().range();
        parts.put(Part.BASE, written);
        clauses.number(Clause.SIZE).ifPresent(size -> parts.put(Part.SIZE, size.range()));
        long size = clauses.number(Clause.SIZE).map(Located::value).orElse(defaultSize(compatible.text()));
        return AddressRange.ofSize(arguments, base.get().value(), size, written);
    }

    private static long defaultSize(String compatible) {
        return DeviceModel.ofCompatible(compatible)
                .map(DeviceModel::defaultSize)
                .orElse(IpaSpace.GRANULE_SIZE);
    }

    private DeviceDescription device(
            Argument.Word name, Argument.Text compatible, AddressRange registers, Clauses clauses) {
        Placement placement = placement(clauses);
        Optional<Ripas> ripas = clauses.word(Clause.RIPAS).flatMap(this::ripas);
        OptionalInt irq = clauses.number(Clause.IRQ).map(this::irq).orElse(OptionalInt.empty());
        Optional<ConsoleBackend> console = clauses.word(Clause.CONSOLE).flatMap(this::console);
        Optional<FileReference> file = clauses.text(Clause.FILE).map(this::file);
        OptionalLong seed = number(clauses, Clause.SEED, Part.SEED);
        OptionalLong epoch = number(clauses, Clause.EPOCH, Part.EPOCH);
        return new DeviceDescription(
                name.text(),
                compatible.text(),
                registers.base(),
                registers.size(),
                placement,
                ripas,
                irq,
                console,
                file,
                diskMode(clauses),
                seed,
                epoch,
                new SourceLocation(arguments.range(), parts));
    }

    private Placement placement(Clauses clauses) {
        Optional<Argument.Word> isProtected = clauses.word(Clause.PROTECTED);
        Optional<Argument.Word> isUnprotected = clauses.word(Clause.UNPROTECTED);
        isProtected.or(() -> isUnprotected).ifPresent(word -> parts.put(Part.PLACEMENT, word.range()));
        if (isProtected.isPresent() && isUnprotected.isPresent()) {
            reportBoth("device", isProtected.get(), isUnprotected.get());
        }
        return isProtected.isPresent() && isUnprotected.isEmpty() ? Placement.PROTECTED : Placement.UNPROTECTED;
    }

    private DiskMode diskMode(Clauses clauses) {
        Optional<Argument.Word> readOnly = clauses.word(Clause.READONLY);
        Optional<Argument.Word> snapshot = clauses.word(Clause.SNAPSHOT);
        readOnly.ifPresent(word -> parts.put(Part.READONLY, word.range()));
        snapshot.ifPresent(word -> parts.put(Part.SNAPSHOT, word.range()));
        if (readOnly.isPresent() && snapshot.isPresent()) {
            reportBoth("disk", readOnly.get(), snapshot.get());
        }
        if (readOnly.isPresent()) {
            return DiskMode.READ_ONLY;
        }
        return snapshot.isPresent() ? DiskMode.SNAPSHOT : DiskMode.WRITABLE;
    }

    private void reportBoth(String what, Argument.Word one, Argument.Word other) {
        arguments
                .findings()
                .add(Diagnostic.of(
                                DiagnosticCode.DUPLICATE_PROPERTY,
                                one.range(),
                                "a %s is either `%s` or `%s`".formatted(what, one.text(), other.text()))
                        .withRelated(other.range(), "`%s` is here".formatted(other.text()))
                        .withFix(Fix.replace("Remove `%s`".formatted(one.text()), one.range(), "")));
    }

    private Optional<Ripas> ripas(Argument.Word word) {
        parts.put(Part.RIPAS, word.range());
        return arguments
                .keyword(word, Arrays.asList(Ripas.values()), DiagnosticCode.UNKNOWN_VALUE, "a RIPAS")
                .map(Located::value);
    }

    private OptionalInt irq(Located<Long> number) {
        parts.put(Part.IRQ, number.range());
        return OptionalInt.of((int) Math.min(number.value(), Integer.MAX_VALUE));
    }

    private OptionalLong number(Clauses clauses, Clause clause, Part part) {
        Optional<Located<Long>> number = clauses.number(clause);
        number.ifPresent(written -> parts.put(part, written.range()));
        return number.map(written -> OptionalLong.of(written.value())).orElse(OptionalLong.empty());
    }

    private Optional<ConsoleBackend> console(Argument.Word word) {
        parts.put(Part.CONSOLE, word.range());
        return arguments
                .keyword(word, List.of(ConsoleBackend.values()), DiagnosticCode.UNKNOWN_VALUE, "a console")
                .map(Located::value);
    }

    private FileReference file(Argument.Text text) {
        parts.put(Part.FILE, text.content());
        return new FileReference(text.text(), text.content());
    }
}
