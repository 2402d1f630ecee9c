package dev.realmstep.debuginfo;

import dev.realmstep.debuginfo.dwarf.AddressRange;
import java.util.List;
import java.util.Optional;

/**
 * A function that is running at an address, the called one or one that was inlined into it.
 *
 * @param source the line it has got to: for all but the innermost, the line of the call
 * @param entry the address of its first instruction; of code without debug information, the address that was asked for
 * @param ranges the addresses of its code, functions that were inlined into it included; none without debug information
 */
public record InlinedCall(String function, Optional<SourceLocation> source, long entry, List<AddressRange> ranges) {
    public InlinedCall {
        ranges = List.copyOf(ranges);
    }

    /** Whether an address is in its code. */
    public boolean covers(long address) {
        return ranges.stream().anyMatch(range -> range.contains(address));
    }

    /** Whether it is the same copy of the same code, wherever in it. */
    public boolean isSameCodeAs(InlinedCall other) {
        return function.equals(other.function) && ranges.equals(other.ranges);
    }
}
