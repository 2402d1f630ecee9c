package dev.realmstep.device.gic;

/** One interrupt: how software configured it, and the state machine inactive, pending, active, active and pending. */
final class Interrupt {
    /** Hears after each change of state whether the interrupt is pending or active. */
    @FunctionalInterface
    interface Observer {
        void stateChanged(boolean stirs);
    }

    private final int id;
    private final Observer observer;
    private boolean group1;
    private boolean groupModifier;
    private boolean enabled;
    private boolean edgeTriggered;
    private int priority;
    private long route;
    private boolean line;
    private boolean latched;
    private boolean active;

    Interrupt(int id, Observer observer) {
        this.id = id;
        this.observer = observer;
        this.edgeTriggered = isSoftwareGenerated();
    }

    /** INTID. */
    int id() {
        return id;
    }

    boolean isSoftwareGenerated() {
        return id < InterruptIds.FIRST_PPI;
    }

    InterruptGroup group() {
        if (group1) {
            return InterruptGroup.NON_SECURE_GROUP1;
        }
        return groupModifier ? InterruptGroup.SECURE_GROUP1 : InterruptGroup.GROUP0;
    }

    boolean isGroup1() {
        return group1;
    }

    void setGroup1(boolean group1) {
        this.group1 = group1;
    }

    boolean hasGroupModifier() {
        return groupModifier;
    }

    void setGroupModifier(boolean groupModifier) {
        this.groupModifier = groupModifier;
    }

    boolean isEnabled() {
        return enabled;
    }

    void setEnabled(boolean enabled) {
        this.enabled = enabled;
    }

    boolean isEdgeTriggered() {
        return edgeTriggered;
    }

    /** Software generated interrupts are edge-triggered for ever. */
    void setEdgeTriggered(boolean edgeTriggered) {
        this.edgeTriggered = edgeTriggered || isSoftwareGenerated();
        stateChanged();
    }

    /** 0 is the highest. */
    int priority() {
        return priority;
    }

    void setPriority(int priority) {
        this.priority = priority & Priorities.IMPLEMENTED;
    }

    /** GICD_IROUTER: the affinity of the processing element that takes it, if it is shared. */
    long route() {
        return route;
    }

    void setRoute(long affinity) {
        this.route = affinity & Affinity.MASK;
    }

    /** Drives its input; true if that changed anything. */
    boolean setLine(boolean asserted) {
        if (line == asserted) {
            return false;
        }
        line = asserted;
        latched |= asserted && edgeTriggered;
        stateChanged();
        return true;
    }

    boolean isPending() {
        return latched || (line && !edgeTriggered);
    }

    /** Software makes it pending, or no longer; a level-sensitive one whose line is asserted stays pending. */
    void setLatched(boolean latched) {
        this.latched = latched;
        stateChanged();
    }

    boolean isActive() {
        return active;
    }

    void setActive(boolean active) {
        this.active = active;
        stateChanged();
    }

    /** Whether it may be signalled to a processing element, as far as it is concerned itself. */
    boolean isDeliverable() {
        return enabled && !active && isPending();
    }

    void acknowledge() {
        latched = false;
        active = true;
        stateChanged();
    }

    private void stateChanged() {
        observer.stateChanged(active || isPending());
    }
}
