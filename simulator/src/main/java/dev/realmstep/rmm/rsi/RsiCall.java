package dev.realmstep.rmm.rsi;

import dev.realmstep.rmm.granule.GranuleMemory;
import dev.realmstep.rmm.realm.Realm;
import dev.realmstep.rmm.rec.RealmExecutionContext;

/**
 * One call of a realm: its REC, whose registers carry operands and results, and the RMM's way to memory.
 *
 * @param rec that made the call
 * @param memory of the processing element that serves it
 */
public record RsiCall(RealmExecutionContext rec, GranuleMemory memory) {
    public Realm realm() {
        return rec.realm();
    }

    /** Xn, where X0 is the function identifier. */
    public long operand(int n) {
        return rec.registers().general(n);
    }

    void setResult(int n, long value) {
        rec.registers().setGeneral(n, value);
    }
}
