package dev.realmstep.cpu.floatingpoint;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.Test;

/** Compares operations with what Berkeley TestFloat says of them; README.md beside the resource says how. */
class TestFloatTests {
    private static final long DEFAULT_NAN = 1L << 25;
    private static final int RMODE_SHIFT = 22;
    private static final Map<String, FloatingPointFormat> FORMATS = Map.of(
            "f16", FloatingPointFormat.HALF, "f32", FloatingPointFormat.SINGLE, "f64", FloatingPointFormat.DOUBLE);

    /** TestFloat's flags by their bits, as FPSR has them. */
    private static final int[] FLAGS = {
        FloatingPointStatus.INEXACT,
        FloatingPointStatus.UNDERFLOW,
        FloatingPointStatus.OVERFLOW,
        FloatingPointStatus.DIVIDE_BY_ZERO,
        FloatingPointStatus.INVALID_OPERATION
    };

    private record Case(String line, String operation, Rounding rounding, List<Long> operands, long result, int flags) {
        static Case of(String line) {
            String[] fields = line.split(" ", -1);
            List<Long> operands = Arrays.stream(fields, 2, fields.length - 2)
                    .map(field -> Long.parseUnsignedLong(field, 16))
                    .toList();
            return new Case(
                    line,
                    fields[0],
                    Rounding.valueOf(fields[1]),
                    operands,
                    Long.parseUnsignedLong(fields[fields.length - 2], 16),
                    flags(Integer.parseInt(fields[fields.length - 1], 16)));
        }

        private static int flags(int bits) {
            int flags = 0;
            for (int i = 0; i < FLAGS.length; i++) {
                flags |= (bits >>> i & 1) != 0 ? FLAGS[i] : 0;
            }
            return flags;
        }
    }

    @Test
    void resultsAndFlagsAreThoseOfTestFloat() throws IOException {
        assertThat(differences(0)).isEmpty();
    }

    @Test
    void resultsAreTheSameWhereTheInexactFlagIsUpAlready() throws IOException {
        assertThat(differences(FloatingPointStatus.INEXACT)).isEmpty();
    }

    private static List<String> differences(int flagsBefore) throws IOException {
        List<String> differences = new ArrayList<>();
        int compared = 0;
        try (BufferedReader reader = new BufferedReader(new InputStreamReader(
                new GZIPInputStream(
                        Objects.requireNonNull(TestFloatTests.class.getResourceAsStream("testfloat.txt.gz"))),
                StandardCharsets.US_ASCII))) {
            for (String line = reader.readLine(); line != null; line = reader.readLine()) {
                Case expected = Case.of(line);
                FloatingPointStatus status = new FloatingPointStatus(fpsr -> {});
                // Roundings that RMode cannot select are given to the operation.
                status.setControl(DEFAULT_NAN | (long) (expected.rounding.ordinal() & 3) << RMODE_SHIFT);
                status.setStatus(flagsBefore);
                long result = compute(expected, status);
                if (result != expected.result || status.status() != (expected.flags | flagsBefore)) {
                    differences.add("%s but was %x %x".formatted(line, result, status.status()));
                }
                compared++;
            }
        }
        assertThat(compared).isGreaterThan(20_000);
        return differences;
    }

    private static long compute(Case test, FloatingPointStatus status) {
        String[] name = test.operation.split("_", 2);
        FloatingPointFormat from = FORMATS.get(name[0]);
        if (name[1].startsWith("to_")) {
            return convert(name[0], name[1].substring(3), test, status);
        }
        return operate(Objects.requireNonNull(from), name[1], test, status);
    }

    private static long operate(FloatingPointFormat format, String name, Case test, FloatingPointStatus status) {
        long a = test.operands.getFirst();
        long b = test.operands.get(test.operands.size() > 1 ? 1 : 0);
        return switch (name) {
            case "add" -> FloatingPointArithmetic.add(format, a, b, status);
            case "sub" -> FloatingPointArithmetic.subtract(format, a, b, status);
            case "mul" -> FloatingPointArithmetic.multiply(format, a, b, status);
            case "div" -> FloatingPointArithmetic.divide(format, a, b, status);
            case "sqrt" -> FloatingPointArithmetic.squareRoot(format, a, status);
            case "mulAdd" -> FusedMultiplyAdd.multiplyAdd(format, test.operands.get(2), a, b, status);
            case "roundToInt" -> IntegralRounding.round(format, a, test.rounding, true, status);
            case "eq" -> bit(FloatingPointComparison.isEqual(format, a, b, status));
            case "eq_signaling" -> nzcv(0b0100, FloatingPointComparison.compare(format, a, b, true, status));
            case "le" -> bit(FloatingPointComparison.isGreaterOrEqual(format, b, a, status));
            // C is set where the first is greater or equal, but also where they are unordered, as V tells.
            case "le_quiet" -> bit((FloatingPointComparison.compare(format, b, a, false, status) & 0b0011) == 0b0010);
            case "lt" -> bit(FloatingPointComparison.isGreater(format, b, a, status));
            case "lt_quiet" -> nzcv(0b1000, FloatingPointComparison.compare(format, a, b, false, status));
            default -> throw new IllegalArgumentException(name);
        };
    }

    private static long convert(String from, String to, Case test, FloatingPointStatus status) {
        long operand = test.operands.getFirst();
        FloatingPointFormat source = FORMATS.get(from);
        FloatingPointFormat target = FORMATS.get(to);
        if (source == null) {
            boolean unsigned = from.startsWith("u");
            long value = from.equals("i32") ? (int) operand : operand;
            return FixedPointConversion.fromFixed(
                    Objects.requireNonNull(target), value, 0, unsigned, test.rounding, status);
        }
        if (target == null) {
            int bits = to.endsWith("32") ? 32 : 64;
            return FixedPointConversion.toFixed(source, operand, 0, to.startsWith("u"), test.rounding, bits, status);
        }
        return FormatConversion.convert(source, target, operand, test.rounding, status);
    }

    private static long bit(boolean condition) {
        return condition ? 1 : 0;
    }

    private static long nzcv(int mask, int flags) {
        return (flags & mask) != 0 ? 1 : 0;
    }
}
