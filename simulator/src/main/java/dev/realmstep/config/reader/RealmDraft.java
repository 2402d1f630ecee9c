package dev.realmstep.config.reader;

import dev.realmstep.config.AttestationKeys;
import dev.realmstep.config.CommandLine;
import dev.realmstep.config.DeviceDescription;
import dev.realmstep.config.DeviceTreeSource;
import dev.realmstep.config.DiagnosticCode;
import dev.realmstep.config.FileReference;
import dev.realmstep.config.HashAlgorithm;
import dev.realmstep.config.InterruptControllerMap;
import dev.realmstep.config.IpaSpace;
import dev.realmstep.config.Keyword;
import dev.realmstep.config.LoadDirective;
import dev.realmstep.config.LoadKind;
import dev.realmstep.config.RamRegion;
import dev.realmstep.config.RealmConfiguration;
import dev.realmstep.config.RealmFeatures;
import dev.realmstep.config.RealmPersonalizationValue;
import dev.realmstep.config.RealmProperty;
import dev.realmstep.config.RmmVersion;
import dev.realmstep.config.SourceLocation;
import dev.realmstep.config.TextRange;
import dev.realmstep.config.syntax.Argument;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.stream.LongStream;

/** A realm being read, property by property. It begins with the defaults. */
final class RealmDraft implements Draft<RealmProperty> {
    /** What kvmtool takes for the usual realm: 32 bits of addresses, and one to tell the halves apart. */
    private static final int LEAST_DEFAULT_IPA_BITS = 33;

    private enum Switch implements Keyword {
        ON("on"),
        OFF("off");

        private final String keyword;

        Switch(String keyword) {
            this.keyword = keyword;
        }

        @Override
        public String keyword() {
            return keyword;
        }
    }

    private RmmVersion rmm = RmmVersion.V1_0;
    private OptionalInt ipaBits = OptionalInt.empty();
    private HashAlgorithm hash = HashAlgorithm.SHA512;
    private RealmPersonalizationValue rpv = RealmPersonalizationValue.ZERO;
    private int vcpus = 1;
    private OptionalInt sve = RealmFeatures.DEFAULT.sveVectorLength();
    private OptionalInt pmu = RealmFeatures.DEFAULT.pmuCounters();
    private int breakpoints = RealmFeatures.DEFAULT.breakpoints();
    private int watchpoints = RealmFeatures.DEFAULT.watchpoints();
    private boolean lpa2 = RealmFeatures.DEFAULT.lpa2();
    private final List<RamRegion> ram = new ArrayList<>();
    private final List<DeviceDescription> devices = new ArrayList<>();
    private Optional<InterruptControllerMap> interruptController = Optional.empty();
    private final List<LoadDirective> loads = new ArrayList<>();
    private DeviceTreeSource dtb = new DeviceTreeSource.None();
    private Optional<CommandLine> commandLine = Optional.empty();
    private final List<FileReference> symbols = new ArrayList<>();
    private Optional<FileReference> platformKey = Optional.empty();
    private Optional<FileReference> realmKey = Optional.empty();
    private OptionalLong entry = OptionalLong.empty();

    @Override
    public void read(RealmProperty property, Arguments arguments) {
        switch (property) {
            case RMM -> readRmm(arguments);
            case IPA_BITS -> ipaBits = limited(arguments, Limit.IPA_BITS);
            case HASH -> readHash(arguments);
            case RPV -> readRpv(arguments);
            case VCPUS -> vcpus = limited(arguments, Limit.VCPUS).orElse(vcpus);
            case SVE -> sve = limitedOrOff(arguments, Limit.SVE);
            case PMU -> pmu = limitedOrOff(arguments, Limit.PMU);
            case BREAKPOINTS ->
                breakpoints = limited(arguments, Limit.BREAKPOINTS).orElse(breakpoints);
            case WATCHPOINTS ->
                watchpoints = limited(arguments, Limit.WATCHPOINTS).orElse(watchpoints);
            case LPA2 -> readLpa2(arguments);
            case RAM -> RamReader.read(arguments).ifPresent(ram::add);
            case DEVICE -> DeviceReader.read(arguments).ifPresent(devices::add);
            case GIC -> readInterruptController(arguments);
            case LOAD ->
                LoadReader.readLoad(arguments, property, List.of(LoadKind.values()))
                        .ifPresent(loads::add);
            case DTB -> dtb = LoadReader.readDeviceTree(arguments).orElse(dtb);
            case CMDLINE -> commandLine = arguments.text("the command line").map(RealmDraft::commandLine);
            case SYMBOLS -> LoadReader.readFile(arguments).ifPresent(symbols::add);
            case PLATFORM_KEY -> platformKey = LoadReader.readFile(arguments);
            case REALM_KEY -> realmKey = LoadReader.readFile(arguments);
            case ENTRY -> entry = LoadReader.readAddress(arguments);
        }
        arguments.end(property);
    }

