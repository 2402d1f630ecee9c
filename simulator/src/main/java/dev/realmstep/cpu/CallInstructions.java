package dev.realmstep.cpu;

import static dev.realmstep.cpu.ExceptionLevel.EL0;
import static dev.realmstep.cpu.ExceptionLevel.EL1;
import static dev.realmstep.cpu.ExceptionLevel.EL2;
import static dev.realmstep.cpu.ExceptionLevel.EL3;

/** What SVC, HVC and SMC lead to, with their enables and traps (Arm ARM C6.2, D1.3.6). */
final class CallInstructions {
    private final ProcessingElement element;
    private final ExceptionRouting routing;

    CallInstructions(ProcessingElement element, ExceptionRouting routing) {
        this.element = element;
        this.routing = routing;
    }

    SynchronousException supervisorCall(int immediate) {
        return SynchronousException.call(ExceptionClass.SVC, immediate, routing.general());
    }

    SynchronousException hypervisorCall(int immediate) {
        ExceptionLevel current = element.exceptionLevel();
        boolean available =
                current != EL0 && (current != EL1 || routing.isEl2Enabled()) && isSet(SecureConfiguration.HCE);
        if (!available) {
            return SynchronousException.undefined();
        }
        return SynchronousException.call(ExceptionClass.HVC, immediate, current == EL3 ? EL3 : EL2);
    }

    SynchronousException secureMonitorCall(int immediate) {
        ExceptionLevel current = element.exceptionLevel();
        if (current == EL0) {
            return SynchronousException.undefined();
        }
        if (current == EL1 && (routing.effectiveHypervisorControl() & HypervisorControl.TSC) != 0) {
            // A trap of the instruction, not its execution: the preferred return address is the SMC itself.
            return SynchronousException.trap(ExceptionClass.SMC, immediate, EL2);
        }
        return isSet(SecureConfiguration.SMD)
                ? SynchronousException.undefined()
                : SynchronousException.call(ExceptionClass.SMC, immediate, EL3);
    }

    private boolean isSet(long secureConfigurationBit) {
        return (element.systemRegisters().get(SystemRegister.SCR_EL3) & secureConfigurationBit) != 0;
    }
}
