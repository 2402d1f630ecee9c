package dev.realmstep.machine;

import dev.realmstep.rmm.granule.GranuleState;
import dev.realmstep.rmm.realm.RealmState;
import dev.realmstep.rmm.rtt.RttEntry;

/** What a call changed in what the RMM knows; its text is for people. */
public sealed interface StateChange {
    /** A granule of physical memory. */
    record OfGranule(long granule, GranuleState from, GranuleState to) implements StateChange {
        @Override
        public String toString() {
            return "granule 0x%x: %s to %s".formatted(granule, from, to);
        }
    }

    /** A realm, by its RD. */
    record OfRealm(long rd, RealmState from, RealmState to) implements StateChange {
        @Override
        public String toString() {
            return "realm 0x%x: %s to %s".formatted(rd, from, to);
        }
    }

    /** Whether a REC may run. */
    record OfRec(long rec, long mpidr, boolean runnable) implements StateChange {
        @Override
        public String toString() {
            return "REC 0x%x: %s".formatted(mpidr, runnable ? "RUNNABLE" : "NOT_RUNNABLE");
        }
    }

    /** An entry of the translation tables of a realm. */
    record OfRttEntry(long rd, long ipa, RttEntry from, RttEntry to) implements StateChange {
        @Override
        public String toString() {
            return "IPA 0x%x: %s to %s".formatted(ipa, from, to);
        }
    }

    /** More of the same call than are kept. */
    record Others(int count) implements StateChange {
        @Override
        public String toString() {
            return "and %d more".formatted(count);
        }
    }
}
