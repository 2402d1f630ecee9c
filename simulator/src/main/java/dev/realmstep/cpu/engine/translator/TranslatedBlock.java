package dev.realmstep.cpu.engine.translator;

import dev.realmstep.cpu.engine.translator.host.Exit;
import dev.realmstep.cpu.engine.translator.host.HostCode;
import java.util.List;

/** A block whose code is in executable memory. */
final class TranslatedBlock {
    private static final int INSTRUCTION_BYTES = 4;

    private final TranslatedPage page;
    private final long address;
    private final int instructions;
    private final long code;
    private final int directEntry;
    private final List<Exit> exits;

    /**
     * @param address virtual, of the first instruction
     * @param code the host's address
     */
    TranslatedBlock(TranslatedPage page, long address, int instructions, long code, HostCode hostCode) {
        this.page = page;
        this.address = address;
        this.instructions = instructions;
        this.code = code;
        this.directEntry = hostCode.directEntry();
        this.exits = hostCode.exits();
    }

    TranslatedPage page() {
        return page;
    }

    long address() {
        return address;
    }

    /** The address of an instruction by its index. */
    long addressOf(int instruction) {
        return address + (long) INSTRUCTION_BYTES * instruction;
    }

    int instructions() {
        return instructions;
    }

    /** Where whoever comes from elsewhere enters. */
    long indirectEntry() {
        return code;
    }

    /** Where blocks of the same page enter. */
    long directEntry() {
        return code + directEntry;
    }

    /** The host's address of an offset in the block's code. */
    long codeAt(int offset) {
        return code + offset;
    }

    Exit exit(int number) {
        return exits.get(number);
    }
}
