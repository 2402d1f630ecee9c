package dev.realmstep.debugger.console;

import dev.realmstep.debugger.DebugSession;
import dev.realmstep.debugger.DisassembledLine;
import dev.realmstep.debugger.EvaluationException;
import java.util.stream.Collectors;

/** Instructions in memory, with the symbols that they belong to and a mark at the next one. */
final class Instructions {
    private static final int INSTRUCTION_SIZE = 4;

    /** More is not for reading. */
    private static final int MOST = 1 << 16;

    private final DebugSession session;
    private final Selection selection;

    Instructions(DebugSession session, Selection selection) {
        this.session = session;
        this.selection = selection;
    }

    /** @param command that asks, for people */
    String list(String command, long address, int count) throws EvaluationException {
        if (count > MOST) {
            throw new EvaluationException("%s shows at most %d instructions at once".formatted(command, MOST));
        }
        long current = selection.frame().programCounter();
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
