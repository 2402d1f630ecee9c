package dev.realmstep.cpu.engine.translator.host;

import java.util.List;

/** A block in the host's instructions, before it has a place. */
public final class HostCode {
    private final byte[] bytes;
    private final int directEntry;
    private final List<Exit> exits;

    /**
     * @param bytes the code, which runs anywhere, and begins where whoever does not know the block enters
     * @param directEntry offset where blocks of the same page enter
     * @param exits by their numbers
     */
    public HostCode(byte[] bytes, int directEntry, List<Exit> exits) {
        this.bytes = bytes;
        this.directEntry = directEntry;
        this.exits = List.copyOf(exits);
    }

    public byte[] bytes() {
        return bytes;
    }

    public int directEntry() {
        return directEntry;
    }

    public List<Exit> exits() {
        return exits;
    }
}
