package dev.realmstep.device.gic;

/** Ranges of INTIDs (IHI 0069, 2.2). */
final class InterruptIds {
    /** Below are software generated interrupts. */
    static final int FIRST_PPI = 16;
    /** Below are interrupts private to a processing element. */
    static final int FIRST_SPI = 32;

    static final int FIRST_SPECIAL = 1020;
    /** Read at EL3: the pending interrupt belongs to Secure Group 1. */
    static final int FOR_SECURE = 1020;
    /** Read at EL3: the pending interrupt belongs to Non-secure Group 1. */
    static final int FOR_NON_SECURE = 1021;
    /** No interrupt is pending that the reader may have. */
    static final int SPURIOUS = 1023;

    /** The virtual interface asks the hypervisor for maintenance; the PPI is the base system architecture's. */
    static final int MAINTENANCE = 25;

    private InterruptIds() {}
}
