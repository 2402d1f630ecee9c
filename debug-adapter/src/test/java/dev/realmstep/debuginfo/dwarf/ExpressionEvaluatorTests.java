package dev.realmstep.debuginfo.dwarf;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.realmstep.debuginfo.dwarf.Location.Piece;
import dev.realmstep.debuginfo.target.MemoryAccess;
import dev.realmstep.debuginfo.target.TargetAccessException;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The stack machine: the examples of DWARF 5 section D.1, and the rules of section 2.5 one by one. */
final class ExpressionEvaluatorTests {
    /** Register n holds 0x1000 * n; memory holds at each address the low byte of that address. */
    private static final ExpressionContext CONTEXT = new Context();

    @Test
    void theExamplesOfTheStandardDescribeTheirPlaces() {
        assertThat(locate(0x53)).isEqualTo(new Location.Register(3)); // DW_OP_reg3
        assertThat(locate(0x90, 54)).isEqualTo(new Location.Register(54)); // DW_OP_regx 54
        assertThat(locate(0x03, 0x00, 0x20, 0, 0, 0, 0, 0, 0)).isEqualTo(new Location.Memory(0x1_2000));
        assertThat(locate(0x7b, 44)).isEqualTo(new Location.Memory(0xb000 + 44)); // DW_OP_breg11 44
        assertThat(locate(0x92, 54, 32)).isEqualTo(new Location.Memory(0x36000 + 32)); // DW_OP_bregx 54 32
        assertThat(locate(0x91, 0x4e)).isEqualTo(new Location.Memory(0x8000 - 50)); // DW_OP_fbreg -50
        assertThat(locate(0x31, 0x9f)).isEqualTo(new Location.Constant(1)); // DW_OP_lit1 DW_OP_stack_value
        // DW_OP_reg3 DW_OP_piece 4 DW_OP_reg10 DW_OP_piece 2
        assertThat(locate(0x53, 0x93, 4, 0x5a, 0x93, 2))
                .isEqualTo(new Location.Composite(List.of(
                        new Piece(new Location.Register(3), 32, 0), new Piece(new Location.Register(10), 16, 0))));
        // DW_OP_reg0 DW_OP_piece 4 DW_OP_piece 4 DW_OP_fbreg -12 DW_OP_piece 4
        assertThat(locate(0x50, 0x93, 4, 0x93, 4, 0x91, 0x74, 0x93, 4))
                .isEqualTo(new Location.Composite(List.of(
                        new Piece(new Location.Register(0), 32, 0),
                        new Piece(Location.Unavailable.OPTIMIZED_OUT, 32, 0),
                        new Piece(new Location.Memory(0x8000 - 12), 32, 0))));
    }

    @Test
    void stackOperationsRearrangeAsTheStandardShows() throws Exception {
        assertThat(compute(0x31, 0x32, 0x33, 0x14, 0x9f)).isEqualTo(2); // 1 2 3 over
        assertThat(compute(0x31, 0x32, 0x33, 0x15, 2, 0x9f)).isEqualTo(1); // 1 2 3 pick 2
        assertThat(compute(0x31, 0x32, 0x33, 0x16, 0x1c, 0x9f)).isEqualTo(1); // 1 2 3 swap, then 3 - 2
        assertThat(compute(0x31, 0x32, 0x33, 0x17, 0x9f)).isEqualTo(2); // 1 2 3 rot leaves 3 1 2
        assertThat(compute(0x31, 0x32, 0x33, 0x17, 0x13, 0x9f)).isEqualTo(1);
        assertThat(compute(0x31, 0x32, 0x13, 0x12, 0x22, 0x9f)).isEqualTo(2); // 1 2 drop dup plus
    }

    @Test
    void constantsAreExtendedAsTheirOperationSays() throws Exception {
        assertThat(compute(0x08, 0xff, 0x9f)).isEqualTo(255);
        assertThat(compute(0x09, 0xff, 0x9f)).isEqualTo(-1);
        assertThat(compute(0x0a, 0xfe, 0xff, 0x9f)).isEqualTo(0xfffe);
        assertThat(compute(0x0b, 0xfe, 0xff, 0x9f)).isEqualTo(-2);
        assertThat(compute(0x0c, 0xff, 0xff, 0xff, 0xff, 0x9f)).isEqualTo(0xffff_ffffL);
        assertThat(compute(0x0d, 0xff, 0xff, 0xff, 0xff, 0x9f)).isEqualTo(-1);
        assertThat(compute(0x10, 0xb9, 0x64, 0x9f)).isEqualTo(12857); // DWARF 5, table 7.7
        assertThat(compute(0x11, 0x80, 0x7f, 0x9f)).isEqualTo(-128); // table 7.8
    }

