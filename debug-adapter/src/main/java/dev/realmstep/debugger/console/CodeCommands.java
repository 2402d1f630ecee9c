package dev.realmstep.debugger.console;

import dev.realmstep.debugger.DebugSession;
import dev.realmstep.debugger.EvaluationException;
import dev.realmstep.debugger.SourceLine;
import java.util.List;

/** Commands that show code. */
final class CodeCommands {
    private static final int LINES = 10;

    private final DebugSession session;
    private final Selection selection;
    private final Instructions instructions;

    CodeCommands(DebugSession session, Selection selection) {
        this.session = session;
        this.selection = selection;
        this.instructions = new Instructions(session, selection);
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
        long address = words.length > 0
                ? session.evaluateAddress(words[0], selection.frame())
                : selection.frame().programCounter();
        int count = words.length > 1 ? Numbers.count(words[1]) : LINES;
        return instructions.list("disassemble", address, count);
    }
}
