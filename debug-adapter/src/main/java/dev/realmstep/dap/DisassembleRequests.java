package dev.realmstep.dap;

import dev.realmstep.debugger.DebugSession;
import dev.realmstep.debugger.DisassembledLine;
import java.util.List;
import java.util.Objects;
import org.eclipse.lsp4j.debug.DisassembleArguments;
import org.eclipse.lsp4j.debug.DisassembleResponse;
import org.eclipse.lsp4j.debug.DisassembledInstruction;
import org.eclipse.lsp4j.debug.DisassembledInstructionPresentationHint;

/** Disassembly, with exactly as many instructions as were asked for; what cannot be read is said to be invalid. */
final class DisassembleRequests {
    private static final int INSTRUCTION_SIZE = 4;

    /** 256 KiB of code: far more than any view shows, and what a client that errs may cost. */
    private static final int MOST_INSTRUCTIONS = 1 << 16;

    private final DebugSession session;
    private final SourcePaths paths;

    DisassembleRequests(DebugSession session, SourcePaths paths) {
        this.session = session;
        this.paths = paths;
    }

    DisassembleResponse disassemble(DisassembleArguments arguments) throws RequestFailure {
        int count = arguments.getInstructionCount();
        if (count < 0 || count > MOST_INSTRUCTIONS) {
            throw new RequestFailure(
                    "%d instructions cannot be listed: ask for at most %d".formatted(count, MOST_INSTRUCTIONS));
        }
        long base = MemoryReference.parse(arguments.getMemoryReference())
                + Objects.requireNonNullElse(arguments.getOffset(), 0);
        long first = (base & -INSTRUCTION_SIZE)
                + (long) INSTRUCTION_SIZE * Objects.requireNonNullElse(arguments.getInstructionOffset(), 0);
        boolean symbols = Boolean.TRUE.equals(arguments.getResolveSymbols());
        List<DisassembledLine> lines = session.disassemble(first, count);
        DisassembleResponse response = new DisassembleResponse();
        response.setInstructions(
                lines.stream().map(line -> describe(line, symbols)).toArray(DisassembledInstruction[]::new));
        return response;
    }

    private DisassembledInstruction describe(DisassembledLine line, boolean symbols) {
        DisassembledInstruction instruction = new DisassembledInstruction();
        instruction.setAddress(MemoryReference.of(line.address()));
        instruction.setInstruction(line.text());
        line.word()
                .ifPresentOrElse(
                        word -> instruction.setInstructionBytes("%08x".formatted(word)),
                        () -> instruction.setPresentationHint(DisassembledInstructionPresentationHint.INVALID));
        if (symbols) {
            line.symbol().ifPresent(instruction::setSymbol);
        }
        line.line().ifPresent(source -> {
            instruction.setLocation(paths.toClient(source.file()));
            instruction.setLine(source.line());
        });
        return instruction;
    }
}
