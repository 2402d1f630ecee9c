package dev.realmstep.rmm.rmi;

import dev.realmstep.cpu.ProcessingElement;
import dev.realmstep.cpu.SystemRegister;
import dev.realmstep.rmm.realm.Realm;
import dev.realmstep.rmm.rec.RecRunner;

/** Makes all processing elements forget what they know of a changed entry. */
final class TlbMaintenance {
    private static final int NO_REGISTER = 31;
    /** TLBI IPAS2E1IS: stage 2 entries of one IPA. */
    private static final int IPAS2E1IS = SystemRegister.encoding(1, 4, 8, 0, 1);
    /** TLBI VMALLE1IS: stage 1 entries, which may hold the combined translation. */
    private static final int VMALLE1IS = SystemRegister.encoding(1, 0, 8, 3, 0);

    private static final int PAGE_BITS = 12;

    private TlbMaintenance() {}

    static void invalidate(ProcessingElement element, Realm realm, long ipa) {
        RecRunner.selectTables(element.systemRegisters(), realm.tables(), realm.vmid());
        element.systemInstruction(IPAS2E1IS, NO_REGISTER, ipa >>> PAGE_BITS);
        element.systemInstruction(VMALLE1IS, NO_REGISTER, 0);
    }
}
