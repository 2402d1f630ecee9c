package dev.realmstep.rmm.granule;

/**
 * An operand that is the address of a granule, and how the specification calls the conditions on it.
 *
 * @param name of the operand
 * @param alignment the condition that it is aligned
 * @param bound the condition that it can be delegated at all
 * @param state the condition on the granule's state
 */
public record GranuleOperand(String name, String alignment, String bound, String state) {
    /** What the granule commands work on. */
    public static final GranuleOperand GRANULE = withPrefix("addr", "gran");

    public static final GranuleOperand RD = withPrefix("rd", "rd");
    public static final GranuleOperand DATA = withPrefix("data", "data");
    public static final GranuleOperand RTT = withPrefix("rtt", "rtt");
    public static final GranuleOperand CALLING_REC = withPrefix("calling_rec", "calling");
    public static final GranuleOperand TARGET_REC = withPrefix("target_rec", "target");

    /** A granule that is to become a REC. */
    public static final GranuleOperand NEW_REC = withPrefix("rec", "rec");

    /** The REC of RMI_REC_ENTER; {@code rec_state} is whether it runs. */
    public static final GranuleOperand REC = new GranuleOperand("rec", "rec_align", "rec_bound", "rec_gran_state");

    /** A REC for the commands that call the operand a pointer. */
    public static final GranuleOperand REC_POINTER =
            new GranuleOperand("rec_ptr", "rec_align", "rec_bound", "rec_gran_state");

    /** A start table of a realm; that it is RAM is part of the condition on its state. */
    public static final GranuleOperand START_TABLE =
            new GranuleOperand("rtt_base", "rtt_align", "rtt_state", "rtt_state");

    /** An auxiliary granule of a REC; that it is RAM is part of the condition on its state. */
    public static final GranuleOperand AUXILIARY = new GranuleOperand("aux", "aux_align", "aux_state", "aux_state");

    private static GranuleOperand withPrefix(String name, String prefix) {
        return new GranuleOperand(name, prefix + "_align", prefix + "_bound", prefix + "_state");
    }
}
