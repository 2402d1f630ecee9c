package dev.realmstep.debugger;

import java.util.Optional;
import java.util.OptionalInt;

/**
 * An instruction in memory, as text.
 *
 * @param address virtual
 * @param word its encoding; empty if the memory cannot be read
 * @param text in the syntax of the assembler
 * @param symbol the function's name, at its first instruction
 * @param line the source line that it belongs to
 */
public record DisassembledLine(
        long address, OptionalInt word, String text, Optional<String> symbol, Optional<SourceLine> line) {}
