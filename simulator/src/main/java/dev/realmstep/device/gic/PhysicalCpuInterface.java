package dev.realmstep.device.gic;

import dev.realmstep.cpu.ExceptionLevel;
import dev.realmstep.cpu.InterruptSignal;
import dev.realmstep.cpu.ProcessingElement;
import dev.realmstep.cpu.SecureConfiguration;
import dev.realmstep.cpu.SecurityState;
import dev.realmstep.cpu.SystemRegister;
import org.jspecify.annotations.Nullable;

/** The CPU interface of a processing element for physical interrupts (IHI 0069, 4.8 and 12.2): the ICC registers. */
final class PhysicalCpuInterface {
    /** ICC_CTLR: five bits of priority, 16 of INTIDs, and SGIs to any Aff3. */
    static final int CTLR_FEATURES = (Priorities.BITS - 1) << 8 | 1 << 15;

    private static final int CTLR_EL3_EOIMODE = 1 << 2;

    private final ProcessingElement element;
    private final InterruptController controller;
    private final boolean twoSecurityStates;
    private final Group1Bank secure;
    private final Group1Bank nonSecure;
    private int priorityMask;
    private boolean group0Enabled;
    private int group0BinaryPoint = Priorities.LOWEST_BINARY_POINT;
    private int group0ActivePriorities;
    private boolean monitorSplitsEndOfInterrupt;

    PhysicalCpuInterface(ProcessingElement element, InterruptController controller, boolean twoSecurityStates) {
        this.element = element;
        this.controller = controller;
        this.twoSecurityStates = twoSecurityStates;
        this.nonSecure = new Group1Bank(Priorities.LOWEST_BINARY_POINT + 1);
        this.secure = twoSecurityStates ? new Group1Bank(Priorities.LOWEST_BINARY_POINT) : nonSecure;
    }

    long read(SystemRegister register) {
        return switch (register) {
            case ICC_PMR_EL1 -> shownPriority(priorityMask);
            case ICC_RPR_EL1 -> shownPriority(runningPriority());
            case ICC_IAR0_EL1 -> acknowledge(InterruptGroup.GROUP0);
            case ICC_IAR1_EL1 -> acknowledge(accessedGroup1());
            case ICC_HPPIR0_EL1 -> identify(InterruptGroup.GROUP0, pending());
            case ICC_HPPIR1_EL1 -> identify(accessedGroup1(), pending());
            case ICC_BPR0_EL1 -> group0BinaryPoint;
            case ICC_BPR1_EL1 -> group1BinaryPoint();
            case ICC_AP0R0_EL1 -> group0ActivePriorities & 0xFFFF_FFFFL;
            case ICC_AP1R0_EL1 -> bank().activePriorities() & 0xFFFF_FFFFL;
            case ICC_CTLR_EL1 -> CTLR_FEATURES | bank().control();
            case ICC_CTLR_EL3 -> monitorControl();
            case ICC_IGRPEN0_EL1 -> bit(group0Enabled, 0);
            case ICC_IGRPEN1_EL1 -> bit(bank().isEnabled(), 0);
            case ICC_IGRPEN1_EL3 -> bit(nonSecure.isEnabled(), 0) | bit(secure.isEnabled(), 1);
            default -> 0;
        };
    }

    void write(SystemRegister register, long value) {
        int word = (int) value;
        switch (register) {
            case ICC_PMR_EL1 -> setPriorityMask(word & 0xFF);
            case ICC_EOIR0_EL1 -> endOfInterrupt(InterruptGroup.GROUP0, word);
            case ICC_EOIR1_EL1 -> endOfInterrupt(accessedGroup1(), word);
            case ICC_DIR_EL1 -> {
                if (splitsEndOfInterrupt()) {
                    deactivate(word);
                }
            }
            case ICC_BPR0_EL1 -> group0BinaryPoint = Math.max(word & 7, Priorities.LOWEST_BINARY_POINT);
            case ICC_BPR1_EL1 -> {
                if (!bank().usesCommonBinaryPoint()) {
                    bank().setBinaryPoint(word);
                }
            }
            case ICC_AP0R0_EL1 -> group0ActivePriorities = word;
            case ICC_AP1R0_EL1 -> bank().setActivePriorities(word);
            case ICC_CTLR_EL1 -> bank().setControl(word);
            case ICC_CTLR_EL3 -> setMonitorControl(word);
            case ICC_IGRPEN0_EL1 -> group0Enabled = (word & 1) != 0;
            case ICC_IGRPEN1_EL1 -> bank().setEnabled((word & 1) != 0);
            case ICC_IGRPEN1_EL3 -> {
                secure.setEnabled((word & 2) != 0);
                nonSecure.setEnabled((word & 1) != 0);
            }
            case ICC_SGI0R_EL1, ICC_SGI1R_EL1, ICC_ASGI1R_EL1 -> send(register, value);
            default -> {
                // The other registers are read-only.
            }
        }
        update();
    }

