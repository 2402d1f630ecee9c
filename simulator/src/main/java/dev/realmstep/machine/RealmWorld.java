package dev.realmstep.machine;

import dev.realmstep.cpu.ExceptionLevel;
import dev.realmstep.cpu.ProcessingElement;
import dev.realmstep.cpu.SecurityState;

/** Where the realm's own instructions run: EL0 and EL1 of the Realm security state. */
final class RealmWorld {
    boolean isInRealm(ProcessingElement element) {
        return element.securityState() == SecurityState.REALM
                && element.exceptionLevel().isLowerThan(ExceptionLevel.EL2);
    }
}
