package dev.realmstep.cpu.engine.translator;

import static org.assertj.core.api.Assertions.assertThat;

import dev.realmstep.cpu.InterruptSignal;
import dev.realmstep.cpu.ProcessingElement;
import dev.realmstep.cpu.ShareabilityDomain;
import dev.realmstep.cpu.StopCondition;
import dev.realmstep.cpu.SystemControl;
import dev.realmstep.cpu.SystemRegister;
import dev.realmstep.cpu.engine.Program;
import dev.realmstep.cpu.engine.translator.host.ExecutableMemoryException;
import dev.realmstep.memory.PhysicalMemory;
import dev.realmstep.memory.SystemBus;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;

/** What only a translator can get wrong: its blocks, what they were made from, and who has to know of what. */
@EnabledOnOs(value = OS.LINUX, architectures = "amd64")
class TranslatorTests {
    private static final int ADD_X1_1 = 0x9100_0421;
    private static final int ADD_X3_1 = 0x9100_0463;
    private static final int BR_X6 = 0xD61F_00C0;
    private static final int BRANCH_TO_ITSELF = 0x1400_0000;
    private static final int BTI_C = 0xD503_245F;
    private static final int DAIFCLR_2 = 0xD503_42FF;
    private static final int LDR_X2_X5 = 0xF940_00A2;
    private static final int LDR_X2_X5_PRE_8 = 0xF840_8CA2;
    private static final int LDXR_X0_X5 = 0xC85F_7CA0;
    private static final int MOV_SP_X7 = 0x9100_00FF;
    private static final int MOV_X9_SP = 0x9100_03E9;
    private static final int NOP = 0xD503_201F;
    private static final int RET = 0xD65F_03C0;
    private static final int SPSEL_0 = 0xD500_40BF;
    private static final int SPSEL_1 = 0xD500_41BF;
    private static final int STR_W2_X4 = 0xB900_0082;
    private static final int STR_X1_X5 = 0xF900_00A1;
    private static final int STXR_W8_X9_X5 = 0xC808_7CA9;
    private static final int SUBS_X10_1 = 0xF100_054A;
    private static final int TLBI_VMALLE1 = 0xD508_871F;

    private static final int DATA_ABORT_SAME_LEVEL = 0x25;
    private static final int BRANCH_TARGET = 0x0D;
    private static final int WATCHPOINT_SAME_LEVEL = 0x35;
    /** DBGWCR: enabled, EL1, loads, all eight bytes. */
    private static final long WATCH_LOADS_OF_EL1 = 1 | 1 << 1 | 1 << 3 | 0xFF << 5;

    private static final long MONITOR_DEBUG_AND_KERNEL_DEBUG = 1 << 15 | 1 << 13;
    private static final int INSTRUCTION_ABORT_SAME_LEVEL = 0x21;
    private static final int NO_RAM = 0;
    /** Where the vector of an IRQ is from that of a synchronous exception. */
    private static final int IRQ = 0x80;

    private static final long ACCESSED = 1L << 10;
    private static final long GUARDED = 1L << 50;
    private static final long EXECUTE_NEVER = 1L << 53;

    private Translator translator = newTranslator();

    private static Translator newTranslator() {
        try {
            return Translator.forThisHost();
        } catch (ExecutableMemoryException e) {
            throw new IllegalStateException(e);
        }
    }

    @BeforeEach
    void begin() {
        translator = newTranslator();
    }

    private Program program(int... words) {
        Program program = new Program(translator, words);
        program.translate(ACCESSED, ACCESSED);
        return program;
    }

    /** Backwards by some instructions if the last SUBS did not give zero. */
    private static int loopBy(int instructions) {
        return 0x5400_0001 | (-instructions & 0x7_FFFF) << 5;
    }

    @Test
    void aLoopIsExecutedToItsLastInstruction() {
        Program program = program(ADD_X1_1, SUBS_X10_1, loopBy(2), ADD_X3_1, BRANCH_TO_ITSELF);
        program.element.setX(10, 1000);

        assertThat(program.run(3 * 1000 + 1)).isEqualTo(3001);

        assertThat(program.element.x(1)).isEqualTo(1000);
        assertThat(program.element.x(3)).isEqualTo(1);
        assertThat(program.element.programCounter()).isEqualTo(Program.CODE + 16);
        assertThat(program.element.retired()).isEqualTo(3001);
    }