    /** The Non-secure state cannot raise a priority mask that is in the Secure half: firmware does it once. */
    void handOverToNonSecure() {
        priorityMask = Priorities.IMPLEMENTED;
    }

    /** Drives the element's IRQ and FIQ. */
    void update() {
        Interrupt pending = pending();
        InterruptSignal signal = pending == null || !preempts(pending) ? null : signalOf(pending.group());
        element.interruptInputs().setLevel(InterruptSignal.FIQ, signal == InterruptSignal.FIQ);
        element.interruptInputs().setLevel(InterruptSignal.IRQ, signal == InterruptSignal.IRQ);
    }

    /**
     * Which exception a group leads to (IHI 0069, 4.6.2). While EL3 runs, it is that of the world to which EL3 returns:
     * the monitor of this machine takes no interrupts itself.
     */
    private InterruptSignal signalOf(InterruptGroup group) {
        return group == accessedGroup1() ? InterruptSignal.IRQ : InterruptSignal.FIQ;
    }

    private @Nullable Interrupt pending() {
        return controller.highestPending(element.index(), this::isEnabled);
    }

    private boolean isEnabled(InterruptGroup group) {
        return switch (group) {
            case GROUP0 -> group0Enabled;
            case SECURE_GROUP1 -> secure.isEnabled();
            case NON_SECURE_GROUP1 -> nonSecure.isEnabled();
        };
    }

    private boolean preempts(Interrupt interrupt) {
        return interrupt.priority() < priorityMask && groupPriority(interrupt) < runningPriority();
    }

    private int groupPriority(Interrupt interrupt) {
        return Priorities.group(interrupt.priority(), binaryPointOf(interrupt.group()));
    }

    private int binaryPointOf(InterruptGroup group) {
        return switch (group) {
            case GROUP0 -> group0BinaryPoint;
            case SECURE_GROUP1 -> secure.usesCommonBinaryPoint() ? group0BinaryPoint : secure.binaryPoint();
            case NON_SECURE_GROUP1 ->
                nonSecure.usesCommonBinaryPoint() ? group0BinaryPoint : Priorities.fromGroup1(nonSecure.binaryPoint());
        };
    }

    private int runningPriority() {
        return Priorities.highestActive(
                group0ActivePriorities | secure.activePriorities() | nonSecure.activePriorities());
    }

    private long acknowledge(InterruptGroup group) {
        Interrupt interrupt = pending();
        if (interrupt == null || !preempts(interrupt)) {
            return InterruptIds.SPURIOUS;
        }
        if (interrupt.group() != group) {
            return identify(group, interrupt);
        }
        int priority = groupPriority(interrupt);
        setActivePriorities(group, Priorities.activate(activePriorities(group), priority));
        controller.acknowledge(interrupt);
        return interrupt.id();
    }

    /** An INTID for a reader who asks for a group; EL3 is told about the other groups by special INTIDs. */
    private long identify(InterruptGroup group, @Nullable Interrupt interrupt) {
        if (interrupt == null) {
            return InterruptIds.SPURIOUS;
        }
        if (interrupt.group() == group) {
            return interrupt.id();
        }
        boolean monitor = element.exceptionLevel() == ExceptionLevel.EL3 && group == InterruptGroup.GROUP0;
        if (!monitor || !twoSecurityStates) {
            return InterruptIds.SPURIOUS;
        }
        return interrupt.group() == InterruptGroup.SECURE_GROUP1
                ? InterruptIds.FOR_SECURE
                : InterruptIds.FOR_NON_SECURE;
    }

    private void endOfInterrupt(InterruptGroup group, int id) {
        if (id >= InterruptIds.FIRST_SPECIAL) {
            return;
        }
        setActivePriorities(group, Priorities.drop(activePriorities(group)));
        if (!splitsEndOfInterrupt()) {
            deactivate(id);
        }
    }

