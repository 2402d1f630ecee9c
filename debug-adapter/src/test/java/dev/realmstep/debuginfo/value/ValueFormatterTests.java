package dev.realmstep.debuginfo.value;

import static org.assertj.core.api.Assertions.assertThat;

import dev.realmstep.debuginfo.dwarf.Location;
import dev.realmstep.debuginfo.dwarf.Location.Piece;
import dev.realmstep.debuginfo.target.MemoryAccess;
import dev.realmstep.debuginfo.target.RegisterAccess;
import dev.realmstep.debuginfo.type.ArrayType;
import dev.realmstep.debuginfo.type.BaseType;
import dev.realmstep.debuginfo.type.PointerType;
import java.util.List;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;

/** Values at places where no recorded program has them: in pieces, and in arrays too large to show. */
final class ValueFormatterTests {
    private final long[] registers = {0x1122_3344_5566_7788L, 0xaabb_ccdd_eeff_0011L};
    private final ValueContext context = new ValueContext(new Counting(), new Registers(), address -> null);

    @Test
    void arraysOfArraysOfArraysAreShownInPart() {
        ArrayType cube = new ArrayType(new ArrayType(new ArrayType(BaseType.INT, 300), 300), 300);
        String text = Value.at(cube, context, new Location.Memory(0)).text();
        assertThat(text).startsWith("{{{50462976, 117835012, ").endsWith("...}").hasSizeLessThan(30_000);
    }

    @Test
    void aValueInPiecesIsPutTogether() throws Exception {
        Value value = Value.at(BaseType.LONG, context, pieces());
        assertThat(value.number()).isEqualTo(0xeeff_0011_5566_7788L);
    }

    @Test
    void anAssignmentReachesEachPiece() throws Exception {
        Value.at(BaseType.LONG, context, pieces()).assign(0x0102_0304_0506_0708L);
        assertThat(registers).containsExactly(0x1122_3344_0506_0708L, 0xaabb_ccdd_0102_0304L);
    }

    @Test
    void aPartThatIsKeptIsShownThoughAnotherIsNot() throws Exception {
        Location half = new Location.Composite(List.of(
                new Piece(new Location.Register(0), 32, 0), new Piece(Location.Unavailable.OPTIMIZED_OUT, 32, 0)));
        Value pair = Value.at(new ArrayType(BaseType.UNSIGNED_INT, 2), context, half);
        assertThat(pair.text()).isEqualTo("{1432778632, <optimized out>}");
    }

    @Test
    void aPointerToNothingKnownIsANumber() {
        Value pointer = Value.of(PointerType.to(BaseType.INT), context, 0x8020_0000L);
        assertThat(pointer.text()).isEqualTo("(int *) 0x80200000");
    }

    /** The low word in X0, the high word in the low half of X1. */
    private static Location pieces() {
        return new Location.Composite(
                List.of(new Piece(new Location.Register(0), 32, 0), new Piece(new Location.Register(1), 32, 0)));
    }

    /** Memory that holds at each address the low byte of that address. */
    private static final class Counting implements MemoryAccess {
        @Override
        public byte[] read(long address, int count) {
            byte[] bytes = new byte[count];
            for (int i = 0; i < count; i++) {
                bytes[i] = (byte) (address + i);
            }
            return bytes;
        }

        @Override
        public void write(long address, byte[] bytes) {
            throw new AssertionError("nothing here is in memory");
        }
    }

    private final class Registers implements RegisterAccess {
        @Override
        public OptionalLong read(int register) {
            return OptionalLong.of(registers[register]);
        }

        @Override
        public void write(int register, long value) {
            registers[register] = value;
        }
    }
}
