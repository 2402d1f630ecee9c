package dev.realmstep.debuginfo;

import dev.realmstep.debuginfo.dwarf.AddressRange;
import java.util.List;

/**
 * A function of the program.
 *
 * @param entry the address of its first instruction
 * @param ranges all of its code; several when the compiler moved unlikely parts away
 */
public record Function(String name, long entry, List<AddressRange> ranges) {}
