package dev.realmstep.debugger;

import dev.realmstep.debugger.linux.KernelModule;
import dev.realmstep.debuginfo.DebugInformation;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * A module that the guest's kernel has loaded, and what is known of its code.
 *
 * @param loaded what the kernel knows of it
 * @param symbols what is known of its code; empty without symbols
 * @param status whether there are symbols, and if not, why
 */
public record GuestModule(KernelModule loaded, Optional<Symbols> symbols, String status) {
    /**
     * A module's symbols.
     *
     * @param file where they were read
     * @param information at the addresses where the kernel has put the sections
     */
    public record Symbols(Path file, DebugInformation information) {}

    public String name() {
        return loaded.name();
    }

    /** The memory that it takes now, code first. */
    public List<AddressRange> extents() {
        return loaded.memory().stream()
                .map(range -> new AddressRange(range.start(), range.end()))
                .toList();
    }

    /** The code and data that are known, with the addresses that they have now. */
    Optional<GuestImage.Place> place() {
        return symbols.map(known -> new GuestImage.Place(known.information(), extents()));
    }

    /** The same module, which takes other memory now. */
    GuestModule with(KernelModule now) {
        return new GuestModule(now, symbols, status);
    }
}
