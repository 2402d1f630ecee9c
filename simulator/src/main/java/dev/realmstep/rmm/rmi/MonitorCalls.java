package dev.realmstep.rmm.rmi;

import dev.realmstep.cpu.ExceptionLevel;
import dev.realmstep.cpu.ProcessingElement;
import dev.realmstep.cpu.ResidentFirmware;

/** The RMM's calls to EL3, which comes back at once (TF-A's RMM-EL3 communication interface). */
final class MonitorCalls {
    private static final long GRANULE_DELEGATE = 0xC400_01B0L;
    private static final long GRANULE_UNDELEGATE = 0xC400_01B1L;
    private static final long OK = 0;

    private MonitorCalls() {}

    /** Moves a granule from the normal world to the Realm world; false if it is not the normal world's. */
    static boolean delegate(ProcessingElement element, long granule) {
        return call(element, GRANULE_DELEGATE, granule) == OK;
    }

    /** Moves a granule from the Realm world to the normal world. */
    static boolean undelegate(ProcessingElement element, long granule) {
        return call(element, GRANULE_UNDELEGATE, granule) == OK;
    }

    private static long call(ProcessingElement element, long function, long operand) {
        element.setX(0, function);
        element.setX(1, operand);
        element.callSecureMonitor(element.programCounter());
        ResidentFirmware monitor = element.resident();
        if (monitor == null) {
            throw new IllegalStateException("no firmware lives at EL3");
        }
        monitor.run(element);
        if (element.exceptionLevel() != ExceptionLevel.EL2) {
            throw new IllegalStateException("EL3 did not return from call 0x%x".formatted(function));
        }
        return element.x(0);
    }
}
