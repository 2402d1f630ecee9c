package dev.realmstep.rmm;

import dev.realmstep.rmm.attestation.TokenObserver;
import dev.realmstep.rmm.realm.Digest;
import dev.realmstep.rmm.realm.MeasurementStep;
import dev.realmstep.rmm.rec.RecExit;
import dev.realmstep.rmm.refusal.Operand;
import dev.realmstep.rmm.refusal.Refusal;
import dev.realmstep.rmm.rmi.ModelObserver;
import java.util.List;
import java.util.Optional;

/** Told what the RMM does: for event logs and debuggers, which learn the reasons that registers do not carry. */
public interface RmmObserver extends TokenObserver, ModelObserver {
    /** Wants to know nothing. */
    RmmObserver NONE = new RmmObserver() {
        @Override
        public void commandCompleted(String name, List<Operand> operands, long code, Optional<Refusal> refusal) {}

        @Override
        public void realmCalled(long mpidr, String name, List<Operand> operands, long x0, Optional<Refusal> refusal) {}

        @Override
        public void abortInjected(long mpidr, long ipa, String why) {}

        @Override
        public void recExited(long mpidr, RecExit exit) {}

        @Override
        public void tokenDelivered(long mpidr, byte[] token) {}

        @Override
        public void measured(long rd, MeasurementStep step, Digest value) {}
    };

    /**
     * A command of the host is done.
     *
     * @param name as in the specification
     * @param code X0
     * @param refusal the failure condition, if it was refused
     */
    void commandCompleted(String name, List<Operand> operands, long code, Optional<Refusal> refusal);

    /**
     * A call of a realm is done, as far as the RMM is concerned.
     *
     * @param mpidr of the REC
     * @param x0 its result; 0 if it has none yet, or never will
     */
    void realmCalled(long mpidr, String name, List<Operand> operands, long x0, Optional<Refusal> refusal);

    /**
     * A realm takes an abort for an access that the RMM does not let it make: a synchronous external abort, or an address
     * size fault beyond its IPA space.
     *
     * @param mpidr of the REC
     * @param ipa whose granule it is about
     * @param why in words
     */
    void abortInjected(long mpidr, long ipa, String why);

    /** A REC has left for the host. */
    void recExited(long mpidr, RecExit exit);
}
