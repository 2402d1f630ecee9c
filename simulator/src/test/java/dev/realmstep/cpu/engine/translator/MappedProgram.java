package dev.realmstep.cpu.engine.translator;

import dev.realmstep.cpu.ExceptionLevel;
import dev.realmstep.cpu.ProcessingElement;
import dev.realmstep.cpu.SecureConfiguration;
import dev.realmstep.cpu.SecurityState;
import dev.realmstep.cpu.ShareabilityDomain;
import dev.realmstep.cpu.StopCondition;
import dev.realmstep.cpu.SystemControl;
import dev.realmstep.cpu.SystemRegister;
import dev.realmstep.cpu.Tables;
import dev.realmstep.cpu.engine.translator.host.ExecutableMemoryException;
import dev.realmstep.memory.PhysicalMemory;
import dev.realmstep.memory.SystemBus;

/**
 * Two elements at Non-secure EL1 that share memory, tables and one translator. {@link #CODE} is one page in every address
 * space; where {@link #TARGET} is, is a test's to say.
 */
final class MappedProgram {
    static final long RAM = 0x8000_0000L;
    static final long CODE = 0x1000;
    static final long VECTORS = 0x2000;
    static final long FROM_CURRENT_LEVEL = VECTORS + 0x200;
    /** Of another page than {@link #CODE}, so that branches to it look into the jump cache. */
    static final long TARGET = 0x5000;

    static final long DATA = 0x8000;

    /** Physical pages for {@link #TARGET} and {@link #DATA}. */
    static final long ONE = RAM + 0xC0_0000;

    static final long OTHER = RAM + 0xC0_2000;

    static final int BRANCH_TO_ITSELF = 0x1400_0000;

    static final long CODE_PAGE = RAM + 0xA0_0000;
    private static final long VECTORS_PAGE = RAM + 0xA0_1000;
    static final long PLENTY = 200;
    private static final long KERNEL = Tables.ACCESS_FLAG;
    /** T0SZ = T1SZ = 25, 48 bits of physical address. */
    private static final long TCR = 25 | 25L << 16 | 5L << 32;

    final PhysicalMemory ram = new PhysicalMemory(RAM, 16 << 20);
    final Tables tables;
    final long stage1;
    final ProcessingElement element;
    final ProcessingElement second;
    private final Translator translator;

    MappedProgram(int... words) {
        SystemBus bus = new SystemBus();
        bus.attach(ram);
        tables = new Tables(bus, RAM);
        stage1 = addressSpace();
        ShareabilityDomain domain = new ShareabilityDomain();
        element = element(new ProcessingElement(0, bus, domain));
        second = element(new ProcessingElement(1, bus, domain));
        try {
            translator = Translator.forThisHost();
        } catch (ExecutableMemoryException e) {
            throw new IllegalStateException(e);
        }
        write(CODE_PAGE, words);
        write(VECTORS_PAGE + 0x200, BRANCH_TO_ITSELF);
        write(VECTORS_PAGE + 0x400, BRANCH_TO_ITSELF);
    }

    private ProcessingElement element(ProcessingElement made) {
        set(made, SystemRegister.SCR_EL3, SecureConfiguration.selecting(SecurityState.NON_SECURE));
        set(made, SystemRegister.MAIR_EL1, 0xFF);
        set(made, SystemRegister.TCR_EL1, TCR);
        set(made, SystemRegister.TTBR0_EL1, stage1);
        set(made, SystemRegister.VBAR_EL1, VECTORS);
        set(made, SystemRegister.SCTLR_EL1, made.systemRegisters().get(SystemRegister.SCTLR_EL1) | SystemControl.M);
        made.state().setExceptionLevel(ExceptionLevel.EL1);
        return made;
    }

    static void set(ProcessingElement element, SystemRegister register, long value) {
        element.systemRegisters().set(register, value);
    }

    long get(SystemRegister register) {
        return element.systemRegisters().get(register);
    }

    /** ESR_EL1.EC. */
    int exceptionClass() {
        return (int) (get(SystemRegister.ESR_EL1) >>> 26);
    }

    /** The table of a new address space, in which there are the code and the vectors. */
    long addressSpace() {
        long table = tables.table();
        tables.map(table, 1, CODE, 3, CODE_PAGE, KERNEL);
        tables.map(table, 1, VECTORS, 3, VECTORS_PAGE, KERNEL);
        return table;
    }

    void map(long virtual, long physical) {
        map(stage1, virtual, physical, KERNEL);
    }

    void map(long table, long virtual, long physical, long attributes) {
        tables.map(table, 1, virtual, 3, physical, attributes);
    }

    void write(long physical, int... words) {
        for (int i = 0; i < words.length; i++) {
            ram.write(physical + 4L * i, 4, words[i]);
        }
    }

    /** Runs an element from an address on, for many more instructions than its blocks have. */
    void run(ProcessingElement which, long address) {
        run(which, address, PLENTY, StopCondition.NEVER);
    }

    /** Runs an element until a condition stops it; the count of instructions. */
    long run(ProcessingElement which, long address, long budget, StopCondition stop) {
        which.setProgramCounter(address);
        return translator.run(which, budget, stop);
    }

    /** Runs the first element from {@link #CODE} on. */
    void run() {
        run(element, CODE);
    }
}
