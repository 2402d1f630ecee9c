package dev.realmstep.monitor;

import dev.realmstep.cpu.ExceptionLevel;
import dev.realmstep.cpu.ProcessingElement;
import dev.realmstep.cpu.SystemRegister;
import java.util.Arrays;
import java.util.List;

/**
 * What one world has in the registers of one processing element while another world uses them: the general registers,
 * EL2's registers, and where it goes on.
 *
 * <p>EL1's registers and the vector registers are not switched: who runs EL1 (the RMM for its realms, a hypervisor for its guests) saves them.
 */
final class WorldContext implements SuspendedContext {
    private static final int GENERAL_REGISTERS = 31;

    /** SCTLR_EL2 with all off that can be: the bits that are RES1 while HCR_EL2.E2H is 0. */
    private static final long SCTLR_EL2_RES1 = 0x30C5_0830;

    private static final List<SystemRegister> SWITCHED = List.of(
            SystemRegister.ELR_EL3,
            SystemRegister.SPSR_EL3,
            SystemRegister.SCTLR_EL2,
            SystemRegister.ACTLR_EL2,
            SystemRegister.HCR_EL2,
            SystemRegister.HCRX_EL2,
            SystemRegister.MDCR_EL2,
            SystemRegister.CPTR_EL2,
            SystemRegister.ZCR_EL2,
            SystemRegister.HSTR_EL2,
            SystemRegister.TTBR0_EL2,
            SystemRegister.TTBR1_EL2,
            SystemRegister.TCR_EL2,
            SystemRegister.VTTBR_EL2,
            SystemRegister.VTCR_EL2,
            SystemRegister.SPSR_EL2,
            SystemRegister.ELR_EL2,
            SystemRegister.ESR_EL2,
            SystemRegister.FAR_EL2,
            SystemRegister.HPFAR_EL2,
            SystemRegister.MAIR_EL2,
            SystemRegister.VBAR_EL2,
            SystemRegister.TPIDR_EL2,
            SystemRegister.VPIDR_EL2,
            SystemRegister.VMPIDR_EL2);

    private final long[] general = new long[GENERAL_REGISTERS];
    private final long[] system = new long[SWITCHED.size()];
    private long stackPointer;

    /** Takes the world's registers from the element, which is at EL3 by a call of this world. */
    void save(ProcessingElement element) {
        for (int n = 0; n < GENERAL_REGISTERS; n++) {
            general[n] = element.x(n);
        }
        for (int i = 0; i < system.length; i++) {
            system[i] = element.systemRegisters().get(SWITCHED.get(i));
        }
        stackPointer = element.stackPointer(ExceptionLevel.EL2);
    }

    /** Gives the world's registers back to the element; an exception return then goes on where the world was. */
    void restore(ProcessingElement element) {
        for (int n = 0; n < GENERAL_REGISTERS; n++) {
            element.setX(n, general[n]);
        }
        for (int i = 0; i < system.length; i++) {
            element.systemRegisters().set(SWITCHED.get(i), system[i]);
        }
        element.setStackPointer(ExceptionLevel.EL2, stackPointer);
    }

    @Override
    public long general(int n) {
        return general[n];
    }

    @Override
    public long stackPointer() {
        return stackPointer;
    }

    @Override
    public long returnAddress() {
        return register(SystemRegister.ELR_EL3);
    }

    @Override
    public long register(SystemRegister register) {
        return system[SWITCHED.indexOf(register)];
    }

    /** Lets the world begin at an address of its EL2, with everything masked. */
    void startAt(long address, long argument) {
        Arrays.fill(general, 0);
        Arrays.fill(system, 0);
        stackPointer = 0;
        system[SWITCHED.indexOf(SystemRegister.SCTLR_EL2)] = SCTLR_EL2_RES1;
        system[SWITCHED.indexOf(SystemRegister.ELR_EL3)] = address;
        system[SWITCHED.indexOf(SystemRegister.SPSR_EL3)] = SecureMonitor.SPSR_EL2H_MASKED;
        general[0] = argument;
    }
}
