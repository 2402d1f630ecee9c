package dev.realmstep.cpu.engine.interpreter;

import static org.assertj.core.api.Assertions.assertThat;

import dev.realmstep.cpu.ProcessState;
import dev.realmstep.cpu.engine.Program;
import java.math.BigInteger;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** FEAT_CSSC and FEAT_HBC, held to arithmetic on integers of any size and to loops over bits. */
class ShortSequenceTests {
    private static final int CASES = 250;
    private static final int SF = 1 << 31;
    private static final int ABS = 0x5AC0_2020; // abs w0, w1
    private static final int CNT = 0x5AC0_1C20; // cnt w0, w1
    private static final int CTZ = 0x5AC0_1820; // ctz w0, w1
    private static final int EXTREMUM = 0x1AC2_6020; // smax w0, w1, w2
    private static final int EXTREMUM_IMMEDIATE = 0x11C0_0020; // smax w0, w1, #0
    private static final int BC_EQ_8 = 0x5400_0050; // bc.eq .+8

    private final Random random = new Random(11);
    private final Program program = new Program();

    private long execute(int word, long x1, long x2) {
        program.write(Program.CODE, word);
        program.element.setProgramCounter(Program.CODE);
        program.element.setX(0, -1);
        program.element.setX(1, x1);
        program.element.setX(2, x2);
        program.run(1);
        return program.element.x(0);
    }

    private long interesting() {
        return switch (random.nextInt(5)) {
            case 0 -> 0;
            case 1 -> 1L << random.nextInt(64);
            case 2 -> -1L << random.nextInt(64);
            case 3 -> random.nextInt(-200, 200);
            default -> random.nextLong();
        };
    }

    private static BigInteger number(long value, int bits, boolean signed) {
        BigInteger number = BigInteger.ZERO;
        for (int bit = 0; bit < bits; bit++) {
            number = (value >>> bit & 1) == 0 ? number : number.setBit(bit);
        }
        return signed && number.testBit(bits - 1) ? number.subtract(BigInteger.ONE.shiftLeft(bits)) : number;
    }

    private static long register(BigInteger number, int bits) {
        return bits == 64 ? number.longValue() : number.longValue() & 0xFFFF_FFFFL;
    }

    @ParameterizedTest
    @ValueSource(ints = {32, 64})
    void bitsAreCountedAndSignsDropped(int bits) {
        int size = bits == 64 ? SF : 0;
        for (int i = 0; i < CASES; i++) {
            long value = interesting();
            int ones = 0;
            int zeros = 0;
            for (int bit = bits - 1; bit >= 0; bit--) {
                boolean set = (value >>> bit & 1) != 0;
                ones += set ? 1 : 0;
                zeros = set ? 0 : zeros + 1;
            }
            assertThat(execute(CNT | size, value, 0)).as("cnt %x", value).isEqualTo(ones);
            assertThat(execute(CTZ | size, value, 0)).as("ctz %x", value).isEqualTo(zeros);
            assertThat(execute(ABS | size, value, 0))
                    .as("abs %x", value)
                    .isEqualTo(register(number(value, bits, true).abs(), bits));
        }
    }

    @ParameterizedTest
    @CsvSource({
        "32, 0, true, true", "64, 0, true, true", "32, 1, false, true", "64, 1, false, true",
        "32, 2, true, false", "64, 2, true, false", "32, 3, false, false", "64, 3, false, false"
    })
    void theLargerOrSmallerIsChosen(int bits, int opcode, boolean signed, boolean larger) {
        int size = bits == 64 ? SF : 0;
        for (int i = 0; i < CASES; i++) {
            long x1 = interesting();
            long x2 = random.nextInt(8) == 0 ? x1 : interesting();
            BigInteger first = number(x1, bits, signed);
            BigInteger second = number(x2, bits, signed);
            assertThat(execute(EXTREMUM | size | opcode << 10, x1, x2))
                    .isEqualTo(register(larger ? first.max(second) : first.min(second), bits));
            int field = random.nextInt(256);
            BigInteger immediate = number(field, 8, signed);
            assertThat(execute(EXTREMUM_IMMEDIATE | size | opcode << 18 | field << 10, x1, x2))
                    .isEqualTo(register(larger ? first.max(immediate) : first.min(immediate), bits));
        }
    }

    @Test
    void aConsistentBranchIsTakenOnItsCondition() {
        program.element.state().setNzcv(ProcessState.Z);
        execute(BC_EQ_8, 0, 0);
        assertThat(program.element.programCounter()).isEqualTo(Program.CODE + 8);
        program.element.state().setNzcv(0);
        execute(BC_EQ_8, 0, 0);
        assertThat(program.element.programCounter()).isEqualTo(Program.CODE + 4);
    }
}
