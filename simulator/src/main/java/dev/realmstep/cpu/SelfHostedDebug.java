package dev.realmstep.cpu;

import static dev.realmstep.cpu.ExceptionLevel.EL0;
import static dev.realmstep.cpu.ExceptionLevel.EL1;
import static dev.realmstep.cpu.ExceptionLevel.EL2;
import static dev.realmstep.cpu.ExceptionLevel.EL3;

import dev.realmstep.cpu.mmu.AccessKind;

/**
 * Debug exceptions as the software on an element uses them for itself: software step, breakpoints and watchpoints
 * (Arm ARM D2).
 */
public final class SelfHostedDebug {
    private static final long MDSCR_SS = 1;
    private static final long MDSCR_KDE = 1L << 13;
    private static final long MDSCR_MDE = 1L << 15;
    private static final long OS_LOCK_LOCKED = 1L << 1;
    private static final long MDCR_TDE = 1L << 8;

    private static final SystemRegister[] CONTROLS = {SystemRegister.DBGBCR0_EL1, SystemRegister.DBGBCR1_EL1};
    private static final SystemRegister[] VALUES = {SystemRegister.DBGBVR0_EL1, SystemRegister.DBGBVR1_EL1};
    private static final int BCR_TYPE_SHIFT = 20;
    /** The same bits in DBGBCRn_EL1 and DBGWCRn_EL1: E, PMC or PAC, HMC. */
    private static final long ENABLE = 1;

    private static final int LEVELS_SHIFT = 1;
    private static final int HIGHER_LEVELS_SHIFT = 13;
    /** DBGBVRn_EL1.VA of 48-bit addresses, sign-extended; instructions are words. */
    private static final long BREAKPOINT_ADDRESS = ~3L;

    /** ISS of debug exceptions: IFSC, "debug exception". */
    static final int ISS_DEBUG = 0b100010;

    private static final int ISS_STEPPED = 1 << 24;
    private static final int ISS_LOAD_EXCLUSIVE = 1 << 6;
    /** Load-exclusive of one register or two, with or without acquire. */
    private static final int LOAD_EXCLUSIVE_MASK = 0x3FC0_0000;

    private static final int LOAD_EXCLUSIVE = 0x0840_0000;

    private final ProcessingElement element;
    private final Watchpoints watchpoints;

    SelfHostedDebug(ProcessingElement element) {
        this.element = element;
        this.watchpoints = new Watchpoints(element);
    }

    /** Whether instructions are stepped at the current level, may meet a breakpoint there, or access what is watched. */
    public boolean isActive() {
        return isStepping() || hasBreakpoint() || isWatching();
    }

    /** Whether there are watchpoints, be they for the current level or for another. */
    boolean isWatching() {
        return isSet(SystemRegister.MDSCR_EL1, MDSCR_MDE)
                && !isSet(SystemRegister.OSLSR_EL1, OS_LOCK_LOCKED)
                && watchpoints.areOn();
    }

    /** Whether the guest steps or has breakpoints, be it masked now or not. */
    boolean isUsed() {
        return isSet(SystemRegister.MDSCR_EL1, MDSCR_SS | MDSCR_MDE);
    }

    /** Software step is active: each instruction is followed by an exception. */
    public boolean isStepping() {
        return isSet(SystemRegister.MDSCR_EL1, MDSCR_SS) && isEnabled();
    }

    /**
     * To be asked before an instruction while debug is active.
     *
     * @param stepped the word that was executed last
     * @throws SynchronousException for a step that is over, or a breakpoint
     */
    public void check(long address, int stepped) {
        if (isStepping() && !element.state().softwareStep()) {
            int exclusive = (stepped & LOAD_EXCLUSIVE_MASK) == LOAD_EXCLUSIVE ? ISS_LOAD_EXCLUSIVE : 0;
            throw SynchronousException.trap(
                    ExceptionClass.SOFTWARE_STEP_SAME_LEVEL, ISS_STEPPED | exclusive | ISS_DEBUG, target());
        }
        for (int n = 0; n < CONTROLS.length; n++) {
            if (matches(n) && (register(VALUES[n]) & BREAKPOINT_ADDRESS) == address && hasBreakpoint()) {
                throw SynchronousException.trap(ExceptionClass.BREAKPOINT_SAME_LEVEL, ISS_DEBUG, target());
            }
        }
    }

    /**
     * To be asked before an access is made, once nothing else is wrong with it, while there are watchpoints.
     *
     * @param privileged whether the access has the rights of the current level, and not those of EL0
     * @throws SynchronousException for an access that is watched
     */
    void checkAccess(long address, int bytes, AccessKind kind, boolean privileged) {
        if (isEnabled()) {
            watchpoints.check(address, bytes, kind, privileged ? element.exceptionLevel() : EL0, target());
        }
    }

    private boolean hasBreakpoint() {
        return isSet(SystemRegister.MDSCR_EL1, MDSCR_MDE) && (matches(0) || matches(1)) && isEnabled();
    }

    /** Whether a breakpoint is of an address, and for the current level. */
    private boolean matches(int n) {
        long control = register(CONTROLS[n]);
        return (control >>> BCR_TYPE_SHIFT & 0xF) == 0 && isFor(control, element.exceptionLevel());
    }

    /** Whether DBGBCRn_EL1 or DBGWCRn_EL1 is enabled for a level: PMC or PAC names EL1 and EL0, HMC those above. */
    static boolean isFor(long control, ExceptionLevel level) {
        int levels = (int) (control >>> LEVELS_SHIFT) & 3;
        boolean wanted = switch (level) {
            case EL0 -> (levels & 2) != 0;
            case EL1 -> (levels & 1) != 0;
            case EL2 -> (control >>> HIGHER_LEVELS_SHIFT & 1) != 0;
            case EL3 -> false;
        };
        return wanted && isOn(control);
    }

    static boolean isOn(long control) {
        return (control & ENABLE) != 0;
    }

    private boolean isEnabled() {
        return isEnabledFrom(element.exceptionLevel(), (element.state().daif() & ProcessState.D) != 0);
    }

    /** Whether debug exceptions can be taken from a level (AArch64.GenerateDebugExceptionsFrom). */
    private boolean isEnabledFrom(ExceptionLevel level, boolean masked) {
        if (level == EL3 || isSet(SystemRegister.OSLSR_EL1, OS_LOCK_LOCKED)) {
            return false;
        }
        ExceptionLevel target = target();
        return target == level ? isSet(SystemRegister.MDSCR_EL1, MDSCR_KDE) && !masked : level.isLowerThan(target);
    }

    private ExceptionLevel target() {
        boolean toEl2 = element.routing().isEl2Enabled()
                && (isSet(SystemRegister.MDCR_EL2, MDCR_TDE) || isSet(SystemRegister.HCR_EL2, HypervisorControl.TGE));
        return toEl2 ? EL2 : EL1;
    }

    /** PSTATE.SS after a return to a level: the saved one if stepping begins with the return, else 0. */
    boolean stepsAfterReturn(long spsr) {
        boolean enabledAtTarget =
                isEnabledFrom(ProcessState.exceptionLevelOf(spsr), (ProcessState.masksOf(spsr) & ProcessState.D) != 0);
        return isSet(SystemRegister.MDSCR_EL1, MDSCR_SS) && !isEnabled() && enabledAtTarget;
    }

    private boolean isSet(SystemRegister register, long bit) {
        return (register(register) & bit) != 0;
    }

    private long register(SystemRegister register) {
        return element.systemRegisters().get(register);
    }
}
