package dev.realmstep.debugger.console;

import dev.realmstep.debugger.DebugSession;
import dev.realmstep.debugger.EvaluationException;
import dev.realmstep.debugger.Scalar;
import dev.realmstep.debuginfo.value.CText;
import java.util.Arrays;
import java.util.List;

/** Commands that read and change values. */
final class DataCommands {
    private static final int DEFAULT_WORD = 4;
    private static final int BYTES_PER_ROW = 16;

    /** More is not for reading. */
    private static final int MOST_BYTES = 1 << 20;

    /** Of a longer string the rest is shown as the next one. */
    private static final int LONGEST_STRING = 200;

    private final DebugSession session;
    private final Selection selection;
    private final Instructions instructions;

    DataCommands(DebugSession session, Selection selection) {
        this.session = session;
        this.selection = selection;
        this.instructions = new Instructions(session, selection);
    }

    List<Command> all() {
        return List.of(
                Command.look("print p", "[/xduotc] EXPRESSION", "evaluates a C expression", this::print),
                Command.look("set", "EXPRESSION", "assigns: set count = 3, set $x0 = 1", this::set),
                Command.look(
                        "x", "[/COUNTbhwgxduotcsi] ADDRESS", "shows memory, strings or instructions", this::examine));
    }

    private String print(String operands) throws EvaluationException {
        if (!operands.startsWith("/")) {
            return evaluate("print", operands);
        }
        DisplayFormat.Before before = DisplayFormat.read(operands)
                .filter(read -> read.format().isOfNumbers())
                .filter(read -> read.format().count() == 1)
                .filter(read -> read.format().size().isEmpty())
                .orElseThrow(() -> new EvaluationException(
                        "print/ takes x, d, u, o, t or c for the notation: print/x EXPRESSION"));
        if (before.expression().isEmpty()) {
            throw new EvaluationException("print what?");
        }
        Scalar value = session.evaluateScalar(before.expression(), selection.frame());
        return before.format().text(value.number(), value.bytes());
    }

    private String set(String operands) throws EvaluationException {
        return evaluate("set", operands);
    }

    private String evaluate(String command, String expression) throws EvaluationException {
        if (expression.isBlank()) {
            throw new EvaluationException(command + " what?");
        }
        return session.evaluate(expression, selection.frame()).value();
    }

    private String examine(String operands) throws EvaluationException {
        DisplayFormat.Before before = operands.startsWith("/")
                ? DisplayFormat.read(operands)
                        .orElseThrow(
                                () -> new EvaluationException(
                                        "x/ takes a count, a size (b, h, w, g) and a notation (x, d, u, o, t, c, s, i): x/4wx ADDRESS"))
                : new DisplayFormat.Before(DisplayFormat.DEFAULT, operands);
        if (before.expression().isBlank()) {
            throw new EvaluationException("x needs an address");
        }
        long address = session.evaluateAddress(before.expression(), selection.frame());
        DisplayFormat format = before.format();
        return switch (format.notation()) {
            case INSTRUCTION -> instructions.list("x", address, format.count());
            case STRING -> strings(address, format.count());
            default -> dump(address, format);
        };
    }

    private String dump(long address, DisplayFormat format) throws EvaluationException {
        int size = format.size().orElse(format.notation() == DisplayFormat.Notation.CHARACTER ? 1 : DEFAULT_WORD);
        if (format.count() > MOST_BYTES / size) {
            throw new EvaluationException("x shows at most %d bytes at once".formatted(MOST_BYTES));
        }
        byte[] bytes = session.memory().read(address, format.count() * size);
        if (bytes.length < size) {
            throw unreadable(address);
        }
        StringBuilder text = new StringBuilder();
        for (int at = 0; at + size <= bytes.length; at += size) {
            if (at % BYTES_PER_ROW == 0) {
                text.append("%s0x%016x:".formatted(at == 0 ? "" : "\n", address + at));
            }
            long number = 0;
            for (int i = size - 1; i >= 0; i--) {
                number = number << Byte.SIZE | Byte.toUnsignedLong(bytes[at + i]);
            }
            text.append(' ').append(format.paddedText(number, size));
        }
        return text.toString();
    }

    /** Strings that follow one another, each up to its zero. */
    private String strings(long address, int count) throws EvaluationException {
        StringBuilder text = new StringBuilder();
        long at = address;
        for (int n = 0; n < count && text.length() < MOST_BYTES; n++) {
            byte[] bytes = session.memory().read(at, LONGEST_STRING);
            if (bytes.length == 0) {
                throw unreadable(at);
            }
            int length = 0;
            while (length < bytes.length && bytes[length] != 0) {
                length++;
            }
            String more = length == LONGEST_STRING ? "..." : "";
            text.append("%s0x%016x: %s%s"
                    .formatted(n == 0 ? "" : "\n", at, CText.string(Arrays.copyOf(bytes, length)), more));
            at += length == LONGEST_STRING ? length : length + 1;
        }
        return text.toString();
    }

    private static EvaluationException unreadable(long address) {
        return new EvaluationException("memory at 0x%x cannot be read".formatted(address));
    }
}
