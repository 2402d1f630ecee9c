package dev.realmstep.machine;

import dev.realmstep.cpu.ExceptionLevel;
import dev.realmstep.cpu.ProcessingElement;
import dev.realmstep.cpu.SecurityState;
import dev.realmstep.rmm.granule.GranuleMemory;
import dev.realmstep.rmm.realm.Realm;
import dev.realmstep.rmm.realm.RealmRegistry;
import dev.realmstep.rmm.rtt.Hipas;
import dev.realmstep.rmm.rtt.RealmTranslationTables;
import dev.realmstep.rmm.rtt.Ripas;
import dev.realmstep.rmm.rtt.RttEntry;

/** Where the realm's own instructions run, EL0 and EL1 of the Realm security state, and what they may count on there. */
final class RealmWorld {
    private final RealmRegistry realms;

    RealmWorld(RealmRegistry realms) {
        this.realms = realms;
    }

    boolean isInRealm(ProcessingElement element) {
        return element.securityState() == SecurityState.REALM
                && element.exceptionLevel().isLowerThan(ExceptionLevel.EL2);
    }

    /** Whether an IPA is RAM to the realm (RIPAS), with no memory behind it until the realm touches it. */
    boolean isUntouchedRam(ProcessingElement element, long ipa) {
        for (Realm realm : realms.all()) {
            RealmTranslationTables tables = realm.tables();
            if (tables.isProtected(ipa, 1)) {
                RttEntry entry = tables.walk(new GranuleMemory(element), ipa, RealmTranslationTables.LAST_LEVEL)
                        .entry();
                return entry.hipas() == Hipas.UNASSIGNED && entry.ripas() == Ripas.RAM;
            }
        }
        return false;
    }
}