    private void readRmm(Arguments arguments) {
        Optional<Argument.Version> version = arguments.expect(Argument.Version.class, "a version, such as 1.0,");
        version.ifPresent(wanted -> Arrays.stream(RmmVersion.values())
                .filter(offered -> offered.number().equals(wanted.text()))
                .findFirst()
                .ifPresentOrElse(
                        offered -> rmm = offered,
                        () -> arguments.report(
                                DiagnosticCode.RMM_VERSION_NOT_OFFERED,
                                wanted.range(),
                                "the RMM does not offer version %s: it offers 1.0".formatted(wanted.text()),
                                "Change to 1.0",
                                "1.0")));
    }

    private void readHash(Arguments arguments) {
        arguments
                .keyword(List.of(HashAlgorithm.values()), DiagnosticCode.UNKNOWN_HASH, "a hash of RMM 1.0")
                .ifPresent(algorithm -> hash = algorithm.value());
    }

    private void readRpv(Arguments arguments) {
        Optional<Argument.Bytes> literal = arguments.expect(Argument.Bytes.class, "text\"…\", hex\"…\" or base64\"…\"");
        literal.flatMap(bytes -> BytesLiteral.read(arguments, bytes)).ifPresent(bytes -> {
            if (bytes.length <= RealmPersonalizationValue.SIZE) {
                rpv = new RealmPersonalizationValue(bytes);
            } else {
                arguments.report(
                        DiagnosticCode.RPV_TOO_LONG,
                        literal.get().content(),
                        "the personalization value has %d bytes, %d more than the %d there are"
                                .formatted(
                                        bytes.length,
                                        bytes.length - RealmPersonalizationValue.SIZE,
                                        RealmPersonalizationValue.SIZE));
            }
        });
    }

    private void readLpa2(Arguments arguments) {
        arguments
                .keyword(List.of(Switch.values()), DiagnosticCode.UNKNOWN_VALUE, "a switch")
                .ifPresent(value -> lpa2 = value.value() == Switch.ON);
    }

    private void readInterruptController(Arguments arguments) {
        Optional<Located<Long>> distributor = arguments.number("the address of the distributor (GICD)");
        Optional<Located<Long>> redistributors = arguments.number("the address of the first redistributor (GICR)");
        if (distributor.isPresent() && redistributors.isPresent()) {
            interruptController = Optional.of(new InterruptControllerMap(
                    distributor.get().value(), redistributors.get().value()));
        }
    }

    private static OptionalInt limited(Arguments arguments, Limit limit) {
        return arguments
                .number("a number")
                .map(number -> limit.read(arguments, number))
                .orElse(OptionalInt.empty());
    }

    private static OptionalInt limitedOrOff(Arguments arguments, Limit limit) {
        if (arguments.peek().orElse(null) instanceof Argument.Word) {
            arguments.keyword(List.of(Switch.OFF), DiagnosticCode.UNKNOWN_VALUE, "a number, or the word");
            return OptionalInt.empty();
        }
        return limited(arguments, limit);
    }

    private static CommandLine commandLine(Argument.Text text) {
        return new CommandLine(text.text(), text.content());
    }

    RealmConfiguration finish(
            String name, Path folder, SourceLocation source, Map<RealmProperty, TextRange> propertyRanges) {
        return new RealmConfiguration(
                name,
                folder,
                rmm,
                ipaBits.orElseGet(this::defaultIpaBits),
                hash,
                rpv,
                vcpus,
                new RealmFeatures(sve, breakpoints, watchpoints, pmu, lpa2),
                ram,
                devices,
                interruptController.orElseGet(() -> InterruptControllerMap.ofKvmtool(vcpus)),
                loads,
                dtb,
                commandLine,
                symbols,
                new AttestationKeys(platformKey, realmKey),
                entry,
                source,
                propertyRanges);
    }

    private LongStream interruptControllerEnd() {
        return interruptController.stream().mapToLong(map -> map.end(vcpus));
    }

    /** The narrowest width with everything in the lower half, or the widest there is if nothing is wide enough. */
    private int defaultIpaBits() {
        long end = LongStream.concat(
                        ram.stream().mapToLong(RamRegion::end),
                        LongStream.concat(devices.stream().mapToLong(DeviceDescription::end), interruptControllerEnd()))
                .max()
                .orElse(0);
        return Math.clamp(IpaSpace.holding(end).bits(), LEAST_DEFAULT_IPA_BITS, IpaSpace.MAX_BITS);
    }
}
