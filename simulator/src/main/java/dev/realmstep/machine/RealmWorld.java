package dev.realmstep.machine;

import dev.realmstep.cpu.ExceptionLevel;
import dev.realmstep.cpu.ProcessingElement;
import dev.realmstep.cpu.SecurityState;
import dev.realmstep.monitor.SecureMonitor;
import dev.realmstep.rmm.granule.GranuleMemory;
import dev.realmstep.rmm.rec.RealmExecutionContext;
import dev.realmstep.rmm.rec.RecRegistry;
import dev.realmstep.rmm.rtt.Hipas;
import dev.realmstep.rmm.rtt.RealmTranslationTables;
import dev.realmstep.rmm.rtt.Ripas;
import dev.realmstep.rmm.rtt.RttEntry;
import java.util.Optional;

/** What realms may count on where their instructions run: EL0 and EL1 of the Realm security state. */
final class RealmWorld {
    private final RecRegistry recs;
    private final SecureMonitor monitor;

    private RealmWorld(RecRegistry recs, SecureMonitor monitor) {
        this.recs = recs;
        this.monitor = monitor;
    }

    static RealmWorld of(Assembly assembly) {
        return new RealmWorld(assembly.rmm().model().recs(), assembly.board().monitor());
    }

    /** The software of the normal world that has entered the realm on an element; none where that is no code in memory. */
    Optional<SuspendedWorld> entrant(ProcessingElement element) {
        boolean isRealm = element.securityState() == SecurityState.REALM;
        return isRealm && !element.hasResident(SecurityState.NON_SECURE, ExceptionLevel.EL2)
                ? Optional.of(new SuspendedWorld(element, monitor.normalWorldOf(element)))
                : Optional.empty();
    }

    /** Whether an IPA is RAM to the realm on an element (RIPAS), with no memory behind it until the realm touches it. */
    boolean isUntouchedRam(ProcessingElement element, long ipa) {
        RealmExecutionContext rec = recs.on(element);
        if (rec == null || !rec.realm().tables().isProtected(ipa, 1)) {
            return false;
        }
        RttEntry entry = rec.realm()
                .tables()
                .walk(new GranuleMemory(element), ipa, RealmTranslationTables.LAST_LEVEL)
                .entry();
        return entry.hipas() == Hipas.UNASSIGNED && entry.ripas() == Ripas.RAM;
    }
}
