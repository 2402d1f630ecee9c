package dev.realmstep.dap;

/** Addresses as the protocol carries them: opaque strings to the client, hexadecimal numbers to us. */
final class MemoryReference {
    private MemoryReference() {}

    static String of(long address) {
        return "0x%x".formatted(address);
    }

    static long parse(String reference) throws RequestFailure {
        try {
            return reference.startsWith("0x") || reference.startsWith("0X")
                    ? Long.parseUnsignedLong(reference.substring(2), 16)
                    : Long.parseUnsignedLong(reference);
        } catch (NumberFormatException e) {
            throw new RequestFailure("`%s` is not an address".formatted(reference));
        }
    }
}
