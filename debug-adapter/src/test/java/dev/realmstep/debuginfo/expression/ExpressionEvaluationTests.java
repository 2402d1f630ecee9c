package dev.realmstep.debuginfo.expression;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.realmstep.debuginfo.dwarf.BaseTypeEncoding;
import dev.realmstep.debuginfo.dwarf.Location;
import dev.realmstep.debuginfo.target.AArch64Registers;
import dev.realmstep.debuginfo.target.MemoryAccess;
import dev.realmstep.debuginfo.target.RegisterAccess;
import dev.realmstep.debuginfo.target.TargetAccessException;
import dev.realmstep.debuginfo.type.ArrayType;
import dev.realmstep.debuginfo.type.BaseType;
import dev.realmstep.debuginfo.type.Type;
import dev.realmstep.debuginfo.type.VoidType;
import dev.realmstep.debuginfo.value.Value;
import dev.realmstep.debuginfo.value.ValueContext;
import dev.realmstep.debuginfo.value.ValueException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.OptionalInt;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;

/** Expressions over constants, against what GCC made of them; and over a few variables in a small memory. */
final class ExpressionEvaluationTests {
    private static final long MEMORY = 0x1000;

    private final byte[] memory = new byte[64];
    private final long[] registers = new long[AArch64Registers.COUNT];

    @Test
    void constantExpressionsHaveTheTypesAndValuesThatGccGivesThem() throws Exception {
        List<String> recorded = recordedConstants();
        assertThat(recorded).hasSizeGreaterThan(250);
        for (String line : recorded) {
            String text = line.substring(0, line.indexOf('\t'));
            Value value = evaluate(text);
            assertThat(text + "\t" + value.type().name() + "\t" + value.number())
                    .isEqualTo(line);
        }
    }

    @Test
    void anAssignmentToAVariableChangesItsBytesOnly() throws Exception {
        Arrays.fill(memory, (byte) 0x55);
        assertThat(evaluate("number = -2").number()).isEqualTo(-2);
        assertThat(Arrays.copyOf(memory, 6)).containsExactly(0xfe, 0xff, 0xff, 0xff, 0x55, 0x55);
    }

    @Test
    void assignmentsGroupFromTheRight() throws Exception {
        evaluate("number = list[3] = 7");
        assertThat(evaluate("number + list[3]").number()).isEqualTo(14);
    }

    @Test
    void anAssignmentToARegisterChangesIt() throws Exception {
        evaluate("$x5 = 0x1234_5678_9abc_def0");
        assertThat(registers[5]).isEqualTo(0x1234_5678_9abc_def0L);
        evaluate("$w5 = 1");
        assertThat(registers[5]).isEqualTo(0x1234_5678_0000_0001L);
    }

    @Test
    void anAssignmentThroughAnAddressChangesMemory() throws Exception {
        evaluate("*(int *)0x1008 = 0x01020304");
        assertThat(Arrays.copyOfRange(memory, 8, 12)).containsExactly(4, 3, 2, 1);
    }

    @Test
    void pointersMoveByTheSizeOfWhatTheyPointAt() throws Exception {
        assertThat(evaluate("list + 2").number()).isEqualTo(MEMORY + 16 + 8);
        assertThat(evaluate("&list[3] - &list[1]").number()).isEqualTo(2);
        assertThat(evaluate("2 + (long *)0x1000").number()).isEqualTo(MEMORY + 16);
        assertThat(evaluate("(void *)0x1000 + 3").number()).isEqualTo(MEMORY + 3);
    }

    @Test
    void theRightSideOfALogicalOperatorIsLeftAloneWhenTheLeftDecides() throws Exception {
        assertThat(evaluate("0 && *(int *)0").number()).isZero();
        assertThat(evaluate("1 || *(int *)0").number()).isEqualTo(1);
        assertFails("1 && *(int *)0", "cannot access memory at address 0x0");
    }

    @Test
    void aConditionChoosesWhichSideIsEvaluated() throws Exception {
        assertThat(evaluate("1 ? 2 : *(int *)0").number()).isEqualTo(2);
        assertThat(evaluate("0 ? *(int *)0 : 3").number()).isEqualTo(3);
        assertThat(evaluate("0 ? 1 : 0 ? 2 : 3").number()).isEqualTo(3);
        assertThat(evaluate("1 ? 0 ? 1 : 2 : 3").number()).isEqualTo(2);
        assertThat(evaluate("0 || 1 ? 4 + 1 : 6").number()).isEqualTo(5);
        assertThat(evaluate("number = 1 ? 8 : 9").number()).isEqualTo(8);
        assertFails("1 ? 2", "expected \":\" but found the end at column 6");
    }

