package dev.realmstep.config;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * A realm as a {@code .realm} file describes it.
 *
 * <p>What the file leaves out has its documented default. A file with errors has a configuration too, of what could be
 * understood: it is for editors, and only one without errors may be built.
 *
 * @param name the realm's
 * @param folder what the names of files are relative to
 * @param rmm the interface through which the realm is built
 * @param ipaBits the width of its intermediate physical addresses
 * @param hash for its measurements
 * @param rpv its personalization value
 * @param vcpus the number of its RECs
 * @param features optional features
 * @param ram its RAM, in the order of the file
 * @param devices in the order of the file
 * @param interruptController where its GICv3 is
 * @param loads in the order of the file
 * @param dtb where its device tree comes from
 * @param commandLine the kernel's, if it gets one
 * @param symbols files with debug information, besides those of the loaded ELF files, and folders with modules of Linux
 * @param attestationKeys with which its attestation tokens are signed
 * @param entry IPA of the first instruction, where it is not the entry of what is loaded
 * @param source where the realm is named and its block begins
 * @param propertyRanges the values of the properties that the file says (the first, of those that may be repeated)
 */
public record RealmConfiguration(
        String name,
        Path folder,
        RmmVersion rmm,
        int ipaBits,
        HashAlgorithm hash,
        RealmPersonalizationValue rpv,
        int vcpus,
        RealmFeatures features,
        List<RamRegion> ram,
        List<DeviceDescription> devices,
        InterruptControllerMap interruptController,
        List<LoadDirective> loads,
        DeviceTreeSource dtb,
        Optional<CommandLine> commandLine,
        List<FileReference> symbols,
        AttestationKeys attestationKeys,
        OptionalLong entry,
        SourceLocation source,
        Map<RealmProperty, TextRange> propertyRanges)
        implements Description {
    public RealmConfiguration {
        ram = List.copyOf(ram);
        devices = List.copyOf(devices);
        loads = List.copyOf(loads);
        symbols = List.copyOf(symbols);
        propertyRanges = Map.copyOf(propertyRanges);
    }

    public IpaSpace ipaSpace() {
        return new IpaSpace(ipaBits);
    }

    /** Where the file says a property, or the realm's name where it leaves the property out. */
    public TextRange rangeOf(RealmProperty property) {
        return propertyRanges.getOrDefault(property, source.of(Part.NAME));
    }
}
