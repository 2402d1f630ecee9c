package dev.realmstep.rmm.rsi;

import dev.realmstep.rmm.realm.RealmState;
import dev.realmstep.rmm.rec.ExitReason;
import dev.realmstep.rmm.rec.PendingAnswer;
import dev.realmstep.rmm.rec.PsciStatus;
import dev.realmstep.rmm.rec.RealmExecutionContext;
import dev.realmstep.rmm.rec.RecExit;
import dev.realmstep.rmm.rec.RecRegistry;
import dev.realmstep.rmm.refusal.FoundState;
import dev.realmstep.rmm.refusal.Refusal;
import java.util.Optional;
import java.util.Set;

/** The part of PSCI 1.1 that a realm is offered (RMM specification 1.0, B6.1). */
final class PsciCommands {
    static final long VERSION = 0x8400_0000L;
    static final long CPU_SUSPEND = 0x8400_0001L;
    static final long CPU_OFF = 0x8400_0002L;
    static final long CPU_ON = 0x8400_0003L;
    static final long AFFINITY_INFO = PsciStatus.AFFINITY_INFO;
    static final long SYSTEM_OFF = 0x8400_0008L;
    static final long SYSTEM_RESET = 0x8400_0009L;
    static final long FEATURES = 0x8400_000AL;
    static final long SMCCC_VERSION = 0x8000_0000L;
    /** What tells the SMC64 variant of a function from the SMC32 one. */
    static final long SMC64 = 0x4000_0000L;

    /** The bits of an operand of 32 bits. */
    private static final long WORD = 0xFFFF_FFFFL;

    private static final long VERSION_1_1 = 0x1_0001;
    private static final Set<Long> OFFERED = Set.of(
            VERSION,
            CPU_SUSPEND,
            CPU_SUSPEND | SMC64,
            CPU_OFF,
            CPU_ON,
            CPU_ON | SMC64,
            AFFINITY_INFO,
            AFFINITY_INFO | SMC64,
            SYSTEM_OFF,
            SYSTEM_RESET,
            FEATURES,
            SMCCC_VERSION);

    private final RecRegistry recs;

    PsciCommands(RecRegistry recs) {
        this.recs = recs;
    }

    RsiOutcome version(RsiCall call) {
        return RsiOutcome.value(VERSION_1_1);
    }

    RsiOutcome features(RsiCall call) {
        return RsiOutcome.value(
                OFFERED.contains(call.operand(1) & WORD) ? PsciStatus.SUCCESS : PsciStatus.NOT_SUPPORTED);
    }

    RsiOutcome suspend(RsiCall call) {
        RsiOutcome exit = exit(call, 0);
        call.complete(PsciStatus.SUCCESS);
        return exit;
    }

    RsiOutcome off(RsiCall call) {
        call.rec().setRunnable(false);
        return exit(call, 0);
    }

    /** CPU_ON and AFFINITY_INFO are the host's to know of, and wait for RMI_PSCI_COMPLETE. */
    RsiOutcome on(RsiCall call) {
        long target = call.operand(1);
        long entry = call.operand(2);
        if (!call.realm().tables().isProtected(entry, 1)) {
            return RsiOutcome.refused(
                    PsciStatus.INVALID_ADDRESS,
                    Refusal.ofValue("entry", "entry_point_address", entry, "not in the protected half"));
        }
        Optional<RealmExecutionContext> rec = recs.find(call.realm(), target);
        if (rec.isEmpty()) {
            return noSuchProcessor("mpidr", "target_cpu", target);
        }
        if (rec.get() == call.rec()) {
            return RsiOutcome.refused(
                    PsciStatus.ALREADY_ON,
                    new Refusal(
                            "runnable",
                            "target_cpu",
                            target,
                            FoundState.rec(rec.get().describe()),
                            "it is the caller"));
        }
        return wait(call, CPU_ON, rec.get().mpidr(), entry, call.operand(3));
    }

    RsiOutcome affinityInfo(RsiCall call) {
        long target = call.operand(1);
        long level = call.operand(2) & WORD;
        if (level != 0) {
            return RsiOutcome.refused(
                    PsciStatus.INVALID_PARAMETERS,
                    Refusal.ofValue(
                            "target_bound", "lowest_affinity_level", level, "only single processors are known"));
        }
        Optional<RealmExecutionContext> rec = recs.find(call.realm(), target);
        if (rec.isEmpty()) {
            return noSuchProcessor("target_match", "target_affinity", target);
        }
        if (rec.get() == call.rec()) {
            return RsiOutcome.value(PsciStatus.AFFINITY_ON);
        }
        return wait(call, AFFINITY_INFO, rec.get().mpidr(), 0, 0);
    }

    private static RsiOutcome noSuchProcessor(String condition, String operand, long target) {
        return RsiOutcome.refused(
                PsciStatus.INVALID_PARAMETERS,
                Refusal.ofValue(condition, operand, target, "the realm has no processor with this MPIDR"));
    }

    private static RsiOutcome wait(RsiCall call, long function, long target, long entry, long context) {
        call.rec().setPending(new PendingAnswer.PsciCall(function, target, entry, context));
        return exit(call, 1);
    }

    RsiOutcome systemOff(RsiCall call) {
        call.realm().setState(RealmState.SYSTEM_OFF);
        return exit(call, 0);
    }

    /** @param operands how many operands the host may know, besides the function without its hint on SVE */
    private static RsiOutcome exit(RsiCall call, int operands) {
        RecExit exit = new RecExit(ExitReason.PSCI).withRegister(0, call.operand(0) & WORD & ~RsiCommands.SVE_HINT);
        for (int n = 1; n <= operands; n++) {
            exit.withRegister(n, call.operand(n));
        }
        return new RsiOutcome.Exit(exit);
    }
}
