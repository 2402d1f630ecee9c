package dev.realmstep.rmm.rsi;

import static dev.realmstep.rmm.rsi.Operands.input;
import static dev.realmstep.rmm.rsi.Operands.refuseRange;

import dev.realmstep.rmm.rec.ExitReason;
import dev.realmstep.rmm.rec.PendingAnswer;
import dev.realmstep.rmm.rec.RecExit;
import dev.realmstep.rmm.rtt.RealmTranslationTables;
import dev.realmstep.rmm.rtt.Ripas;
import dev.realmstep.rmm.rtt.RttEntry;
import dev.realmstep.rmm.rtt.RttWalk;
import java.util.Optional;

/** RSI_IPA_STATE_SET and RSI_IPA_STATE_GET: what the realm counts on of its addresses. */
final class IpaStateCommands {
    private static final long CHANGE_DESTROYED = 1;
    /** The bits of the operand that hold RsiRipas. */
    private static final long RIPAS = 0xFF;

    /** Leaves to the host, which carries the change out with RMI_RTT_SET_RIPAS. */
    RsiOutcome set(RsiCall call) {
        long base = call.operand(1);
        long top = call.operand(2);
        long ripas = call.operand(3) & RIPAS;
        Optional<RsiOutcome> refused = refuseRange(call, base, top, "top_align");
        if (refused.isPresent()) {
            return refused.get();
        }
        if (ripas != Ripas.EMPTY.ordinal() && ripas != Ripas.RAM.ordinal()) {
            return input("ripas_valid", "ripas", ripas, "a realm can ask for EMPTY (0) and RAM (1)");
        }
        boolean changesDestroyed = (call.operand(4) & CHANGE_DESTROYED) != 0;
        PendingAnswer.RipasChange change =
                new PendingAnswer.RipasChange(base, base, top, Ripas.of((int) ripas), changesDestroyed);
        call.rec().setPending(change);
        return new RsiOutcome.Exit(new RecExit(ExitReason.RIPAS_CHANGE).withRipasChange(change));
    }

    /** The RIPAS at an address, and up to where it is the same. */
    RsiOutcome get(RsiCall call) {
        long base = call.operand(1);
        long top = call.operand(2);
        Optional<RsiOutcome> refused = refuseRange(call, base, top, "end_align");
        if (refused.isPresent()) {
            return refused.get();
        }
        RealmTranslationTables tables = call.realm().tables();
        RttWalk walk = tables.walk(call.memory(), base, RealmTranslationTables.LAST_LEVEL);
        Ripas ripas = walk.entry().ripas();
        long mapped = RttEntry.mappedBytes(walk.level());
        long end = (base & -mapped) + mapped;
        for (int index = walk.index() + 1;
                index < RealmTranslationTables.ENTRIES && end < top;
                index++, end += mapped) {
            RttEntry next = RealmTranslationTables.entry(call.memory(), walk.table(), index, walk.level());
            if (next.isTable() || next.ripas() != ripas) {
                break;
            }
        }
        call.setResult(1, Math.min(end, top));
        call.setResult(2, ripas.ordinal());
        return RsiOutcome.success();
    }
}
