package dev.realmstep.debugger.console;

import dev.realmstep.debugger.DebugSession;
import dev.realmstep.debugger.DisassembledLine;
import dev.realmstep.debugger.EvaluationException;
import dev.realmstep.debugger.SourceLine;
import java.util.List;
import java.util.stream.Collectors;

/** Commands that show code. */
final class CodeCommands {
    private static final int LINES = 10;
    private static final int INSTRUCTION_SIZE = 4;

    /** More is not for reading. */
    private static final int MOST_INSTRUCTIONS = 1 << 16;

    private final DebugSession session;
    private final Selection selection;

    CodeCommands(DebugSession session, Selection selection) {
        this.session = session;
        this.selection = selection;
    }

    List<Command> all() {
        return List.of(
                Command.look("list l", "", "shows the source around the current line", operands -> list()),
                Command.look("disassemble", "[ADDRESS [COUNT]]", "shows instructions", this::disassemble));
    }

    private String list() throws EvaluationException {
        SourceLine line =
                selection.frame().line().orElseThrow(() -> new EvaluationException("there is no source line here"));
        String text = session.sourceText().around(line, LINES);
        if (text.isEmpty()) {
            throw new EvaluationException("%s is not on this machine: map its path".formatted(line.file()));
        }
        return text;
    }

    private String disassemble(String operands) throws EvaluationException {
        String[] words = operands.isBlank() ? new String[0] : operands.strip().split("\\s+", -1);
        long current = selection.frame().programCounter();
        long address = words.length > 0 ? session.evaluateAddress(words[0], selection.frame()) : current;
        int count = words.length > 1 ? Numbers.count(words[1]) : LINES;
        if (count > MOST_INSTRUCTIONS) {
            throw new EvaluationException(
                    "disassemble shows at most %d instructions at once".formatted(MOST_INSTRUCTIONS));
        }
        return session.disassemble(address & -INSTRUCTION_SIZE, count).stream()
                .map(line -> line(line, current))
                .collect(Collectors.joining("\n"));
    }

    private String line(DisassembledLine line, long current) {
        return "%s 0x%016x <%s>: %s"
                .formatted(
                        line.address() == current ? "=>" : "  ",
                        line.address(),
                        session.symbols().symbolAt(line.address()),
                        line.text());
    }
}