    @Test
    void codeThatWasTranslatedMeetsAWatchpointThatIsSetLater() {
        Program program = program(LDR_X2_X5, ADD_X1_1, SUBS_X10_1, loopBy(3), BRANCH_TO_ITSELF);
        program.element.setX(5, Program.DATA + 8);
        program.element.setX(10, 1000);
        program.element.state().setDaif(0);
        program.run(400);

        program.set(SystemRegister.DBGWVR0_EL1, Program.DATA + 8);
        program.set(SystemRegister.DBGWCR0_EL1, WATCH_LOADS_OF_EL1);
        program.set(SystemRegister.MDSCR_EL1, MONITOR_DEBUG_AND_KERNEL_DEBUG);
        program.run(1);

        assertThat(program.exceptionClass()).isEqualTo(WATCHPOINT_SAME_LEVEL);
        assertThat(program.get(SystemRegister.FAR_EL1)).isEqualTo(Program.DATA + 8);
        assertThat(program.get(SystemRegister.ELR_EL1)).isEqualTo(Program.CODE);
        assertThat(program.element.x(1)).isEqualTo(100);
    }

    @Test
    void aBudgetMayEndAnywhereInABlock() {
        for (int budget = 1; budget <= 7; budget++) {
            Program program = program(ADD_X1_1, ADD_X1_1, ADD_X1_1, ADD_X1_1, ADD_X1_1, BRANCH_TO_ITSELF);

            assertThat(program.run(budget)).isEqualTo(budget);

            assertThat(program.element.x(1)).isEqualTo(Math.min(budget, 5));
            assertThat(program.element.retired()).isEqualTo(budget);
        }
    }

    @Test
    void aFaultLeavesTheRegistersAsTheInstructionFoundThem() {
        Program program = program(ADD_X1_1, LDR_X2_X5_PRE_8, ADD_X3_1, BRANCH_TO_ITSELF);
        program.element.setX(2, 7);
        program.element.setX(5, NO_RAM);

        program.run(2);

        assertThat(program.exceptionClass()).isEqualTo(DATA_ABORT_SAME_LEVEL);
        assertThat(program.get(SystemRegister.ELR_EL1)).isEqualTo(Program.CODE + 4);
        assertThat(program.get(SystemRegister.FAR_EL1)).isEqualTo(NO_RAM + 8);
        assertThat(program.element.x(1)).isEqualTo(1);
        assertThat(program.element.x(2)).isEqualTo(7);
        assertThat(program.element.x(3)).isZero();
        assertThat(program.element.x(5)).isEqualTo(NO_RAM);
        assertThat(program.element.programCounter()).isEqualTo(Program.FROM_CURRENT_LEVEL);
    }

    @Test
    void codeThatAProgramWritesOverItselfIsExecutedAsItIsNow() {
        // X1 counts, until the loop has replaced its own first instruction by one that counts in X3.
        Program program = program(ADD_X1_1, STR_W2_X4, SUBS_X10_1, loopBy(3), BRANCH_TO_ITSELF);
        program.element.setX(2, ADD_X3_1);
        program.element.setX(4, Program.CODE);
        program.element.setX(10, 10);

        program.run(40);

        assertThat(program.element.x(1)).isEqualTo(1);
        assertThat(program.element.x(3)).isEqualTo(9);
    }

    @Test
    void codeThatTheNextInstructionIsWrittenOverIsExecutedAsItIsNow() {
        Program program = program(STR_W2_X4, ADD_X1_1, BRANCH_TO_ITSELF);
        program.run(3);
        program.element.setX(2, ADD_X3_1);
        program.element.setX(4, Program.CODE + 4);
        program.element.setProgramCounter(Program.CODE);

        program.run(3);

        assertThat(program.element.x(3)).isEqualTo(1);
    }

    @Test
    void codeThatOthersWriteIsExecutedAsItIsNow() {
        Program program = program(ADD_X1_1, BRANCH_TO_ITSELF);
        program.run(2);
        program.write(Program.CODE, ADD_X3_1);
        program.element.setProgramCounter(Program.CODE);

        program.run(2);

        assertThat(program.element.x(1)).isEqualTo(1);
        assertThat(program.element.x(3)).isEqualTo(1);
    }

