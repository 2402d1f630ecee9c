package dev.realmstep.rmm.rmi;

import dev.realmstep.cpu.PerformanceMonitors;
import dev.realmstep.cpu.ScalableRegisters;

/**
 * RmiFeatureRegister0 (RMM specification 1.0, B4.4.7): what this RMM can give a realm.
 *
 * @param ipaBits the widest IPA space
 * @param vectorLength the longest SVE vector, in units of 128 bits minus one
 * @param breakpoints the most breakpoints, minus one
 * @param watchpoints the most watchpoints, minus one
 * @param eventCounters the most event counters of the performance monitors
 * @param listRegisters of the interrupt controller, minus one
 */
public record FeatureRegister(
        int ipaBits, int vectorLength, int breakpoints, int watchpoints, int eventCounters, int listRegisters) {
    /** The least that the specification allows an IPA space to have. */
    static final int MIN_IPA_BITS = 32;

    private static final long SVE_EN = 1L << 9;
    private static final int SVE_VL_SHIFT = 10;
    private static final int NUM_BPS_SHIFT = 14;
    private static final int NUM_WPS_SHIFT = 20;
    private static final long PMU_EN = 1L << 26;
    private static final int PMU_NUM_CTRS_SHIFT = 27;
    private static final long HASH_SHA_256 = 1L << 32;
    private static final long HASH_SHA_512 = 1L << 33;
    private static final int GICV3_NUM_LRS_SHIFT = 34;
    private static final int MAX_RECS_ORDER_SHIFT = 38;
    /** More RECs than anyone's machine has processors. */
    private static final int MAX_RECS_ORDER = 9;

    /** The most RECs that a realm can have. */
    static final int MOST_RECS = (1 << MAX_RECS_ORDER) - 1;

    /** Without LPA2, which the processing element does not have. */
    public static final FeatureRegister OF_THIS_MACHINE = new FeatureRegister(
            48,
            ScalableRegisters.LONGEST_BITS / ScalableRegisters.GRANULE_BITS - 1,
            1,
            1,
            PerformanceMonitors.EVENT_COUNTERS,
            15);

    long value() {
        return ipaBits
                | SVE_EN
                | (long) vectorLength << SVE_VL_SHIFT
                | (long) breakpoints << NUM_BPS_SHIFT
                | (long) watchpoints << NUM_WPS_SHIFT
                | PMU_EN
                | (long) eventCounters << PMU_NUM_CTRS_SHIFT
                | HASH_SHA_256
                | HASH_SHA_512
                | (long) listRegisters << GICV3_NUM_LRS_SHIFT
                | (long) MAX_RECS_ORDER << MAX_RECS_ORDER_SHIFT;
    }
}
