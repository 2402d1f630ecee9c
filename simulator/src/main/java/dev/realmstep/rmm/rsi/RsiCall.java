package dev.realmstep.rmm.rsi;

import dev.realmstep.cpu.ProcessingElement;
import dev.realmstep.cpu.SystemRegister;
import dev.realmstep.rmm.granule.GranuleMemory;
import dev.realmstep.rmm.realm.Realm;
import dev.realmstep.rmm.rec.RealmExecutionContext;

/** One call of a realm: its REC, whose registers carry operands and results, and the RMM's way to memory. */
public final class RsiCall {
    /** X1 to X3 are results of any call; where it has none of its own there, they are zero (SMCCC 1.1, 2.6). */
    private static final int RESULTS = 3;

    private final RealmExecutionContext rec;
    private final ProcessingElement element;
    private final GranuleMemory memory;
    private int given;

    /**
     * @param rec that made the call
     * @param element that serves it, at EL2
     */
    public RsiCall(RealmExecutionContext rec, ProcessingElement element) {
        this.rec = rec;
        this.element = element;
        this.memory = new GranuleMemory(element);
    }

    RealmExecutionContext rec() {
        return rec;
    }

    GranuleMemory memory() {
        return memory;
    }

    /** The time, by the system counter. */
    long physicalCount() {
        return element.readSystemRegister(SystemRegister.CNTPCT_EL0);
    }

    /** What the system counter counts in a second. */
    long counterFrequency() {
        return element.readSystemRegister(SystemRegister.CNTFRQ_EL0);
    }

    Realm realm() {
        return rec.realm();
    }

    /** Xn, where X0 is the function identifier. */
    long operand(int n) {
        return rec.registers().general(n);
    }

    void setResult(int n, long value) {
        given |= 1 << n;
        rec.registers().setGeneral(n, value);
    }

    /** Ends a call from which the realm goes on. */
    public void complete(long x0) {
        rec.registers().setGeneral(0, x0);
        for (int n = 1; n <= RESULTS; n++) {
            if ((given & 1 << n) == 0) {
                rec.registers().setGeneral(n, 0);
            }
        }
    }
}
