package dev.realmstep.rmm.rec;

import dev.realmstep.cpu.ExceptionLevel;
import dev.realmstep.cpu.ProcessingElement;
import dev.realmstep.cpu.ScalableRegisters;
import dev.realmstep.cpu.SystemRegister;
import dev.realmstep.cpu.VectorRegisters;
import java.util.Arrays;
import java.util.List;

/** The registers of a REC that does not run: general and vector ones, EL0's and EL1's system registers, PC and PSTATE. */
public final class SavedRegisters {
    private static final int GENERAL_REGISTERS = 31;
    /** EL1h with D, A, I and F masked: PSTATE after reset. */
    private static final long RESET_PSTATE = 0x3C5;
    /** SCTLR_EL1 after reset: the bits that are RES1 without the features that gave them a meaning, MMU off. */
    private static final long RESET_SCTLR_EL1 = 0x00C5_0838L;
    /** MPIDR_EL1 bit 31 is RES1. */
    private static final long MPIDR_RES1 = 1L << 31;

    private static final List<SystemRegister> SYSTEM = List.of(
            SystemRegister.VMPIDR_EL2,
            SystemRegister.ELR_EL1,
            SystemRegister.SPSR_EL1,
            SystemRegister.SCTLR_EL1,
            SystemRegister.ACTLR_EL1,
            SystemRegister.CPACR_EL1,
            SystemRegister.ZCR_EL1,
            SystemRegister.FPCR,
            SystemRegister.FPSR,
            SystemRegister.TTBR0_EL1,
            SystemRegister.TTBR1_EL1,
            SystemRegister.TCR_EL1,
            SystemRegister.ESR_EL1,
            SystemRegister.AFSR0_EL1,
            SystemRegister.AFSR1_EL1,
            SystemRegister.FAR_EL1,
            SystemRegister.MAIR_EL1,
            SystemRegister.AMAIR_EL1,
            SystemRegister.VBAR_EL1,
            SystemRegister.CONTEXTIDR_EL1,
            SystemRegister.PAR_EL1,
            SystemRegister.TPIDR_EL0,
            SystemRegister.TPIDRRO_EL0,
            SystemRegister.TPIDR_EL1,
            SystemRegister.CSSELR_EL1,
            SystemRegister.DISR_EL1,
            SystemRegister.MDSCR_EL1,
            SystemRegister.DBGBVR0_EL1,
            SystemRegister.DBGBCR0_EL1,
            SystemRegister.DBGBVR1_EL1,
            SystemRegister.DBGBCR1_EL1,
            SystemRegister.DBGWVR0_EL1,
            SystemRegister.DBGWCR0_EL1,
            SystemRegister.DBGWVR1_EL1,
            SystemRegister.DBGWCR1_EL1,
            SystemRegister.CNTKCTL_EL1,
            SystemRegister.APIAKEYLO_EL1,
            SystemRegister.APIAKEYHI_EL1,
            SystemRegister.APIBKEYLO_EL1,
            SystemRegister.APIBKEYHI_EL1,
            SystemRegister.APDAKEYLO_EL1,
            SystemRegister.APDAKEYHI_EL1,
            SystemRegister.APDBKEYLO_EL1,
            SystemRegister.APDBKEYHI_EL1,
            SystemRegister.APGAKEYLO_EL1,
            SystemRegister.APGAKEYHI_EL1);

    private final long[] general = new long[GENERAL_REGISTERS];
    private final long[] vectors = VectorRegisters.saved();
    private final long[] scalable = ScalableRegisters.saved();
    private final long[] system = new long[SYSTEM.size()];
    private long stackPointerEl0;
    private long stackPointerEl1;
    private long programCounter;
    private long processState;

    /** The state in which a REC begins (A2.3.5): registers zero, MMU off, everything masked. */
    public void reset(long mpidr, long entry) {
        Arrays.fill(general, 0);
        Arrays.fill(vectors, 0);
        Arrays.fill(scalable, 0);
        Arrays.fill(system, 0);
        setSystem(SystemRegister.VMPIDR_EL2, mpidr | MPIDR_RES1);
        setSystem(SystemRegister.SCTLR_EL1, RESET_SCTLR_EL1);
        stackPointerEl0 = 0;
        stackPointerEl1 = 0;
        programCounter = entry;
        processState = RESET_PSTATE;
    }

    public long general(int n) {
        return n == GENERAL_REGISTERS ? 0 : general[n];
    }

    public void setGeneral(int n, long value) {
        if (n != GENERAL_REGISTERS) {
            general[n] = value;
        }
    }

    public long programCounter() {
        return programCounter;
    }

    public void setProgramCounter(long address) {
        programCounter = address;
    }

    /** PSTATE in the format of SPSR_ELx. */
    public long processState() {
        return processState;
    }

    public void setProcessState(long state) {
        processState = state;
    }

    /** A system register of EL1 or EL0 that is switched with the REC. */
    public long system(SystemRegister register) {
        return system[SYSTEM.indexOf(register)];
    }

    public void setSystem(SystemRegister register, long value) {
        system[SYSTEM.indexOf(register)] = value;
    }

    /** Takes the registers from an element that has just left the realm for EL2. */
    void save(ProcessingElement element) {
        for (int n = 0; n < GENERAL_REGISTERS; n++) {
            general[n] = element.x(n);
        }
        element.vectors().save(vectors);
        element.scalable().save(scalable);
        for (int i = 0; i < system.length; i++) {
            system[i] = element.systemRegisters().get(SYSTEM.get(i));
        }
        stackPointerEl0 = element.stackPointer(ExceptionLevel.EL0);
        stackPointerEl1 = element.stackPointer(ExceptionLevel.EL1);
        programCounter = element.systemRegisters().get(SystemRegister.ELR_EL2);
        processState = element.systemRegisters().get(SystemRegister.SPSR_EL2);
    }

    /** Gives the registers to an element; an exception return from EL2 then goes on in the realm. */
    void restore(ProcessingElement element) {
        for (int n = 0; n < GENERAL_REGISTERS; n++) {
            element.setX(n, general[n]);
        }
        element.vectors().restore(vectors);
        element.scalable().restore(scalable);
        for (int i = 0; i < system.length; i++) {
            element.systemRegisters().set(SYSTEM.get(i), system[i]);
        }
        element.setStackPointer(ExceptionLevel.EL0, stackPointerEl0);
        element.setStackPointer(ExceptionLevel.EL1, stackPointerEl1);
        element.systemRegisters().set(SystemRegister.ELR_EL2, programCounter);
        element.systemRegisters().set(SystemRegister.SPSR_EL2, processState);
    }
}
