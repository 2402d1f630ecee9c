package dev.realmstep.debugger.console;

import dev.realmstep.debugger.DebugSession;
import dev.realmstep.debugger.EvaluationException;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Commands that read and change values. */
final class DataCommands {
    private static final int DEFAULT_WORD = 4;
    private static final int BYTES_PER_ROW = 16;

    /** More is not for reading. */
    private static final int MOST_BYTES = 1 << 20;

    /** A count and the letters of size and of notation, in any order, as debuggers' users write them. */
    private static final Pattern FORMAT = Pattern.compile("/(?<count>[0-9]*)(?<letters>[bhwg]?x?|x[bhwg])(?=\\s|$)");

    private final DebugSession session;
    private final Selection selection;

    DataCommands(DebugSession session, Selection selection) {
        this.session = session;
        this.selection = selection;
    }

    List<Command> all() {
        return List.of(
                Command.look("print p", "EXPRESSION", "evaluates a C expression", this::print),
                Command.look("set", "EXPRESSION", "assigns: set count = 3, set $x0 = 1", this::set),
                Command.look("x", "[/COUNTbhwg] ADDRESS", "shows memory", this::examine));
    }

    private String print(String operands) throws EvaluationException {
        return evaluate("print", operands);
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
        int count = 1;
        int size = DEFAULT_WORD;
        String expression = operands;
        if (operands.startsWith("/")) {
            Matcher format = FORMAT.matcher(operands);
            if (!format.lookingAt()) {
                throw new EvaluationException(
                        "x/ takes a count, then b, h, w or g for the size and x for hexadecimal: x/4wx ADDRESS");
            }
            count = format.group("count").isEmpty() ? 1 : Numbers.count(format.group("count"));
            size = sizeOf(format.group("letters"));
            expression = operands.substring(format.end());
        }
        if (expression.isBlank()) {
            throw new EvaluationException("x needs an address");
        }
        return dump(session.evaluateAddress(expression, selection.frame()), count, size);
    }

    private static int sizeOf(String format) {
        return switch (format.replace("x", "")) {
            case "b" -> 1;
            case "h" -> 2;
            case "g" -> 8;
            default -> DEFAULT_WORD;
        };
    }

    private String dump(long address, int count, int size) throws EvaluationException {
        if (count > MOST_BYTES / size) {
            throw new EvaluationException("x shows at most %d bytes at once".formatted(MOST_BYTES));
        }
        byte[] bytes = session.memory().read(address, count * size);
        if (bytes.length < size) {
            throw new EvaluationException("memory at 0x%x cannot be read".formatted(address));
        }
        StringBuilder text = new StringBuilder();
        for (int at = 0; at + size <= bytes.length; at += size) {
            if (at % BYTES_PER_ROW == 0) {
                text.append("%s0x%016x:".formatted(at == 0 ? "" : "\n", address + at));
            }
            text.append(" 0x");
            for (int i = size - 1; i >= 0; i--) {
                text.append("%02x".formatted(bytes[at + i]));
            }
        }
        return text.toString();
    }
}
