package dev.realmstep.debugger.linux;

import dev.realmstep.debuginfo.dwarf.AddressRange;
import java.util.List;

/**
 * A module that the kernel has loaded.
 *
 * @param name as the kernel calls it
 * @param structure the address of its {@code struct module}, which tells it from others as long as it is loaded
 * @param memory what it takes now: the part for its initialisation is given back when that is done
 */
public record KernelModule(String name, long structure, List<AddressRange> memory) {
    public KernelModule {
        memory = List.copyOf(memory);
    }
}
