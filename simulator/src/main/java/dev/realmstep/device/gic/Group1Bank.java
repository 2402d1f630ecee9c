package dev.realmstep.device.gic;

/** The registers of a CPU interface that each security state has its own of. */
final class Group1Bank {
    private static final int CTLR_CBPR = 1;
    private static final int CTLR_EOIMODE = 1 << 1;

    private final int lowestBinaryPoint;
    private boolean enabled;
    private int binaryPoint;
    private int activePriorities;
    private int control;

    Group1Bank(int lowestBinaryPoint) {
        this.lowestBinaryPoint = lowestBinaryPoint;
        this.binaryPoint = lowestBinaryPoint;
    }

    boolean isEnabled() {
        return enabled;
    }

    void setEnabled(boolean enabled) {
        this.enabled = enabled;
    }

    /** ICC_BPR1_EL1. */
    int binaryPoint() {
        return binaryPoint;
    }

    void setBinaryPoint(int binaryPoint) {
        this.binaryPoint = Math.max(binaryPoint & 7, lowestBinaryPoint);
    }

    int activePriorities() {
        return activePriorities;
    }

    void setActivePriorities(int activePriorities) {
        this.activePriorities = activePriorities;
    }

    /** CBPR and EOImode as ICC_CTLR_EL1 holds them. */
    int control() {
        return control;
    }

    void setControl(int control) {
        this.control = control & (CTLR_CBPR | CTLR_EOIMODE);
    }

    /** CBPR: Group 0's binary point is that of Group 1 too. */
    boolean usesCommonBinaryPoint() {
        return (control & CTLR_CBPR) != 0;
    }

    /** EOImode: the end of an interrupt drops the priority, and deactivation is a write of its own. */
    boolean splitsEndOfInterrupt() {
        return (control & CTLR_EOIMODE) != 0;
    }
}
