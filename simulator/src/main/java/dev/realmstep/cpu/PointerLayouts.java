package dev.realmstep.cpu;

/**
 * Where a regime's pointers hold their authentication codes, as TCR_ELx says for pointers to data or to instructions (Arm ARM
 * D8.10.1).
 *
 * @param lowerMask the bits of the code in pointers of the lower address range
 * @param upperMask those of the upper range
 * @param signedBySelector whether bit 55 says which range a pointer to be signed is of, since a top byte is ignored; else bit 63
 */
public record PointerLayouts(long lowerMask, long upperMask, boolean signedBySelector) {
    /** The bit of a signed pointer that says which range it is of. */
    public static final int SELECTOR = AddressTagging.SELECTOR;

    /** Of a pointer that is signed, or may be. */
    PointerLayout of(long pointer) {
        return of(PointerLayout.selectorOf(pointer));
    }

    /** Of a pointer that is going to be signed. */
    PointerLayout toSign(long pointer) {
        return of(signedBySelector ? PointerLayout.selectorOf(pointer) : pointer < 0);
    }

    private PointerLayout of(boolean upper) {
        return new PointerLayout(upper, upper ? upperMask : lowerMask);
    }
}
