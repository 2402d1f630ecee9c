package dev.realmstep.cpu;

import org.jspecify.annotations.Nullable;

/**
 * One MRS, MSR (register), SYS or SYSL as the traps see it.
 *
 * @param encoding bits [20:5] of the instruction
 * @param transfer Rt
 * @param read whether it transfers to Rt
 */
record SystemAccess(int encoding, int transfer, boolean read) {
    /** A trap of this access, with the syndrome that names it (Arm ARM D23.2.37, EC 0x18). */
    SynchronousException trapTo(ExceptionLevel target) {
        int iss = op0() << 20 | op2() << 17 | op1() << 14 | crn() << 10 | transfer << 5 | crm() << 1 | (read ? 1 : 0);
        return SynchronousException.trap(ExceptionClass.TRAPPED_SYSTEM_REGISTER, iss, target);
    }

    /** Traps this access if there is a level to trap it to. */
    void trapIfRouted(@Nullable ExceptionLevel target) {
        if (target != null) {
            throw trapTo(target);
        }
    }

    int op0() {
        return encoding >>> 14 & 3;
    }

    int op1() {
        return encoding >>> 11 & 7;
    }

    int crn() {
        return encoding >>> 7 & 0xF;
    }

    int crm() {
        return encoding >>> 3 & 0xF;
    }

    int op2() {
        return encoding & 7;
    }
}
