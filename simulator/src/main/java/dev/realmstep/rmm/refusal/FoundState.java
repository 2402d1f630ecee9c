package dev.realmstep.rmm.refusal;

/**
 * What a refused call found in place of what it needs.
 *
 * @param subject what was looked at
 * @param state it was in, as in {@code DELEGATED} or {@code ASSIGNED with RIPAS RAM at level 3}
 */
public record FoundState(Subject subject, String state) {
    /** What has a state that a call depends on. */
    public enum Subject {
        /** The value of an operand, or of a field of a structure that it points to. */
        OPERAND,
        GRANULE,
        REALM,
        REC,
        /** An entry of a realm translation table. */
        RTT_ENTRY
    }

    /** An operand whose value alone is enough to refuse it. */
    public static FoundState operand(String state) {
        return new FoundState(Subject.OPERAND, state);
    }

    public static FoundState granule(String state) {
        return new FoundState(Subject.GRANULE, state);
    }

    public static FoundState realm(String state) {
        return new FoundState(Subject.REALM, state);
    }

    public static FoundState rec(String state) {
        return new FoundState(Subject.REC, state);
    }

    public static FoundState rttEntry(String state) {
        return new FoundState(Subject.RTT_ENTRY, state);
    }
}
