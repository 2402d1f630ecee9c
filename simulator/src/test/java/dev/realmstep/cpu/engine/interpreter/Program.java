package dev.realmstep.cpu.engine.interpreter;

import dev.realmstep.cpu.ExceptionLevel;
import dev.realmstep.cpu.HypervisorControl;
import dev.realmstep.cpu.ProcessingElement;
import dev.realmstep.cpu.SecureConfiguration;
import dev.realmstep.cpu.SecurityState;
import dev.realmstep.cpu.StopCondition;
import dev.realmstep.cpu.SystemControl;
import dev.realmstep.cpu.SystemRegister;
import dev.realmstep.cpu.SystemRegisters;
import dev.realmstep.memory.PhysicalMemory;
import dev.realmstep.memory.SystemBus;

/** A short program at Non-secure EL1 on an element of its own. */
final class Program {
    static final long RAM = 0x8000_0000L;
    static final long CODE = RAM + 0x1000;
    static final long DATA = RAM + 0x20_0000;
    static final long VECTORS = RAM + 0x4000;
    static final long FROM_CURRENT_LEVEL = VECTORS + 0x200;
    static final long FROM_LOWER_LEVEL = VECTORS + 0x400;

    private static final long TABLES = RAM + 0x8000;
    private static final long BLOCK_NORMAL = 1L << 10 | 1;
    private static final long TABLE = 3;
    /** T0SZ = T1SZ = 25, 48 bits of physical address. */
    private static final long TCR = 25 | 25L << 16 | 5L << 32;

    final PhysicalMemory ram = new PhysicalMemory(RAM, 4 << 20);
    final ProcessingElement element;
    private final Interpreter interpreter = new Interpreter();

    Program(int... words) {
        SystemBus bus = new SystemBus();
        bus.attach(ram);
        element = new ProcessingElement(0, bus);
        set(
                SystemRegister.SCR_EL3,
                SecureConfiguration.selecting(SecurityState.NON_SECURE)
                        | SecureConfiguration.API
                        | SecureConfiguration.APK
                        | SecureConfiguration.HXEN);
        set(SystemRegister.VBAR_EL1, VECTORS);
        set(SystemRegister.VBAR_EL2, VECTORS);
        set(SystemRegister.VBAR_EL3, VECTORS);
        set(SystemRegister.HCR_EL2, HypervisorControl.API);
        set(SystemRegister.HCRX_EL2, HypervisorControl.EXTENDED_MSCEN);
        element.state().setExceptionLevel(ExceptionLevel.EL1);
        write(CODE, words);
        element.setProgramCounter(CODE);
    }

    void write(long address, int... words) {
        for (int i = 0; i < words.length; i++) {
            ram.write(address + 4L * i, 4, words[i]);
        }
    }

    /** Identity-maps code and data as two blocks of 2 MiB of Normal memory, with further attributes each. */
    void translate(long codeAttributes, long dataAttributes) {
        ram.write(TABLES + 8 * (RAM >>> 30), 8, TABLES + 0x1000 | TABLE);
        ram.write(TABLES + 0x1000, 8, RAM | BLOCK_NORMAL | codeAttributes);
        ram.write(TABLES + 0x1008, 8, DATA | BLOCK_NORMAL | dataAttributes);
        set(SystemRegister.MAIR_EL1, 0xFF);
        set(SystemRegister.TCR_EL1, TCR);
        set(SystemRegister.TTBR0_EL1, TABLES);
        or(SystemRegister.SCTLR_EL1, SystemControl.M);
    }

    void run(long instructions) {
        interpreter.run(element, instructions, StopCondition.NEVER);
    }

    long get(SystemRegister register) {
        return element.systemRegisters().get(register);
    }

    void set(SystemRegister register, long value) {
        element.systemRegisters().set(register, value);
    }

    void or(SystemRegister register, long bits) {
        SystemRegisters registers = element.systemRegisters();
        registers.set(register, registers.get(register) | bits);
    }

    /** ESR_EL1.EC. */
    int exceptionClass() {
        return (int) (get(SystemRegister.ESR_EL1) >>> 26);
    }
}
