package dev.realmstep.debugger;

import dev.realmstep.host.MemoryPlan;
import dev.realmstep.image.ElfFile;
import dev.realmstep.image.ElfSegment;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.util.Arrays;
import java.util.OptionalLong;
import java.util.stream.LongStream;

/** Which programs the realm starts with, and how far from their linked addresses. */
final class LoadedPrograms {
    /** Linux keeps the magic number of its {@code Image} format at this offset (Documentation/arch/arm64/booting). */
    private static final int LINUX_MAGIC_OFFSET = 0x38;

    private static final byte[] LINUX_MAGIC = {'A', 'R', 'M', 0x64};
    private static final int LINUX_HEADER_SIZE = 64;
    private static final int PT_NOTE = 4;

    /** So much of a program without notes is compared, in bytes: another one differs in its first page. */
    private static final int COMPARED = 4096;

    private final MemoryPlan plan;

    LoadedPrograms(MemoryPlan plan) {
        this.plan = plan;
    }

    /**
     * How many bytes above its linked addresses a program is loaded, in physical memory as the guest sees it; empty if it
     * is not there when the guest begins.
     *
     * <p>What was loaded may be a copy of the program without its headers, as {@code Image} is one of {@code vmlinux}.
     * Then it is told by its notes, which hold the build ID.
     *
     * @throws LaunchException if it describes a Linux kernel, and another one is loaded
     */
    OptionalLong displacementOf(ElfFile elf) throws LaunchException {
        OptionalLong own = ownDisplacement(elf);
        LongStream copies = starts().map(start -> start - elf.entry());
        OptionalLong found = LongStream.concat(own.stream(), copies)
                .filter(displacement -> isLoaded(elf, displacement))
                .findFirst();
        if (found.isPresent()) {
            return found;
        }
        if (isLinux(bytesAt(elf, elf.entry())) && isLinux(plan.contents(plan.entry(), LINUX_HEADER_SIZE))) {
            throw new LaunchException(
                    "%s: describes another build than the kernel that is loaded to 0x%x: name the vmlinux it was made from"
                            .formatted(elf.name(), plan.entry()));
        }
        return found;
    }

    /** Where files were loaded that may begin with a program's first instruction, the realm's own first. */
    private LongStream starts() {
        LongStream loads = plan.configuration().loads().stream().flatMapToLong(load -> load.address().stream());
        return LongStream.concat(LongStream.of(plan.entry()), loads);
    }

    private static boolean isLinux(byte[] header) {
        return header.length == LINUX_HEADER_SIZE
                && Arrays.equals(
                        Arrays.copyOfRange(header, LINUX_MAGIC_OFFSET, LINUX_MAGIC_OFFSET + LINUX_MAGIC.length),
                        LINUX_MAGIC);
    }

    private static byte[] bytesAt(ElfFile elf, long address) {
        for (ElfSegment segment : elf.loadableSegments()) {
            long offset = address - segment.virtualAddress();
            if (offset >= 0 && offset <= segment.fileSize() - LINUX_HEADER_SIZE) {
                return elf.contents(segment).asSlice(offset, LINUX_HEADER_SIZE).toArray(ValueLayout.JAVA_BYTE);
            }
        }
        return new byte[0];
    }

    /** Where the program's own headers want it to be loaded. */
    private static OptionalLong ownDisplacement(ElfFile elf) {
        long[] displacements = elf.loadableSegments().stream()
                .filter(segment -> segment.memorySize() != 0)
                .mapToLong(segment -> segment.physicalAddress() - segment.virtualAddress())
                .distinct()
                .toArray();
        return displacements.length == 1 ? OptionalLong.of(displacements[0]) : OptionalLong.empty();
    }

    /** Whether the realm's memory begins with the program's notes in their place; without notes, with its code. */
    private boolean isLoaded(ElfFile elf, long displacement) {
        return elf.segments().stream()
                .filter(segment -> segment.type() == PT_NOTE && segment.fileSize() != 0)
                .findFirst()
                .or(() -> elf.loadableSegments().stream()
                        .filter(segment -> segment.fileSize() != 0)
                        .findFirst())
                .map(segment -> hasContents(segment.virtualAddress() + displacement, elf.contents(segment)))
                .orElse(false);
    }

    private boolean hasContents(long ipa, MemorySegment wanted) {
        MemorySegment compared = wanted.asSlice(0, Math.min(wanted.byteSize(), COMPARED));
        byte[] found = plan.contents(ipa, (int) compared.byteSize());
        return MemorySegment.ofArray(found).mismatch(compared) < 0;
    }
}
