package dev.realmstep.monitor;

/**
 * Where the worlds begin at their EL2.
 *
 * @param realm the RMM's entry
 * @param normal the normal world's entry, on the first processing element
 */
public record EntryPoints(long realm, long normal) {}
