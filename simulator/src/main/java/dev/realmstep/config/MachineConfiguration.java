package dev.realmstep.config;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;

/**
 * A machine whose normal world is software in memory, as a {@code .realm} file describes it.
 *
 * <p>As with a {@link RealmConfiguration}, a file with errors has one too, of what could be understood.
 *
 * @param name the machine's
 * @param folder what the names of files are relative to
 * @param board what it is built as
 * @param loads in the order of the file
 * @param symbols files with debug information, besides those of the loaded ELF files
 * @param realmSymbols those of programs that run in realms
 * @param attestationKeys with which the attestation tokens of its realms are signed
 * @param entry physical address of the first instruction, where it is not the entry of what is loaded
 * @param source where the machine is named and its block begins
 * @param propertyRanges the values of the properties that the file says (the first, of those that may be repeated)
 */
public record MachineConfiguration(
        String name,
        Path folder,
        BoardModel board,
        List<LoadDirective> loads,
        List<FileReference> symbols,
        List<FileReference> realmSymbols,
        AttestationKeys attestationKeys,
        OptionalLong entry,
        SourceLocation source,
        Map<MachineProperty, TextRange> propertyRanges)
        implements Description {
    public MachineConfiguration {
        loads = List.copyOf(loads);
        symbols = List.copyOf(symbols);
        realmSymbols = List.copyOf(realmSymbols);
        propertyRanges = Map.copyOf(propertyRanges);
    }

    /** Where the file says a property, or the machine's name where it leaves the property out. */
    public TextRange rangeOf(MachineProperty property) {
        return propertyRanges.getOrDefault(property, source.of(Part.NAME));
    }
}
