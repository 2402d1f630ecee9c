package dev.realmstep.device.gic;

import dev.realmstep.cpu.SystemRegister;
import java.util.function.IntConsumer;

/**
 * The CPU interface of a processing element for virtual interrupts (IHI 0069, 6.3): what the ICC registers do when an
 * access of EL1 to them is virtual, and so reaches an ICV register.
 */
final class VirtualCpuInterface {
    private static final int CTLR_CBPR = 1;
    private static final int CTLR_EOIMODE = 1 << 1;

    private final VirtualInterface state;
    private final IntConsumer deactivatePhysical;

    /** @param deactivatePhysical ends the physical interrupt, by INTID, that a virtual one stood for */
    VirtualCpuInterface(VirtualInterface state, IntConsumer deactivatePhysical) {
        this.state = state;
        this.deactivatePhysical = deactivatePhysical;
    }

    long read(SystemRegister register) {
        VirtualMachineControl control = state.control();
        return switch (register) {
            case ICC_PMR_EL1 -> control.priorityMask();
            case ICC_RPR_EL1 -> runningPriority();
            case ICC_IAR0_EL1 -> acknowledge(false);
            case ICC_IAR1_EL1 -> acknowledge(true);
            case ICC_HPPIR0_EL1 -> identify(false);
            case ICC_HPPIR1_EL1 -> identify(true);
            case ICC_BPR0_EL1 -> control.binaryPoint(false);
            case ICC_BPR1_EL1 ->
                control.usesCommonBinaryPoint()
                        ? Priorities.toGroup1(control.binaryPoint(false))
                        : control.binaryPoint(true);
            case ICC_AP0R0_EL1 -> state.activePriorities(false) & 0xFFFF_FFFFL;
            case ICC_AP1R0_EL1 -> state.activePriorities(true) & 0xFFFF_FFFFL;
            case ICC_CTLR_EL1 ->
                PhysicalCpuInterface.CTLR_FEATURES
                        | (control.usesCommonBinaryPoint() ? CTLR_CBPR : 0)
                        | (control.splitsEndOfInterrupt() ? CTLR_EOIMODE : 0);
            case ICC_IGRPEN0_EL1 -> control.isEnabled(false) ? 1 : 0;
            case ICC_IGRPEN1_EL1 -> control.isEnabled(true) ? 1 : 0;
            default -> 0;
        };
    }

    void write(SystemRegister register, long value) {
        int word = (int) value;
        VirtualMachineControl control = state.control();
        switch (register) {
            case ICC_PMR_EL1 -> state.setControl(control.withPriorityMask(word));
            case ICC_EOIR0_EL1 -> endOfInterrupt(false, word);
            case ICC_EOIR1_EL1 -> endOfInterrupt(true, word);
            case ICC_DIR_EL1 -> {
                if (control.splitsEndOfInterrupt()) {
                    deactivate(word);
                }
            }
            case ICC_BPR0_EL1 -> state.setControl(control.withBinaryPoint(false, word));
            case ICC_BPR1_EL1 -> {
                if (!control.usesCommonBinaryPoint()) {
                    state.setControl(control.withBinaryPoint(true, word));
                }
            }
            case ICC_AP0R0_EL1 -> state.setActivePriorities(false, word);
            case ICC_AP1R0_EL1 -> state.setActivePriorities(true, word);
            case ICC_CTLR_EL1 ->
                state.setControl(control.withCommonBinaryPoint((word & CTLR_CBPR) != 0)
                        .withSplitEndOfInterrupt((word & CTLR_EOIMODE) != 0));
            case ICC_IGRPEN0_EL1 -> state.setControl(control.withEnabled(false, (word & 1) != 0));
            case ICC_IGRPEN1_EL1 -> state.setControl(control.withEnabled(true, (word & 1) != 0));
            default -> {
                // The other registers are read-only.
            }
        }
    }

    /** Whether a virtual interrupt of a group is signalled: Group 0 as virtual FIQ, Group 1 as virtual IRQ. */
    boolean signals(boolean group1) {
        int n = state.highestPending();
        return n >= 0 && state.listRegister(n).isGroup1() == group1 && preempts(state.listRegister(n));
    }

    private boolean preempts(ListRegister candidate) {
        VirtualMachineControl control = state.control();
        return candidate.priority() < control.priorityMask()
                && control.groupPriority(candidate.isGroup1(), candidate.priority()) < runningPriority();
    }

    private int runningPriority() {
        return Priorities.highestActive(state.activePriorities(false) | state.activePriorities(true));
    }

    private long acknowledge(boolean group1) {
        if (!signals(group1)) {
            return InterruptIds.SPURIOUS;
        }
        int n = state.highestPending();
        ListRegister taken = state.listRegister(n);
        int groupPriority = state.control().groupPriority(group1, taken.priority());
        state.setActivePriorities(group1, Priorities.activate(state.activePriorities(group1), groupPriority));
        state.setListRegister(n, taken.acknowledged());
        return taken.virtualId();
    }

    private long identify(boolean group1) {
        int n = state.highestPending();
        return n >= 0 && state.listRegister(n).isGroup1() == group1
                ? state.listRegister(n).virtualId()
                : InterruptIds.SPURIOUS;
    }

    private void endOfInterrupt(boolean group1, int id) {
        if (id >= InterruptIds.FIRST_SPECIAL) {
            return;
        }
        int dropped = dropPriority();
        VirtualMachineControl control = state.control();
        if (control.splitsEndOfInterrupt()) {
            return;
        }
        int n = state.findActive(id);
        if (n < 0) {
            state.countEndOfInterrupt();
        } else {
            ListRegister ended = state.listRegister(n);
            boolean matches = ended.isGroup1() == group1 && control.groupPriority(group1, ended.priority()) == dropped;
            if (matches) {
                deactivateListRegister(n);
            }
        }
    }

    /** Ends the highest active priority of the two groups, and tells which it was. */
    private int dropPriority() {
        int group0 = state.activePriorities(false);
        int group1 = state.activePriorities(true);
        int dropped = runningPriority();
        boolean isGroup1 = Priorities.highestActive(group1) == dropped;
        state.setActivePriorities(isGroup1, Priorities.drop(isGroup1 ? group1 : group0));
        return dropped;
    }

    private void deactivate(int id) {
        if (id >= InterruptIds.FIRST_SPECIAL) {
            return;
        }
        int n = state.findActive(id);
        if (n < 0) {
            state.countEndOfInterrupt();
        } else {
            deactivateListRegister(n);
        }
    }

    private void deactivateListRegister(int n) {
        ListRegister ended = state.listRegister(n);
        state.setListRegister(n, ended.deactivated());
        if (ended.isHardware()) {
            deactivatePhysical.accept(ended.physicalId());
        }
    }
}
