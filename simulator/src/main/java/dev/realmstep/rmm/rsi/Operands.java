package dev.realmstep.rmm.rsi;

import dev.realmstep.rmm.granule.GranuleTable;
import dev.realmstep.rmm.rec.RealmAddress;
import dev.realmstep.rmm.rec.RecExit;
import dev.realmstep.rmm.refusal.Refusal;
import java.util.Optional;

/** Failure conditions that calls of realms share, and the exit for memory that is missing. */
final class Operands {
    private Operands() {}

    /** ERROR_INPUT with a condition. */
    static RsiOutcome input(String condition, String operand, long value, String found) {
        return RsiOutcome.refused(RsiStatus.ERROR_INPUT, new Refusal(condition, operand, value, found));
    }

    /** Why [base, top) is no range of granules in the protected half; empty if it is one. */
    static Optional<RsiOutcome> refuseRange(RsiCall call, long base, long top) {
        if (!GranuleTable.isAligned(base)) {
            return Optional.of(input("base_align", "base", base, "not a multiple of 4 KiB"));
        }
        if (!GranuleTable.isAligned(top)) {
            return Optional.of(input("top_align", "top", top, "not a multiple of 4 KiB"));
        }
        if (Long.compareUnsigned(top, base) <= 0) {
            return Optional.of(input("size_valid", "top", top, "not above the base"));
        }
        if (!call.realm().tables().isProtected(base, top - base)) {
            return Optional.of(input("rgn_bound", "top", top, "not all in the protected half"));
        }
        return Optional.empty();
    }

    /** The exit by which the host learns that memory at an IPA is missing, as if the realm had touched it itself. */
    static RsiOutcome missing(long ipa, RealmAddress.Absent absent) {
        return new RsiOutcome.Retry(RecExit.ofMissingMemory(ipa, absent.level()));
    }
}
