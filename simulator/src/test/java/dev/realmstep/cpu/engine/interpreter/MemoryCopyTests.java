package dev.realmstep.cpu.engine.interpreter;

import static org.assertj.core.api.Assertions.assertThat;

import dev.realmstep.cpu.ExceptionLevel;
import dev.realmstep.cpu.SystemControl;
import dev.realmstep.cpu.SystemRegister;
import dev.realmstep.cpu.engine.Program;
import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** FEAT_MOPS: CPY*, CPYF* and SET*. Memory afterwards is held to what the host's own copies and fills make of it. */
class MemoryCopyTests {
    /** cpyp, cpym, cpye [x0]!, [x1]!, x2!. */
    private static final int[] CPY = {0x1D01_0440, 0x1D41_0440, 0x1D81_0440};

    private static final int[] CPYF = {0x1901_0440, 0x1941_0440, 0x1981_0440};
    /** With the rights of EL0 for both accesses. */
    private static final int[] CPYFT = {0x1901_3440, 0x1941_3440, 0x1981_3440};
    /** setp, setm, sete [x0]!, x2!, x1. */
    private static final int[] SET = {0x19C1_0440, 0x19C1_4440, 0x19C1_8440};

    private static final int CASES = 250;
    private static final int AREA = 0x4000;
    private static final long EXCEPTION_RETURN_ADDRESS = Program.CODE + 4;
    private static final int CARRY = 0b0010;
    private static final long EL0_BLOCK = 1L << 6;

    private final Random random = new Random(3);
    private final byte[] memory = new byte[AREA];

    private Program program(int[] words) {
        Program program = new Program(words);
        random.nextBytes(memory);
        program.ram.write(Program.DATA, memory);
        return program;
    }

    private static void set(Program program, long x0, long x1, long x2) {
        program.element.setX(0, x0);
        program.element.setX(1, x1);
        program.element.setX(2, x2);
    }

    private void assertMemory(Program program) {
        byte[] actual = new byte[AREA];
        program.ram.read(Program.DATA, actual);
        assertThat(actual).isEqualTo(memory);
    }

    private static void runToEnd(Program program) {
        for (int i = 0; i < 100 && program.element.programCounter() != Program.CODE + 12; i++) {
            program.run(1);
        }
        assertThat(program.element.programCounter()).isEqualTo(Program.CODE + 12);
        assertThat(program.element.x(2)).isZero();
        assertThat(program.element.state().nzcv()).isZero();
    }

    @Test
    void aCopyOfAnyOverlapIsAsIfThroughABuffer() {
        for (int i = 0; i < CASES; i++) {
            Program program = program(CPY);
            int size = random.nextInt(random.nextBoolean() ? 64 : 0x1800);
            int source = random.nextInt(AREA - size);
            int target = Math.clamp(source + random.nextInt(-300, 300), 0, AREA - size);
            set(program, Program.DATA + target, Program.DATA + source, size);
            System.arraycopy(memory, source, memory, target, size);
            runToEnd(program);
            assertMemory(program);
        }
    }

    @Test
    void aForwardCopyLeavesTheEndsInItsRegisters() {
        for (int i = 0; i < CASES; i++) {
            Program program = program(CPYF);
            int size = random.nextInt(0x1000);
            int target = random.nextInt(0x1000);
            int source = target + random.nextInt(0x2000);
            set(program, Program.DATA + target, Program.DATA + source, size);
            System.arraycopy(memory, source, memory, target, size);
            runToEnd(program);
            assertMemory(program);
            assertThat(program.element.x(0)).isEqualTo(Program.DATA + target + size);
            assertThat(program.element.x(1)).isEqualTo(Program.DATA + source + size);
        }
    }

    @Test
    void aSetFillsWithTheLowByte() {
        for (int i = 0; i < CASES; i++) {
            Program program = program(SET);
            int size = random.nextInt(0x2000);
            int target = random.nextInt(AREA - size);
            long value = random.nextLong();
            set(program, Program.DATA + target, value, size);
            Arrays.fill(memory, target, target + size, (byte) value);
            runToEnd(program);
            assertMemory(program);
            assertThat(program.element.x(0)).isEqualTo(Program.DATA + target + size);
        }
    }

