package dev.realmstep.cpu.engine.translator.x86;

import static dev.realmstep.cpu.engine.translator.x86.Register.RAX;
import static dev.realmstep.cpu.engine.translator.x86.Register.RCX;

/** Vectors from and to the memory at the address in RAX. */
final class VectorTransfers {
    private static final int VMOVUPS_LOAD = 0x10;
    private static final int VMOVUPS_STORE = 0x11;
    private static final int VMOVQ_LOAD = 0x7E;
    private static final int VMOVQ_STORE = 0xD6;
    private static final int VMOVD_LOAD = 0x6E;
    private static final int VMOVD_STORE = 0x7E;
    private static final int VPEXTRB = 0x14;
    private static final int VPEXTRW = 0x15;
    private static final int NONE = 0;

    private final Assembler assembler;
    private final VectorCache vectors;

    VectorTransfers(BlockWriter writer) {
        this.assembler = writer.assembler;
        this.vectors = writer.vectors;
    }

    void loadFromRax(int vector, int bytes, int displacement) {
        int register = vectors.free();
        switch (bytes) {
            case 1 -> {
                assembler.op(false, 0x0FB6, RCX, RAX, displacement);
                assembler.vex(1, 1, false, VMOVD_LOAD, register, NONE, RCX);
            }
            case 2 -> {
                assembler.op(false, 0x0FB7, RCX, RAX, displacement);
                assembler.vex(1, 1, false, VMOVD_LOAD, register, NONE, RCX);
            }
            case 4 -> assembler.vex(1, 1, false, VMOVD_LOAD, register, NONE, RAX, displacement);
            case 8 -> assembler.vex(2, 1, false, VMOVQ_LOAD, register, NONE, RAX, displacement);
            default -> assembler.vex(0, 1, false, VMOVUPS_LOAD, register, NONE, RAX, displacement);
        }
        vectors.write(vector, register, Byte.SIZE * bytes);
    }

    void storeToRax(int vector, int bytes, int displacement) {
        int register = vectors.read(vector);
        switch (bytes) {
            case 1, 2 -> {
                assembler.vex(1, 3, false, bytes == 1 ? VPEXTRB : VPEXTRW, register, NONE, RAX, displacement);
                assembler.immediateByte(0);
            }
            case 4 -> assembler.vex(1, 1, false, VMOVD_STORE, register, NONE, RAX, displacement);
            case 8 -> assembler.vex(1, 1, false, VMOVQ_STORE, register, NONE, RAX, displacement);
            default -> assembler.vex(0, 1, false, VMOVUPS_STORE, register, NONE, RAX, displacement);
        }
    }
}