    @Test
    void dataBesideCodeMayBeWrittenAsMuchAsOneLikes() {
        Program program = program(STR_X1_X5, LDR_X2_X5, ADD_X1_1, SUBS_X10_1, loopBy(4), BRANCH_TO_ITSELF);
        program.element.setX(5, Program.CODE + 0x800);
        program.element.setX(10, 100);

        program.run(500);

        assertThat(program.element.x(2)).isEqualTo(99);
        assertThat(program.ram.read(Program.CODE + 0x800, 8)).isEqualTo(99);
    }

    @Test
    void aPageThatIsMappedElsewhereIsExecutedFromThere() {
        Program program = program(ADD_X1_1, BRANCH_TO_ITSELF);
        long other = Program.DATA + (Program.CODE - Program.RAM);
        program.write(other, ADD_X3_1, BRANCH_TO_ITSELF);
        program.run(2);
        program.translate(ACCESSED | (Program.DATA ^ Program.RAM), ACCESSED);
        program.element.systemInstruction((TLBI_VMALLE1 >>> 5) & 0xFFFF, 31, 0);
        program.element.setProgramCounter(Program.CODE);

        program.run(2);

        assertThat(program.element.x(1)).isEqualTo(1);
        assertThat(program.element.x(3)).isEqualTo(1);
    }

    @Test
    void aPageThatMayNoLongerBeExecutedFaults() {
        Program program = program(ADD_X1_1, BRANCH_TO_ITSELF);
        program.run(2);
        program.translate(ACCESSED | EXECUTE_NEVER, ACCESSED);
        program.element.systemInstruction((TLBI_VMALLE1 >>> 5) & 0xFFFF, 31, 0);
        program.element.setProgramCounter(Program.CODE);

        program.run(1);

        assertThat(program.exceptionClass()).isEqualTo(INSTRUCTION_ABORT_SAME_LEVEL);
        assertThat(program.get(SystemRegister.ELR_EL1)).isEqualTo(Program.CODE);
    }

    @Test
    void aBlockAtTheEndOfAPageGoesOnInTheNext() {
        Program program = program();
        program.write(Program.CODE + 0xFF8, ADD_X1_1, ADD_X1_1, ADD_X3_1, BRANCH_TO_ITSELF);
        program.element.setProgramCounter(Program.CODE + 0xFF8);

        program.run(4);

        assertThat(program.element.x(1)).isEqualTo(2);
        assertThat(program.element.x(3)).isEqualTo(1);
    }

    @Test
    void anInterruptIsTakenBehindTheInstructionThatAdmitsIt() {
        Program program = program(ADD_X1_1, DAIFCLR_2, ADD_X3_1, BRANCH_TO_ITSELF);
        program.write(Program.FROM_CURRENT_LEVEL + IRQ, BRANCH_TO_ITSELF);
        program.run(1);
        program.element.interruptInputs().setLevel(InterruptSignal.IRQ, true);
        program.run(10);

        // Nothing but attention for the interrupt ends the run.
        assertThat(program.element.programCounter()).isEqualTo(Program.CODE + 8);
        program.run(1);
        assertThat(program.get(SystemRegister.ELR_EL1)).isEqualTo(Program.CODE + 8);
        assertThat(program.element.x(3)).isZero();
    }

    @Test
    void eachStackPointerIsItsOwn() {
        Program program = program(SPSEL_0, MOV_SP_X7, SPSEL_1, MOV_X9_SP, BRANCH_TO_ITSELF);
        program.element.setX(7, 0x1230);

        for (int round = 0; round < 3; round++) {
            program.element.setProgramCounter(Program.CODE);
            program.element.setX(9, -1);
            program.run(5);
            assertThat(program.element.x(9)).isZero();
        }
    }

    @Test
    void anIndirectBranchIntoAGuardedPageMustLand() {
        Program program = program(BR_X6);
        program.translate(ACCESSED | GUARDED, ACCESSED);
        program.write(Program.CODE + 0x100, BTI_C, RET);
        program.element.setX(6, Program.CODE + 0x100);

        program.run(2);

        // BR through X6 may not land on what is for calls.
        assertThat(program.exceptionClass()).isEqualTo(BRANCH_TARGET);
        assertThat(program.get(SystemRegister.ELR_EL1)).isEqualTo(Program.CODE + 0x100);
    }

