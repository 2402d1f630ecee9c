package dev.realmstep.debugger;

import dev.realmstep.cpu.decode.Disassembler;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/** Reads instructions from memory and writes them as the assembler does. */
final class InstructionListing {
    private static final int INSTRUCTION_SIZE = 4;
    private static final String UNREADABLE = "(memory is not there)";

    private final Disassembler disassembler = new Disassembler();
    private final GuestMemory memory;
    private final GuestSymbols symbols;

    InstructionListing(GuestMemory memory, GuestSymbols symbols) {
        this.memory = memory;
        this.symbols = symbols;
    }

    List<DisassembledLine> from(long address, int count) {
        List<DisassembledLine> lines = new ArrayList<>(count);
        for (int i = 0; i < count; i++) {
            lines.add(at(address + (long) INSTRUCTION_SIZE * i));
        }
        return lines;
    }

    private DisassembledLine at(long address) {
        byte[] bytes = memory.read(address, INSTRUCTION_SIZE);
        if (bytes.length < INSTRUCTION_SIZE) {
            return new DisassembledLine(address, OptionalInt.empty(), UNREADABLE, Optional.empty(), Optional.empty());
        }
        int word = ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN).getInt();
        return new DisassembledLine(
                address,
                OptionalInt.of(word),
                disassembler.disassemble(word, address),
                symbols.symbolStartingAt(address),
                symbols.lineAt(address));
    }
}
