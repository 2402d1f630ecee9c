package dev.realmstep.cpu.engine;

import dev.realmstep.cpu.Engine;
import dev.realmstep.cpu.ExceptionLevel;
import dev.realmstep.cpu.HypervisorControl;
import dev.realmstep.cpu.ProcessingElement;
import dev.realmstep.cpu.SecureConfiguration;
import dev.realmstep.cpu.SecurityState;
import dev.realmstep.cpu.StopCondition;
import dev.realmstep.cpu.SystemControl;
import dev.realmstep.cpu.SystemRegister;
import dev.realmstep.cpu.SystemRegisters;
import dev.realmstep.cpu.engine.interpreter.Interpreter;
import dev.realmstep.memory.PhysicalMemory;
import dev.realmstep.memory.SystemBus;

/** A short program at Non-secure EL1 on an element of its own. */
public final class Program {
    public static final long RAM = 0x8000_0000L;
    public static final long CODE = RAM + 0x1000;
    public static final long DATA = RAM + 0x20_0000;
    public static final long VECTORS = RAM + 0x4000;
    public static final long FROM_CURRENT_LEVEL = VECTORS + 0x200;
    public static final long FROM_LOWER_LEVEL = VECTORS + 0x400;

    private static final long TABLES = RAM + 0x8000;
    private static final long BLOCK_NORMAL = 1L << 10 | 1;
    private static final long TABLE = 3;
    /** T0SZ = T1SZ = 25, 48 bits of physical address. */
    private static final long TCR = 25 | 25L << 16 | 5L << 32;

    public final PhysicalMemory ram = new PhysicalMemory(RAM, 4 << 20);
    public final ProcessingElement element;
    private final Engine engine;

    public Program(int... words) {
        this(new Interpreter(), words);
    }

    public Program(Engine engine, int... words) {
        this.engine = engine;
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

    public void write(long address, int... words) {
        for (int i = 0; i < words.length; i++) {
            ram.write(address + 4L * i, 4, words[i]);
        }
    }

    /** Identity-maps code and data as two blocks of 2 MiB of Normal memory, with further attributes each. */
    public void translate(long codeAttributes, long dataAttributes) {
        ram.write(TABLES + 8 * (RAM >>> 30), 8, TABLES + 0x1000 | TABLE);
        ram.write(TABLES + 0x1000, 8, RAM | BLOCK_NORMAL | codeAttributes);
        ram.write(TABLES + 0x1008, 8, DATA | BLOCK_NORMAL | dataAttributes);
        set(SystemRegister.MAIR_EL1, 0xFF);
        set(SystemRegister.TCR_EL1, TCR);
        set(SystemRegister.TTBR0_EL1, TABLES);
        or(SystemRegister.SCTLR_EL1, SystemControl.M);
    }

    /** Runs so many instructions; the count of those that were executed. */
    public long run(long instructions) {
        return engine.run(element, instructions, StopCondition.NEVER);
    }

    public long get(SystemRegister register) {
        return element.systemRegisters().get(register);
    }

    public void set(SystemRegister register, long value) {
        element.systemRegisters().set(register, value);
    }

    public void or(SystemRegister register, long bits) {
        SystemRegisters registers = element.systemRegisters();
        registers.set(register, registers.get(register) | bits);
    }

    /** ESR_EL1.EC. */
    public int exceptionClass() {
        return (int) (get(SystemRegister.ESR_EL1) >>> 26);
    }
}
