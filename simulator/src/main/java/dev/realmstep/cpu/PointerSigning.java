package dev.realmstep.cpu;

import java.util.Set;

/**
 * How pointers are signed in an element's state, keys aside.
 *
 * @param enabled the keys whose instructions do something
 * @param trapped whether those are taken to a higher level
 * @param instructions where pointers to instructions hold their codes
 * @param data where pointers to data do
 */
public record PointerSigning(
        Set<PointerAuthenticationKey> enabled, boolean trapped, PointerLayouts instructions, PointerLayouts data) {
    /** Of the pointers that a key signs. */
    public PointerLayouts layouts(PointerAuthenticationKey key) {
        return key.isOfData() ? data : instructions;
    }
}
