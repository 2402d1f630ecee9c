package dev.realmstep.debuginfo.dwarf;

/**
 * Addresses from {@code start} up to but not including {@code end}, compared without sign.
 */
public record AddressRange(long start, long end) {
    public boolean contains(long address) {
        return Long.compareUnsigned(address, start) >= 0 && Long.compareUnsigned(address, end) < 0;
    }

    /** The size in bytes. */
    public long size() {
        return end - start;
    }

    /** The same range of a program that was loaded {@code bias} bytes above its linked addresses. */
    public AddressRange plus(long bias) {
        return new AddressRange(start + bias, end + bias);
    }
}
