package dev.realmstep.host;

/** Which pages the realm may share with the host by touching their unprotected alias. */
@FunctionalInterface
interface SharedMemoryPolicy {
    /** @param ipa in the protected half, the alias of the address that the realm touched */
    boolean mayShare(long ipa);
}
