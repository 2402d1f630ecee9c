package dev.realmstep.cpu.engine.translator.host;

/**
 * A way out of the translated code of a block.
 *
 * @param instruction index in the block of the one that is not executed yet; the block's length where all are
 * @param bytes of the access that the TLB did not know
 * @param resume offset in the block's code where it goes on
 * @param target the address that is executed next, where the exit knows it
 * @param jump offset in the block's code of the displacement that can be made to lead to the target
 */
public record Exit(Kind kind, int instruction, int bytes, int resume, long target, int jump) {
    /** What has to be done. */
    public enum Kind {
        /** The budget does not last for the block, none of which was executed. */
        BUDGET,
        /** The TLB does not know the page of a load; the address is in the state block. */
        LOAD_MISS,
        STORE_MISS,
        /** The interpreter executes an instruction, and the block goes on. */
        INTERPRET,
        /** The interpreter executes an instruction, and the block is left. */
        LEAVE,
        /** The block goes on in the same page; its jump can be made to lead there. */
        CHAIN,
        /** What comes next is in the state block's program counter, and was not in the jump cache. */
        JUMP
    }
}
