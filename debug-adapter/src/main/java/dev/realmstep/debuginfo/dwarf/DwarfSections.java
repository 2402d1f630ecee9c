package dev.realmstep.debuginfo.dwarf;

import dev.realmstep.image.ElfFile;
import dev.realmstep.image.ElfSection;
import dev.realmstep.image.ImageException;
import java.lang.foreign.MemorySegment;
import java.util.Optional;

/** The sections of one ELF file that hold debug information. */
record DwarfSections(
        Section info,
        Section abbreviations,
        Section strings,
        Section lineStrings,
        Section stringOffsets,
        Section addresses,
        Section lines,
        Section rangeLists,
        Section ranges,
        Section locationLists,
        Section locations,
        Section frames,
        Section exceptionFrames,
        boolean codeAtAddressZero) {

    static DwarfSections of(ElfFile elf) throws DebugInformationException {
        return new DwarfSections(
                section(elf, ".debug_info"),
                section(elf, ".debug_abbrev"),
                section(elf, ".debug_str"),
                section(elf, ".debug_line_str"),
                section(elf, ".debug_str_offsets"),
                section(elf, ".debug_addr"),
                section(elf, ".debug_line"),
                section(elf, ".debug_rnglists"),
                section(elf, ".debug_ranges"),
                section(elf, ".debug_loclists"),
                section(elf, ".debug_loc"),
                section(elf, ".debug_frame"),
                section(elf, ".eh_frame"),
                elf.sections().stream().anyMatch(DwarfSections::isCodeAtZero));
    }

    private static Section section(ElfFile elf, String name) throws DebugInformationException {
        Optional<ElfSection> header = elf.section(name);
        if (header.isEmpty()) {
            return new Section(name, 0, MemorySegment.ofArray(new byte[0]));
        }
        try {
            return new Section(name, header.get().address(), elf.contents(header.get()));
        } catch (ImageException e) {
            throw new DebugInformationException(e);
        }
    }

    private static boolean isCodeAtZero(ElfSection section) {
        return section.address() == 0
                && section.size() != 0
                && (section.flags() & ElfSection.SHF_EXECINSTR) != 0
                && (section.flags() & ElfSection.SHF_ALLOC) != 0;
    }

    /**
     * Whether code that begins at {@code address} was kept by the linker; it leaves the debug information of what it
     * discards behind, with addresses of 0 or of all ones.
     */
    boolean isKept(long address) {
        return (address != 0 || codeAtAddressZero) && address != -1L && address != -2L;
    }
}