    @Test
    void aBranchToNoAddressAtAllIsNotTakenForOneThatDiffersByTheState() {
        Program program = program(BR_X6);
        long target = Program.CODE + 0x100;
        program.write(target, ADD_X1_1, BRANCH_TO_ITSELF);
        program.element.setX(6, target);
        program.run(4);
        assertThat(program.element.x(1)).isEqualTo(1);
        // Where it is looked for, an address is combined with the state: PSTATE.SP is in bit 51.
        program.element.state().setStackPointerSelect(false);
        program.element.setX(6, target | 1L << 51);
        program.element.setProgramCounter(Program.CODE);

        program.run(2);

        assertThat(program.exceptionClass()).isEqualTo(INSTRUCTION_ABORT_SAME_LEVEL);
        assertThat(program.get(SystemRegister.FAR_EL1)).isEqualTo(target | 1L << 51);
        assertThat(program.element.x(1)).isEqualTo(1);
    }

    @Test
    void unalignedAccessesFaultWhereTheyAreChecked() {
        Program program = program(LDR_X2_X5, BRANCH_TO_ITSELF);
        program.element.setX(5, Program.DATA + 1);
        program.run(2);
        assertThat(program.get(SystemRegister.ESR_EL1)).isZero();
        program.or(SystemRegister.SCTLR_EL1, SystemControl.A);
        program.element.setProgramCounter(Program.CODE);

        program.run(1);

        assertThat(program.exceptionClass()).isEqualTo(DATA_ABORT_SAME_LEVEL);
    }

    @Test
    void aStopConditionIsAskedInThePagesThatItWatches() {
        Program program = program(ADD_X1_1, SUBS_X10_1, loopBy(2), NOP, BRANCH_TO_ITSELF);
        program.element.setX(10, 100);
        program.run(30);
        StopCondition stop = new StopCondition() {
            @Override
            public boolean stopsAt(ProcessingElement element, long programCounter) {
                return programCounter == Program.CODE + 12;
            }

            @Override
            public boolean mayStopIn(long pageAddress) {
                return pageAddress == Program.CODE;
            }

            @Override
            public long version() {
                return 1;
            }
        };

        translator.run(program.element, 1_000_000, stop);

        assertThat(program.element.programCounter()).isEqualTo(Program.CODE + 12);
        assertThat(program.element.x(1)).isEqualTo(100);
    }

    @Test
    void aStoreEndsTheExclusiveMarkOfAnotherElement() {
        SystemBus bus = new SystemBus();
        PhysicalMemory ram = new PhysicalMemory(Program.RAM, 4 << 20);
        bus.attach(ram);
        ShareabilityDomain domain = new ShareabilityDomain();
        ProcessingElement reader = new ProcessingElement(0, bus, domain);
        ProcessingElement writer = new ProcessingElement(1, bus, domain);
        long[] code = {Program.CODE, Program.CODE + 0x100};
        write(ram, code[0], LDXR_X0_X5, STXR_W8_X9_X5, BRANCH_TO_ITSELF);
        write(ram, code[1], STR_X1_X5, STR_X1_X5, BRANCH_TO_ITSELF);
        reader.setX(5, Program.DATA);
        writer.setX(5, Program.DATA);
        // The writer's TLB knows the page before the mark is set.
        run(writer, code[1], 3);

        run(reader, code[0], 1);
        run(writer, code[1], 3);
        translator.run(reader, 1, StopCondition.NEVER);

        assertThat(reader.x(8)).isEqualTo(1);
    }

    private void run(ProcessingElement element, long address, long instructions) {
        element.setProgramCounter(address);
        translator.run(element, instructions, StopCondition.NEVER);
    }

    private static void write(PhysicalMemory ram, long address, int... words) {
        for (int i = 0; i < words.length; i++) {
            ram.write(address + 4L * i, 4, words[i]);
        }
    }

    @Test
    void memoryForCodeThatIsFullIsUsedAnew() throws ExecutableMemoryException {
        Translator small = Translator.forThisHost(1 << 17);
        Program program = new Program(small);
        program.translate(ACCESSED, ACCESSED);
        int blocks = 2000;
        for (int i = 0; i < blocks; i++) {
            program.write(Program.CODE + 0x1_0000 + 8L * i, ADD_X1_1, i == blocks - 1 ? RET : 0x1400_0001);
        }
        program.element.setX(30, Program.CODE);
        program.write(Program.CODE, BRANCH_TO_ITSELF);
        for (int round = 0; round < 5; round++) {
            program.element.setProgramCounter(Program.CODE + 0x1_0000);
            program.run(2L * blocks);
        }

        assertThat(program.element.x(1)).isEqualTo(5L * blocks);
        assertThat(program.element.programCounter()).isEqualTo(Program.CODE);
    }
}
