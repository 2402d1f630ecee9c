package dev.realmstep.rmm.rsi;

import dev.realmstep.rmm.rec.ExitReason;
import dev.realmstep.rmm.rec.PendingAnswer;
import dev.realmstep.rmm.rec.RealmAddress;
import dev.realmstep.rmm.rec.RecExit;
import java.util.Optional;

/** RSI_HOST_CALL: a message of the realm to the host, by an RsiHostCall structure in its memory. */
final class HostCallCommand implements RsiCommand {
    private static final int SIZE = 0x100;
    private static final int GPRS = 0x08;
    private static final int NUM_GPRS = 31;
    private static final long IMMEDIATE = 0xFFFF;

    @Override
    public RsiOutcome execute(RsiCall call) {
        long ipa = call.operand(1);
        Optional<RsiOutcome> refused = Operands.refuseAddress(call, ipa, SIZE);
        if (refused.isPresent()) {
            return refused.get();
        }
        return switch (RealmAddress.of(call.realm(), call.memory(), ipa)) {
            case RealmAddress.Memory memory -> exit(call, ipa, memory.physicalAddress());
            case RealmAddress.Empty empty -> Operands.empty(ipa);
            case RealmAddress.Absent absent -> Operands.missing(ipa, absent);
        };
    }

    private static RsiOutcome exit(RsiCall call, long ipa, long structure) {
        RecExit exit = new RecExit(ExitReason.HOST_CALL)
                .withImmediate((int) (call.memory().read(structure) & IMMEDIATE));
        for (int n = 0; n < NUM_GPRS; n++) {
            exit.withRegister(n, call.memory().read(structure + GPRS + 8L * n));
        }
        call.rec().setPending(new PendingAnswer.HostCall(ipa));
        return new RsiOutcome.Exit(exit);
    }
}
