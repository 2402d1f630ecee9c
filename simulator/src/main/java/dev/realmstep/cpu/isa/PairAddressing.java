package dev.realmstep.cpu.isa;

import dev.realmstep.cpu.ProcessingElement;

/** How a load or store of two registers finds its address, and what becomes of the base register (Arm ARM C1.3.3). */
public enum PairAddressing {
    NON_TEMPORAL("00", "np", "[<Xn|SP>{, #<s?:imm7*%d>}]"),
    POST_INDEXED("01", "p", "[<Xn|SP>], #<s:imm7*%d>"),
    OFFSET("10", "p", "[<Xn|SP>{, #<s?:imm7*%d>}]"),
    PRE_INDEXED("11", "p", "[<Xn|SP>, #<s:imm7*%d>]!");

    /** What is done at the address. */
    @FunctionalInterface
    public interface Transfer {
        void move(ProcessingElement element, int word, long address);
    }

    private final String bits;
    private final String mnemonic;
    private final String address;

    PairAddressing(String bits, String mnemonic, String address) {
        this.bits = bits;
        this.mnemonic = mnemonic;
        this.address = address;
    }

    /** Bits [24:23] of the encoding. */
    public String bits() {
        return bits;
    }

    /** What stands behind {@code ld} and {@code st}. */
    public String mnemonic() {
        return mnemonic;
    }

    /**
     * The template of the address.
     *
     * @param size of one register in bytes, by which the offset is scaled
     */
    public String assembly(int size) {
        return address.formatted(size);
    }

    /**
     * The transfer at the address; the base register is written after it, so that a fault leaves it as it was.
     *
     * @param size as above
     */
    public Semantics semantics(int size, Transfer transfer) {
        boolean writesBack = this == POST_INDEXED || this == PRE_INDEXED;
        boolean offsetFirst = this != POST_INDEXED;
        return (element, word) -> {
            long base = element.baseAddress(Fields.rn(word));
            long moved = base + Fields.signedBits(word, 15, 7) * size;
            transfer.move(element, word, offsetFirst ? moved : base);
            if (writesBack) {
                element.setXOrSp(Fields.rn(word), moved);
            }
        };
    }
}
