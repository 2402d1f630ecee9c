package dev.realmstep.host;

import dev.realmstep.cpu.ExceptionLevel;
import dev.realmstep.cpu.ProcessingElement;
import dev.realmstep.cpu.ResidentFirmware;
import dev.realmstep.cpu.SecurityState;

/** An SMC of the host that comes back before any instruction of a realm runs. */
final class MonitorCall {
    /** Where the monitor returns to; distinct from the entry and from {@link RealmManagementInterface#AFTER_REC_ENTER}. */
    private static final long RETURN = 0x1000;

    private static final int OPERANDS = 6;

    private MonitorCall() {}

    /** Makes the call; its results are in the registers. */
    static void make(ProcessingElement element, long function, long... operands) {
        load(element, function, operands);
        element.callSecureMonitor(RETURN);
        while (!isInHost(element)) {
            ResidentFirmware firmware = element.resident();
            if (firmware == null) {
                throw new IllegalStateException("call 0x%x left resident firmware: pc 0x%x at %s"
                        .formatted(function, element.programCounter(), element.exceptionLevel()));
            }
            firmware.run(element);
        }
    }

    /** Puts function and operands into X0 to X6; what is not given is zero. */
    static void load(ProcessingElement element, long function, long... operands) {
        element.setX(0, function);
        for (int n = 1; n <= OPERANDS; n++) {
            element.setX(n, n <= operands.length ? operands[n - 1] : 0);
        }
    }

    private static boolean isInHost(ProcessingElement element) {
        return element.exceptionLevel() == ExceptionLevel.EL2 && element.securityState() == SecurityState.NON_SECURE;
    }
}