    private void deactivate(int id) {
        Interrupt interrupt = controller.interrupt(element.index(), id);
        boolean own = interrupt != null && (isSecureAccess() || interrupt.group() == accessedGroup1());
        if (interrupt != null && (own || !twoSecurityStates)) {
            controller.deactivate(interrupt);
        }
    }

    private boolean splitsEndOfInterrupt() {
        boolean monitor = twoSecurityStates && element.exceptionLevel() == ExceptionLevel.EL3;
        return monitor ? monitorSplitsEndOfInterrupt : bank().splitsEndOfInterrupt();
    }

    private int activePriorities(InterruptGroup group) {
        return switch (group) {
            case GROUP0 -> group0ActivePriorities;
            case SECURE_GROUP1 -> secure.activePriorities();
            case NON_SECURE_GROUP1 -> nonSecure.activePriorities();
        };
    }

    private void setActivePriorities(InterruptGroup group, int activePriorities) {
        switch (group) {
            case GROUP0 -> group0ActivePriorities = activePriorities;
            case SECURE_GROUP1 -> secure.setActivePriorities(activePriorities);
            case NON_SECURE_GROUP1 -> nonSecure.setActivePriorities(activePriorities);
        }
    }

    private void send(SystemRegister register, long value) {
        InterruptGroup group = switch (register) {
            case ICC_SGI0R_EL1 -> isSecureAccess() || !twoSecurityStates ? InterruptGroup.GROUP0 : null;
            case ICC_SGI1R_EL1 -> accessedGroup1();
            // The other state's Group 1, which only the Secure state may reach without leave.
            default -> isSecureAccess() ? InterruptGroup.NON_SECURE_GROUP1 : null;
        };
        if (group != null) {
            controller.send(element.index(), new SoftwareGeneratedInterrupt(value), group);
        }
    }

    private int group1BinaryPoint() {
        if (!bank().usesCommonBinaryPoint()) {
            return bank().binaryPoint();
        }
        return isSecureAccess() ? group0BinaryPoint : Priorities.toGroup1(group0BinaryPoint);
    }

    private long monitorControl() {
        int secureControl = secure.control();
        int nonSecureControl = nonSecure.control();
        return CTLR_FEATURES
                | (secureControl & 1)
                | (nonSecureControl & 1) << 1
                | (monitorSplitsEndOfInterrupt ? CTLR_EL3_EOIMODE : 0)
                | (secureControl & 2) << 2
                | (nonSecureControl & 2) << 3;
    }

    private void setMonitorControl(int value) {
        monitorSplitsEndOfInterrupt = (value & CTLR_EL3_EOIMODE) != 0;
        secure.setControl((value & 1) | (value >>> 2 & 2));
        nonSecure.setControl((value >>> 1 & 1) | (value >>> 3 & 2));
    }

    /** A Non-secure reader who has no part in Group 0 sees the lower half of the priorities as the whole. */
    private long shownPriority(int priority) {
        if (!isRestricted() || priority == Priorities.IDLE) {
            return priority;
        }
        return priority < 0x80 ? 0 : Priorities.toNonSecure(priority);
    }

    private void setPriorityMask(int value) {
        if (!isRestricted()) {
            priorityMask = value & Priorities.IMPLEMENTED;
        } else if (priorityMask >= 0x80) {
            priorityMask = Priorities.fromNonSecure(value) & Priorities.IMPLEMENTED;
        }
    }

    private boolean isRestricted() {
        return twoSecurityStates
                && !isSecureAccess()
                && element.exceptionLevel() != ExceptionLevel.EL3
                && (element.systemRegisters().get(SystemRegister.SCR_EL3) & SecureConfiguration.FIQ) != 0;
    }

    /** Realm is Non-secure to the GIC; EL3 reaches the registers of the world that SCR_EL3 selects. */
    private boolean isSecureAccess() {
        return twoSecurityStates && element.securityStateBelowEl3() == SecurityState.SECURE;
    }

    private InterruptGroup accessedGroup1() {
        return isSecureAccess() ? InterruptGroup.SECURE_GROUP1 : InterruptGroup.NON_SECURE_GROUP1;
    }

    private Group1Bank bank() {
        return isSecureAccess() ? secure : nonSecure;
    }

    private static long bit(boolean value, int position) {
        return value ? 1L << position : 0;
    }
}
