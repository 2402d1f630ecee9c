package dev.realmstep.rmm.rtt;

/** Told of each entry of a realm translation table that a command changes. */
public interface RttObserver {
    /**
     * An entry has changed. Those of a new table say what its parent said, and are no news.
     *
     * @param rd of the realm
     * @param ipa the first address that the entry is for
     */
    default void entryChanged(long rd, long ipa, RttEntry from, RttEntry to) {}
}
