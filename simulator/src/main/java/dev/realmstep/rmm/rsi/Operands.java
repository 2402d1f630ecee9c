package dev.realmstep.rmm.rsi;

import dev.realmstep.rmm.granule.GranuleTable;
import dev.realmstep.rmm.rec.RealmAddress;
import dev.realmstep.rmm.rec.RecExit;
import dev.realmstep.rmm.refusal.FoundState;
import dev.realmstep.rmm.refusal.Refusal;
import java.util.Optional;

/** Failure conditions that calls of realms share, and the exit for memory that is missing. */
final class Operands {
    private Operands() {}

    /** ERROR_INPUT for an operand's value. */
    static RsiOutcome input(String condition, String operand, long value, String explanation) {
        return RsiOutcome.refused(RsiStatus.ERROR_INPUT, Refusal.ofValue(condition, operand, value, explanation));
    }

    /**
     * Why [base, top) is no range of granules in the protected half; empty if it is one.
     *
     * @param topAlignment the specification's name for the condition that the top is aligned
     */
    static Optional<RsiOutcome> refuseRange(RsiCall call, long base, long top, String topAlignment) {
        if (!GranuleTable.isAligned(base)) {
            return Optional.of(input("base_align", "base", base, "not a multiple of 4 KiB"));
        }
        if (!GranuleTable.isAligned(top)) {
            return Optional.of(input(topAlignment, "top", top, "not a multiple of 4 KiB"));
        }
        if (Long.compareUnsigned(top, base) <= 0) {
            return Optional.of(input("size_valid", "top", top, "not above the base"));
        }
        if (!call.realm().tables().isProtected(base, top - base)) {
            return Optional.of(input("rgn_bound", "top", top, "not all in the protected half"));
        }
        return Optional.empty();
    }

    /** Why an operand is not the address of a structure in the protected half; empty if it is one. */
    static Optional<RsiOutcome> refuseAddress(RsiCall call, long ipa, int size) {
        if ((ipa & (size - 1)) != 0) {
            return Optional.of(input("addr_align", "addr", ipa, "not a multiple of 0x%x".formatted(size)));
        }
        if (!call.realm().tables().isProtected(ipa, size)) {
            return Optional.of(input("addr_bound", "addr", ipa, "not in the protected half"));
        }
        return Optional.empty();
    }

    /** The realm gave up the memory that it names: the specification has no condition for that. */
    static RsiOutcome empty(long ipa) {
        return RsiOutcome.refused(
                RsiStatus.ERROR_INPUT,
                new Refusal("addr_ripas", "addr", ipa, FoundState.rttEntry("RIPAS EMPTY"), "its RIPAS is EMPTY"));
    }

    /** The exit by which the host learns that memory at an IPA is missing, as if the realm had touched it itself. */
    static RsiOutcome missing(long ipa, RealmAddress.Absent absent) {
        return new RsiOutcome.Retry(RecExit.ofMissingMemory(ipa, absent.level()));
    }
}
