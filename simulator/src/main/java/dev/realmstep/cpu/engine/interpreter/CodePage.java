package dev.realmstep.cpu.engine.interpreter;

import dev.realmstep.cpu.SynchronousException;
import dev.realmstep.cpu.decode.Decoder;
import dev.realmstep.cpu.isa.Instruction;
import dev.realmstep.memory.NativeMemory;
import dev.realmstep.memory.PhysicalMemory;
import org.jspecify.annotations.Nullable;

/**
 * One virtual page of code with its instructions as far as they were decoded.
 *
 * <p>Memory is read at each execution, and an instruction is decoded again when the word there is no longer the one it
 * was decoded from. So neither stores to code, by whomever, nor other memory at this address need to be reported.
 */
final class CodePage {
    static final long OFFSET_MASK = PhysicalMemory.PAGE_SIZE - 1L;

    private static final int WORDS = PhysicalMemory.PAGE_SIZE / Integer.BYTES;

    /** Never the address of an aligned instruction. */
    private static final long NO_ADDRESS = 1;

    private final int[] words = new int[WORDS];
    private final @Nullable Instruction[] instructions = new @Nullable Instruction[WORDS];
    private long address = NO_ADDRESS;
    private int context;
    private long memory;

    /** Whether this is the page at a virtual address, multiple of 4 KiB, in a {@code fetchContext}. */
    boolean holds(long pageAddress, int fetchContext) {
        return address == pageAddress && context == fetchContext;
    }

    /**
     * Makes this the page at a virtual address.
     *
     * @param page the host's address of its memory
     */
    void map(long pageAddress, int fetchContext, long page) {
        address = pageAddress;
        context = fetchContext;
        memory = page;
    }

    int word(int offset) {
        return NativeMemory.getInt(memory + offset);
    }

    /**
     * The instruction of a word that was just read.
     *
     * @throws SynchronousException if the word is unallocated
     */
    Instruction instruction(int offset, int word, Decoder decoder) {
        int index = offset >>> 2;
        Instruction known = instructions[index];
        return known != null && words[index] == word ? known : decode(index, word, decoder);
    }

    private Instruction decode(int index, int word, Decoder decoder) {
        Instruction instruction = decoder.decode(word);
        if (instruction == null) {
            throw SynchronousException.undefined();
        }
        words[index] = word;
        instructions[index] = instruction;
        return instruction;
    }
}
