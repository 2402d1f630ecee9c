package dev.realmstep.cpu.engine.translator.x86;

import dev.realmstep.cpu.StateBlock;

/**
 * The guest's NZCV: always in the state block, and for a while in the host's flags, too, with the carry as A64 has it.
 */
final class Flags {
    private static final int LAHF = 0x9F;
    private static final int SAHF = 0x9E;
    private static final int CMC = 0xF5;
    /** What turns an overflow of 1 in AL into the host's overflow flag. */
    private static final int LARGEST_BYTE = 0x7F;

    private static final int CARRY_BYTE = StateBlock.FLAGS + 1;

    private final Assembler assembler;
    private boolean inHost;

    Flags(Assembler assembler) {
        this.assembler = assembler;
    }

    /** The host's flags are about to be something else. */
    void forget() {
        inHost = false;
    }

    /** The host's flags are those of the guest: stores them. RAX is lost. */
    void store(boolean carryIsBorrow) {
        if (carryIsBorrow) {
            assembler.simple(CMC);
        }
        assembler.simple(LAHF);
        assembler.setCondition(Condition.OVERFLOW, Register.RAX);
        storeImage();
        inHost = true;
    }

    /** Stores the image of the flags that is in AX. */
    void storeImage() {
        assembler.prefixedOp(0x66, false, 0x89, Register.RAX, Register.RBP, StateBlock.FLAGS);
    }

    /** As {@link #store}, leaving the image in AX. */
    void imageOfDifference() {
        assembler.simple(CMC);
        imageOfSum();
    }

    void imageOfSum() {
        assembler.simple(LAHF);
        assembler.setCondition(Condition.OVERFLOW, Register.RAX);
    }

    /**
     * Makes the host's flags those that a condition of the guest is asked of. RAX is lost.
     *
     * @return the host's condition
     */
    int load(int guestCondition) {
        if (!inHost) {
            assembler.op(false, 0x0FB7, Register.RAX, Register.RBP, StateBlock.FLAGS);
            assembler.simple(0x04);
            assembler.immediateByte(LARGEST_BYTE);
            assembler.simple(SAHF);
            inHost = true;
        }
        if (Condition.needsInvertedCarry(guestCondition)) {
            assembler.simple(CMC);
            inHost = false;
        }
        return Condition.ofGuest(guestCondition);
    }

    /** Makes the host's carry the guest's. RAX is lost. */
    void loadCarry() {
        assembler.op(false, 0x0FB6, Register.RAX, Register.RBP, CARRY_BYTE);
        assembler.bitTest(false, Register.RAX, 0);
        inHost = false;
    }
}
