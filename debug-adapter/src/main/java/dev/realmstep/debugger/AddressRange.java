package dev.realmstep.debugger;

/**
 * A range of instruction addresses.
 *
 * @param start of the first instruction
 * @param end behind the last one
 */
public record AddressRange(long start, long end) {
    public boolean contains(long address) {
        return Long.compareUnsigned(address, start) >= 0 && Long.compareUnsigned(address, end) < 0;
    }

    /** The same range, so many bytes above. */
    AddressRange plus(long displacement) {
        return new AddressRange(start + displacement, end + displacement);
    }
}
