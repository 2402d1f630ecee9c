package dev.realmstep.device.timer;

import dev.realmstep.cpu.SystemRegister;

/** The timers of a processing element, with their registers and the PPIs that the base system architecture gives them. */
enum Timer {
    PHYSICAL(SystemRegister.CNTP_CTL_EL0, SystemRegister.CNTP_CVAL_EL0, SystemRegister.CNTP_TVAL_EL0, 30),
    VIRTUAL(SystemRegister.CNTV_CTL_EL0, SystemRegister.CNTV_CVAL_EL0, SystemRegister.CNTV_TVAL_EL0, 27),
    HYPERVISOR_PHYSICAL(SystemRegister.CNTHP_CTL_EL2, SystemRegister.CNTHP_CVAL_EL2, SystemRegister.CNTHP_TVAL_EL2, 26),
    HYPERVISOR_VIRTUAL(SystemRegister.CNTHV_CTL_EL2, SystemRegister.CNTHV_CVAL_EL2, SystemRegister.CNTHV_TVAL_EL2, 28);

    private final SystemRegister control;
    private final SystemRegister compareValue;
    private final SystemRegister timerValue;
    private final int interrupt;

    Timer(SystemRegister control, SystemRegister compareValue, SystemRegister timerValue, int interrupt) {
        this.control = control;
        this.compareValue = compareValue;
        this.timerValue = timerValue;
        this.interrupt = interrupt;
    }

    SystemRegister control() {
        return control;
    }

    SystemRegister compareValue() {
        return compareValue;
    }

    SystemRegister timerValue() {
        return timerValue;
    }

    /** INTID of its PPI. */
    int interrupt() {
        return interrupt;
    }
}