    @Test
    void aLongCopyIsInterruptible() {
        Program program = program(CPYF);
        set(program, Program.DATA, Program.DATA + 0x2000, 0x1000);
        program.run(2);
        assertThat(program.element.programCounter()).isEqualTo(Program.CODE + 4);
        assertThat(program.element.x(2)).isNegative().isGreaterThan(-0x1000);
        // What is left is a copy that another processor could finish.
        System.arraycopy(memory, 0x2000, memory, 0, 0x1000);
        program.element.setProgramCounter(Program.CODE + 8);
        runToEnd(program);
        assertMemory(program);
    }

    @Test
    void aFaultLeavesRegistersAtTheFirstByteThatWasNotCopied() {
        Program program = program(CPYF);
        program.translate(0, 0);
        long end = Program.DATA + 0x20_0000;
        set(program, end - 0x10, Program.DATA + 4, 0x20);
        program.run(2);
        assertThat(program.exceptionClass()).isEqualTo(0x25);
        assertThat(program.get(SystemRegister.FAR_EL1)).isEqualTo(end);
        assertThat(program.get(SystemRegister.ELR_EL1)).isEqualTo(EXCEPTION_RETURN_ADDRESS);
        assertThat(program.element.x(2)).isEqualTo(-0x10);
        byte[] copied = new byte[0x10];
        program.ram.read(end - 0x10, copied);
        assertThat(copied).isEqualTo(Arrays.copyOfRange(memory, 4, 0x14));
    }

    @Test
    void anUnprivilegedCopyHasTheRightsOfEl0() {
        Program program = program(CPYFT);
        program.translate(0, 0);
        set(program, Program.DATA, Program.DATA + 0x100, 8);
        program.run(2);
        assertThat(program.exceptionClass()).isEqualTo(0x25);

        Program open = program(CPYFT);
        open.translate(0, EL0_BLOCK);
        open.element.state().setPrivilegedAccessNever(true);
        set(open, Program.DATA, Program.DATA + 0x100, 8);
        System.arraycopy(memory, 0x100, memory, 0, 8);
        runToEnd(open);
        assertMemory(open);
    }

    @ParameterizedTest
    @CsvSource({"4, 0x00030022", "8, 0x00070022"})
    void aCopyOfTheOtherOptionHasToBeginAnew(int offset, String syndrome) {
        Program program = program(CPYF);
        program.element.setProgramCounter(Program.CODE + offset);
        program.element.state().setNzcv(CARRY);
        set(program, Program.DATA, Program.DATA + 0x100, 8);
        program.run(1);
        assertThat(program.exceptionClass()).isEqualTo(0x27);
        assertThat(program.get(SystemRegister.ESR_EL1) & 0x1FF_FFFF).isEqualTo(Long.decode(syndrome));
        assertMemory(program);
    }

    @Test
    void aSetOfTheOtherOptionSaysThatItIsOne() {
        Program program = program(SET);
        program.element.setProgramCounter(EXCEPTION_RETURN_ADDRESS);
        program.element.state().setNzcv(CARRY);
        program.run(1);
        assertThat(program.get(SystemRegister.ESR_EL1)).isEqualTo(0x9E00_0000L | 1 << 24 | 0x0003_0022);
    }

    @Test
    void sizesSaturate() {
        Program program = program(CPYF);
        set(program, 0, 0, -1);
        program.run(1);
        assertThat(program.element.x(2)).isEqualTo(-Long.MAX_VALUE);
        Program either = program(CPY);
        set(either, 0x1000, 0, -1);
        either.run(1);
        assertThat(either.element.x(2)).isEqualTo((1L << 55) - 1);
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void el0CopiesWhereTheKernelAllowsIt(boolean allowed) {
        Program program = program(CPYF);
        program.translate(EL0_BLOCK, EL0_BLOCK);
        program.or(SystemRegister.SCTLR_EL1, allowed ? SystemControl.MSCEN : 0);
        program.element.state().setExceptionLevel(ExceptionLevel.EL0);
        program.run(1);
        assertThat(program.element.exceptionLevel()).isEqualTo(allowed ? ExceptionLevel.EL0 : ExceptionLevel.EL1);
        assertThat(program.exceptionClass()).isZero();
    }

    @Test
    void withoutTheHypervisorsLeaveTheInstructionsAreUndefined() {
        Program program = program(CPYF);
        program.set(SystemRegister.HCRX_EL2, 0);
        program.run(1);
        assertThat(program.element.programCounter()).isEqualTo(Program.FROM_CURRENT_LEVEL);
        assertThat(program.exceptionClass()).isZero();
    }
}
