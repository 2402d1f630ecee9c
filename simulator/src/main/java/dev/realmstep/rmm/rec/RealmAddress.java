package dev.realmstep.rmm.rec;

import dev.realmstep.rmm.granule.GranuleMemory;
import dev.realmstep.rmm.realm.Realm;
import dev.realmstep.rmm.rtt.Hipas;
import dev.realmstep.rmm.rtt.RealmTranslationTables;
import dev.realmstep.rmm.rtt.Ripas;
import dev.realmstep.rmm.rtt.RttEntry;
import dev.realmstep.rmm.rtt.RttWalk;

/** What is behind a protected IPA that a realm names in a call. */
public sealed interface RealmAddress {
    /** Memory of the realm. */
    record Memory(long physicalAddress) implements RealmAddress {}

    /** Nothing, and the realm said so itself (RIPAS EMPTY). */
    record Empty() implements RealmAddress {}

    /**
     * Nothing now, and only the host can help.
     *
     * @param level at which the walk ended
     */
    record Absent(int level) implements RealmAddress {}

    /** Looks an address of the protected half up. */
    static RealmAddress of(Realm realm, GranuleMemory memory, long ipa) {
        RttWalk walk = realm.tables().walk(memory, ipa, RealmTranslationTables.LAST_LEVEL);
        RttEntry entry = walk.entry();
        if (entry.ripas() == Ripas.EMPTY) {
            return new Empty();
        }
        if (entry.hipas() != Hipas.ASSIGNED || entry.ripas() != Ripas.RAM) {
            return new Absent(walk.level());
        }
        return new Memory(entry.address() + (ipa & (RttEntry.mappedBytes(walk.level()) - 1)));
    }
}