    @Test
    void arithmeticIsSignedButForTheRemainder() throws Exception {
        assertThat(compute(0x09, 0xf9, 0x32, 0x1b, 0x9f)).isEqualTo(-3); // -7 div 2
        assertThat(compute(0x09, 0xff, 0x3a, 0x1d, 0x9f)).isEqualTo(5); // 2^64 - 1 mod 10
        assertThat(compute(0x09, 0xf8, 0x31, 0x25, 0x9f)).isEqualTo(0x7fff_ffff_ffff_fffcL); // -8 shr 1
        assertThat(compute(0x09, 0xf8, 0x31, 0x26, 0x9f)).isEqualTo(-4); // -8 shra 1
        assertThat(compute(0x31, 0x08, 64, 0x24, 0x9f)).isZero(); // 1 shl 64
        assertThat(compute(0x09, 0xff, 0x31, 0x2d, 0x9f)).isEqualTo(1); // -1 lt 1
    }

    @Test
    void branchesSkipOperations() throws Exception {
        assertThat(compute(0x31, 0x2f, 1, 0, 0x1f, 0x9f)).isEqualTo(1); // skip over neg
        assertThat(compute(0x35, 0x30, 0x28, 1, 0, 0x1f, 0x9f)).isEqualTo(-5); // bra not taken
        assertThat(compute(0x35, 0x31, 0x28, 1, 0, 0x1f, 0x9f)).isEqualTo(5); // bra taken
    }

    @Test
    void memoryIsReadLittleEndian() throws Exception {
        assertThat(compute(0x71, 0, 0x06, 0x9f)).isEqualTo(0x0706_0504_0302_0100L); // breg1 0 deref
        assertThat(compute(0x71, 4, 0x94, 2, 0x9f)).isEqualTo(0x0504); // deref_size 2
    }

    @Test
    void whatCannotBeKnownSaysWhy() {
        assertThat(locate()).isEqualTo(Location.Unavailable.OPTIMIZED_OUT);
        assertThat(locate(0x30, 0x06)).isEqualTo(new Location.Unavailable("cannot access memory at address 0x0"));
        assertThat(locate(0x22))
                .isEqualTo(new Location.Unavailable("an expression takes more from its stack than it put there"));
        assertThat(locate(0x31, 0x30, 0x1b)).isEqualTo(new Location.Unavailable("an expression divides by zero"));
    }

    @Test
    void anEndlessLoopIsLeft() {
        DwarfExpression loop = expression(0x2f, 0xfd, 0xff); // skip -3
        assertThatThrownBy(() -> ExpressionEvaluator.compute(loop, CONTEXT))
                .isInstanceOf(DebugInformationException.class)
                .hasMessageContaining("a loop without end");
    }

    private static Location locate(int... operations) {
        return ExpressionEvaluator.locate(expression(operations), CONTEXT);
    }

    private static long compute(int... operations) throws Exception {
        return ExpressionEvaluator.compute(expression(operations), CONTEXT);
    }

    private static DwarfExpression expression(int... operations) {
        byte[] bytes = new byte[operations.length];
        for (int i = 0; i < bytes.length; i++) {
            bytes[i] = (byte) operations[i];
        }
        return new DwarfExpression(bytes);
    }

    private static final class Context implements ExpressionContext, MemoryAccess {
        @Override
        public Unit unit() throws UnavailableException {
            throw UnavailableException.optimizedOut();
        }

        @Override
        public MemoryAccess memory() {
            return this;
        }

        @Override
        public byte[] read(long address, int count) throws TargetAccessException {
            if (address == 0) {
                throw TargetAccessException.memory(address);
            }
            byte[] bytes = new byte[count];
            for (int i = 0; i < count; i++) {
                bytes[i] = (byte) (address + i);
            }
            return bytes;
        }

        @Override
        public void write(long address, byte[] bytes) throws TargetAccessException {
            throw TargetAccessException.memory(address);
        }

        @Override
        public long register(int number) {
            return 0x1000L * number;
        }

        @Override
        public long frameBase() {
            return 0x8000;
        }

        @Override
        public long canonicalFrameAddress() {
            return 0x9000;
        }

        /** The program was loaded 64 KiB above its linked addresses. */
        @Override
        public long relocate(long address) {
            return address + 0x1_0000;
        }

        @Override
        public long entryValue(DwarfExpression expression) throws UnavailableException {
            throw UnavailableException.optimizedOut();
        }
    }
}
