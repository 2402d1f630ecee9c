package dev.realmstep.rmm.rec;

import dev.realmstep.rmm.rtt.Ripas;

/** What a REC waits for after an exit. */
public sealed interface PendingAnswer {
    /** Nothing. */
    enum None implements PendingAnswer {
        NONE
    }

    /**
     * The host may emulate a load or store that aborted in the unprotected half.
     *
     * @param syndrome ESR_EL2 of the abort
     * @param faultAddress FAR_EL2
     */
    record EmulatableAbort(long syndrome, long faultAddress) implements PendingAnswer {
        @Override
        public String toString() {
            return "EMULATABLE_ABORT at 0x%x".formatted(faultAddress);
        }
    }

    /**
     * The host may have a synchronous external abort injected, since the access was in the unprotected half.
     *
     * @param syndrome ESR_EL2 of the abort
     * @param faultAddress FAR_EL2
     */
    record UnprotectedAbort(long syndrome, long faultAddress) implements PendingAnswer {
        @Override
        public String toString() {
            return "NOT_EMULATABLE_ABORT at 0x%x".formatted(faultAddress);
        }
    }

    /**
     * The realm asked to change the RIPAS of a range (RSI_IPA_STATE_SET).
     *
     * @param base of the range
     * @param next the first IPA that is not changed yet
     * @param top the end of the range
     * @param ripas wanted
     * @param changesDestroyed whether what is DESTROYED may be changed too
     */
    record RipasChange(long base, long next, long top, Ripas ripas, boolean changesDestroyed) implements PendingAnswer {
        /** The same change, done up to an IPA. */
        public RipasChange doneUpTo(long ipa) {
            return new RipasChange(base, ipa, top, ripas, changesDestroyed);
        }

        public boolean isComplete() {
            return next == top;
        }

        @Override
        public String toString() {
            return "RIPAS change of 0x%x .. 0x%x to %s pending from 0x%x on".formatted(base, top, ripas, next);
        }
    }

    /**
     * The realm sent a message to the host (RSI_HOST_CALL).
     *
     * @param structure IPA of its RsiHostCall
     */
    record HostCall(long structure) implements PendingAnswer {
        @Override
        public String toString() {
            return "HOST_CALL_PENDING";
        }
    }

    /**
     * A PSCI call about another REC needs RMI_PSCI_COMPLETE.
     *
     * @param function its identifier
     * @param target MPIDR of the other REC
     * @param entry of CPU_ON
     * @param context of CPU_ON
     */
    record PsciCall(long function, long target, long entry, long context) implements PendingAnswer {
        @Override
        public String toString() {
            return "PSCI_REQUEST_PENDING for MPIDR 0x%x".formatted(target);
        }
    }
}
