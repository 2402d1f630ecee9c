package dev.realmstep.debugger;

import dev.realmstep.debuginfo.DebugInformation;
import dev.realmstep.image.ElfFile;
import dev.realmstep.image.ElfSegment;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;

/**
 * A program of the guest at all the addresses that its code runs at.
 *
 * <p>A kernel begins at the physical addresses that it was loaded to, and later runs at virtual ones: those it was linked
 * for, or, with KASLR, others that it chooses itself. What is known of it is known in every place.
 */
final class GuestImage {
    private final String name;
    private final DebugInformation linked;
    private final AddressRange extent;
    private final OptionalLong loadDisplacement;
    private OptionalLong mappedDisplacement = OptionalLong.empty();

    /**
     * @param linked what is known of the program, at the addresses it was linked for
     * @param loadDisplacement how far above these it was loaded, in physical memory as the guest sees it; empty if it is
     *     not known to be loaded
     */
    GuestImage(ElfFile elf, DebugInformation linked, OptionalLong loadDisplacement) {
        this.name = elf.name();
        this.linked = linked;
        this.extent = extent(elf);
        this.loadDisplacement = loadDisplacement;
    }

    private static AddressRange extent(ElfFile elf) {
        List<ElfSegment> segments = elf.loadableSegments().stream()
                .filter(segment -> segment.memorySize() != 0)
                .toList();
        long start = segments.stream()
                .mapToLong(ElfSegment::virtualAddress)
                .reduce((a, b) -> Long.compareUnsigned(a, b) < 0 ? a : b)
                .orElse(0);
        long end = segments.stream()
                .mapToLong(segment -> segment.virtualAddress() + segment.memorySize())
                .reduce((a, b) -> Long.compareUnsigned(a, b) < 0 ? b : a)
                .orElse(0);
        return new AddressRange(start, end);
    }

    /**
     * The program in one place.
     *
     * @param extents the addresses that it takes there
     */
    record Place(DebugInformation information, List<AddressRange> extents) {
        Place {
            extents = List.copyOf(extents);
        }

        boolean contains(long address) {
            return extents.stream().anyMatch(extent -> extent.contains(address));
        }
    }

    /** The file that describes it. */
    String name() {
        return name;
    }

    /** The addresses that it takes where it runs. */
    AddressRange mappedExtent() {
        return extent.plus(mappedDisplacement.orElse(0));
    }

    /** Where it runs: at virtual addresses, those it was linked for until others are known, and where it was loaded. */
    List<Place> places() {
        List<Place> places = new ArrayList<>();
        places.add(place(mappedDisplacement.orElse(0)));
        if (loadDisplacement.isPresent() && loadDisplacement.getAsLong() != mappedDisplacement.orElse(0)) {
            places.add(place(loadDisplacement.getAsLong()));
        }
        return places;
    }

    private Place place(long displacement) {
        return new Place(linked.loadedAt(displacement), List.of(extent.plus(displacement)));
    }

    /** Whether the guest may yet map it where nobody knows. */
    boolean awaitsMapping() {
        return loadDisplacement.isPresent() && mappedDisplacement.isEmpty();
    }

    /**
     * Learns from code that runs at a virtual address where the guest has mapped the program.
     *
     * @param intermediate the physical address of that code, as the guest sees it
     * @return whether the code is the program's, so that its place is known now
     */
    boolean mapped(long address, long intermediate) {
        if (!awaitsMapping() || !extent.plus(loadDisplacement.getAsLong()).contains(intermediate)) {
            return false;
        }
        mappedDisplacement = OptionalLong.of(address - intermediate + loadDisplacement.getAsLong());
        return true;
    }
}
