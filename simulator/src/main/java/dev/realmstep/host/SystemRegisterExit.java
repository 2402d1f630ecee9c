package dev.realmstep.host;

import dev.realmstep.cpu.ProcessingElement;
import dev.realmstep.cpu.SystemRegister;
import org.jspecify.annotations.Nullable;

/** Writes to system registers that the RMM leaves to the host: those that send software generated interrupts. */
final class SystemRegisterExit {
    private final GuestInterrupts interrupts;

    SystemRegisterExit(GuestInterrupts interrupts) {
        this.interrupts = interrupts;
    }

    /** @return false if the host does not emulate the register */
    boolean handle(ProcessingElement element, VirtualProcessor processor, long syndrome) {
        SystemRegister register = register(syndrome);
        return register != null
                && interrupts.write(processor, register, processor.run().exitRegister(element, 0));
    }

    /** The register of a trapped MRS or MSR (Arm ARM D23.2.37, EC 0x18). */
    private static @Nullable SystemRegister register(long syndrome) {
        int op0 = (int) (syndrome >>> 20) & 3;
        int op2 = (int) (syndrome >>> 17) & 7;
        int op1 = (int) (syndrome >>> 14) & 7;
        int crn = (int) (syndrome >>> 10) & 0xF;
        int crm = (int) (syndrome >>> 1) & 0xF;
        return SystemRegister.withEncoding(SystemRegister.encoding(op0, op1, crn, crm, op2));
    }
}