    @Test
    void mistakesAreNamedWithTheirColumn() {
        assertFails("", "unexpected end at column 1");
        assertFails("1 +", "unexpected end at column 4");
        assertFails("(1", "expected \")\" but found the end at column 3");
        assertFails("list[1", "expected \"]\" but found the end at column 7");
        assertFails("1 2", "unexpected \"2\" at column 3");
        assertFails("number # 1", "unexpected \"#\" at column 8");
        assertFails("99999999999999999999", "not a 64-bit number: \"99999999999999999999\" at column 1");
        assertFails("0x", "not a 64-bit number: \"0x\" at column 1");
        assertFails("1 / 0", "division by zero");
        assertFails("5 = 6", "not changeable: the compiler keeps the value nowhere");
        assertFails("&5", "cannot take the address of a value that is not in memory");
        assertFails("number.x", "int has no member x");
        assertFails("(".repeat(10_000), "the expression is nested too deep");
        assertFails("-".repeat(10_000) + "1", "the expression is nested too deep");
    }

    private void assertFails(String expression, String message) {
        assertThatThrownBy(() -> evaluate(expression))
                .isInstanceOf(ValueException.class)
                .hasMessage(message);
    }

    private Value evaluate(String expression) throws ValueException {
        return ExpressionEvaluation.evaluate(expression, new SmallScope());
    }

    private static List<String> recordedConstants() throws IOException {
        try (InputStream in = ExpressionEvaluationTests.class.getResourceAsStream("constants.txt")) {
            assertThat(in).isNotNull();
            return new String(in.readAllBytes(), StandardCharsets.UTF_8).lines().toList();
        }
    }

    /** {@code int number} at the beginning of memory, {@code int list[4]} 16 bytes after it, and the C types. */
    private final class SmallScope implements ExpressionScope {
        @Override
        public ValueContext context() {
            return new ValueContext(new SmallMemory(), new Registers(), address -> null);
        }

        @Override
        public Value named(String name) throws ValueException {
            return switch (name) {
                case "number" -> Value.at(BaseType.INT, context(), new Location.Memory(MEMORY));
                case "list" -> Value.at(new ArrayType(BaseType.INT, 4), context(), new Location.Memory(MEMORY + 16));
                default -> throw new ValueException("no symbol " + name);
            };
        }

        @Override
        public Value register(String name) throws ValueException {
            OptionalInt number = AArch64Registers.number(name.replace('w', 'x'));
            Type type = name.startsWith("w") ? BaseType.INT : BaseType.LONG;
            return Value.at(type, context(), new Location.Register(number.orElseThrow()));
        }

        @Override
        public boolean isTypeName(String name) {
            return false;
        }

        @Override
        public Type type(TypeName name) throws ValueException {
            return switch (name.name()) {
                case "void" -> new VoidType();
                case "char" -> BaseType.CHAR;
                case "signed char" -> new BaseType("signed char", 1, BaseTypeEncoding.SIGNED_CHAR);
                case "unsigned char" -> new BaseType("unsigned char", 1, BaseTypeEncoding.UNSIGNED_CHAR);
                case "short" -> new BaseType("short", 2, BaseTypeEncoding.SIGNED);
                case "unsigned short" -> new BaseType("unsigned short", 2, BaseTypeEncoding.UNSIGNED);
                case "int" -> BaseType.INT;
                case "unsigned" -> BaseType.UNSIGNED_INT;
                case "long" -> BaseType.LONG;
                case "unsigned long" -> BaseType.UNSIGNED_LONG;
                default -> throw new ValueException("no type " + name);
            };
        }
    }

    private final class SmallMemory implements MemoryAccess {
        @Override
        public byte[] read(long address, int count) throws TargetAccessException {
            int at = offset(address, count);
            return Arrays.copyOfRange(memory, at, at + count);
        }

        @Override
        public void write(long address, byte[] bytes) throws TargetAccessException {
            System.arraycopy(bytes, 0, memory, offset(address, bytes.length), bytes.length);
        }

        private int offset(long address, int count) throws TargetAccessException {
            if (address < MEMORY || address + count > MEMORY + memory.length) {
                throw TargetAccessException.memory(address);
            }
            return (int) (address - MEMORY);
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
