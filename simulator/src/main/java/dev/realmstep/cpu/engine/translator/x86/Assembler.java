package dev.realmstep.cpu.engine.translator.x86;

import java.util.Arrays;

/**
 * Writes x86-64 instructions into a buffer. Operand order is the target first; {@code wide} chooses 64 bits, 32 otherwise.
 * An opcode is one byte, or several with the escape bytes in front, as in {@code 0x0FAF}.
 */
final class Assembler {
    private static final int INITIAL_BYTES = 1 << 14;
    private static final int REX = 0x40;
    private static final int REX_W = 8;
    private static final int ESCAPE = 0x0F;

    private byte[] code = new byte[INITIAL_BYTES];
    private int at;

    /** How many bytes are written. */
    int position() {
        return at;
    }

    byte[] bytes() {
        return Arrays.copyOf(code, at);
    }

    void clear() {
        at = 0;
    }

    // Operations of registers and memory

    /** An operation with two registers: of reg, r/m. */
    void op(boolean wide, int opcode, int reg, int rm) {
        rex(wide, reg, 0, rm);
        opcode(opcode);
        modRm(3, reg, rm);
    }

    /** An operation of a register and memory at base + displacement. */
    void op(boolean wide, int opcode, int reg, int base, int displacement) {
        rex(wide, reg, 0, base);
        opcode(opcode);
        memory(reg, base, displacement);
    }

    /** An operation of a register and memory at base + index * 2^scale + displacement. */
    void op(boolean wide, int opcode, int reg, int base, int index, int scale, int displacement) {
        rex(wide, reg, index, base);
        opcode(opcode);
        memory(reg, base, index, scale, displacement);
    }

    /** With an operand-size or repeat prefix (0x66, 0xF2, 0xF3). */
    void prefixedOp(int prefix, boolean wide, int opcode, int reg, int rm) {
        put(prefix);
        op(wide, opcode, reg, rm);
    }

    void prefixedOp(int prefix, boolean wide, int opcode, int reg, int base, int displacement) {
        put(prefix);
        op(wide, opcode, reg, base, displacement);
    }

    /** An operation on 8-bit registers: SPL to DIL rather than AH to BH need a prefix. */
    void byteOp(int opcode, int reg, int rm) {
        int bits = REX | (reg >>> 3) << 2 | rm >>> 3;
        if (bits != REX || reg >= Register.RSP || rm >= Register.RSP) {
            put(bits);
        }
        opcode(opcode);
        modRm(3, reg, rm);
    }

    void byteOp(int opcode, int reg, int base, int displacement) {
        int bits = REX | (reg >>> 3) << 2 | base >>> 3;
        if (bits != REX || reg >= Register.RSP) {
            put(bits);
        }
        opcode(opcode);
        memory(reg, base, displacement);
    }

    // What is used most

    void move(boolean wide, int target, int source) {
        op(wide, 0x8B, target, source);
    }

    void load(boolean wide, int target, int base, int displacement) {
        op(wide, 0x8B, target, base, displacement);
    }

    void store(boolean wide, int source, int base, int displacement) {
        op(wide, 0x89, source, base, displacement);
    }

    void constant(int target, long value) {
        if (value == 0) {
            // Not XOR: that would change the flags.
            move32(target, 0);
        } else if (value >>> 32 == 0) {
            move32(target, (int) value);
        } else if (value == (int) value) {
            rex(true, 0, 0, target);
            put(0xC7);
            modRm(3, 0, target);
            putInt((int) value);
        } else {
            rex(true, 0, 0, target);
            put(0xB8 | (target & 7));
            putLong(value);
        }
    }

    private void move32(int target, int value) {
        rex(false, 0, 0, target);
        put(0xB8 | (target & 7));
        putInt(value);
    }

    void lea(boolean wide, int target, int base, int displacement) {
        op(wide, 0x8D, target, base, displacement);
    }

    void lea(boolean wide, int target, int base, int index, int scale, int displacement) {
        op(wide, 0x8D, target, base, index, scale, displacement);
    }

    /** ADD (0), OR (1), ADC (2), SBB (3), AND (4), SUB (5), XOR (6) or CMP (7) of an immediate. */
    void arithmetic(boolean wide, int operation, int target, int immediate) {
        rex(wide, 0, 0, target);
        if (immediate == (byte) immediate) {
            put(0x83);
            modRm(3, operation, target);
            put(immediate);
        } else {
            put(0x81);
            modRm(3, operation, target);
            putInt(immediate);
        }
    }

    /** ROL (0), ROR (1), SHL (4), SHR (5) or SAR (7) by an immediate. */
    void shift(boolean wide, int operation, int target, int amount) {
        rex(wide, 0, 0, target);
        put(0xC1);
        modRm(3, operation, target);
        put(amount);
    }

    /** TEST of an immediate. */
    void test(boolean wide, int register, int immediate) {
        rex(wide, 0, 0, register);
        put(0xF7);
        modRm(3, 0, register);
        putInt(immediate);
    }

    /** An extension of a byte register: SPL to DIL rather than AH to BH need a prefix. */
    void byteSource(boolean wide, int opcode, int reg, int rm) {
        int bits = REX | (wide ? REX_W : 0) | (reg >>> 3) << 2 | rm >>> 3;
        if (bits != REX || rm >= Register.RSP) {
            put(bits);
        }
        opcode(opcode);
        modRm(3, reg, rm);
    }

    void byteSwap(boolean wide, int register) {
        rex(wide, 0, 0, register);
        put(ESCAPE);
        put(0xC8 | (register & 7));
    }

    /** BT by an immediate: the bit becomes the carry. */
    void bitTest(boolean wide, int register, int bit) {
        rex(wide, 0, 0, register);
        put(ESCAPE);
        put(0xBA);
        modRm(3, 4, register);
        put(bit);
    }

    /** An operation of one byte without operands. */
    void simple(int opcode) {
        put(opcode);
    }

    void storeByte(int base, int displacement, int value) {
        rex(false, 0, 0, base);
        put(0xC6);
        memory(0, base, displacement);
        put(value);
    }

    /** MOV of a 64-bit field from a sign-extended immediate. */
    void storeImmediate(int base, int displacement, int value) {
        rex(true, 0, 0, base);
        put(0xC7);
        memory(0, base, displacement);
        putInt(value);
    }

    /** CMP of memory with a sign-extended immediate of 8 bits. */
    void compareWithByte(boolean wide, int base, int displacement, int value) {
        rex(wide, 0, 0, base);
        put(0x83);
        memory(7, base, displacement);
        put(value);
    }

    void setCondition(int condition, int target) {
        byteOp(0x0F90 | condition, 0, target);
    }

    void moveIf(boolean wide, int condition, int target, int source) {
        op(wide, 0x0F40 | condition, target, source);
    }

    void immediateByte(int value) {
        put(value);
    }

    // Instructions with a VEX prefix

    /**
     * An instruction with a VEX prefix, between registers.
     *
     * @param prefix 0 none, 1 0x66, 2 0xF3, 3 0xF2
     * @param map 1 0x0F, 2 0x0F38, 3 0x0F3A
     */
    void vex(int prefix, int map, boolean wide, int opcode, int reg, int second, int rm) {
        vexPrefix(prefix, map, wide, false, reg, second, 0, rm);
        put(opcode);
        modRm(3, reg, rm);
    }

    /** An instruction with a VEX prefix, of memory. */
    void vex(int prefix, int map, boolean wide, int opcode, int reg, int second, int base, int displacement) {
        vexPrefix(prefix, map, wide, false, reg, second, 0, base);
        put(opcode);
        memory(reg, base, displacement);
    }

    /** VMOVUPS of data among the code. */
    void loadConstant(int reg, Label data) {
        final int relativeToNext = Register.RBP;
        vexPrefix(0, 1, false, false, reg, 0, 0, 0);
        put(0x10);
        modRm(0, reg, relativeToNext);
        displacementTo(data);
    }

    /** Data among the code. */
    void data(long value) {
        putLong(value);
    }

    private void vexPrefix(
            int prefix, int map, boolean wide, boolean long256, int reg, int second, int index, int base) {
        put(0xC4);
        put((~reg & 8) << 4 | (~index & 8) << 3 | (~base & 8) << 2 | map);
        put((wide ? 0x80 : 0) | (~second & 15) << 3 | (long256 ? 4 : 0) | prefix);
    }

    // Jumps

    void bind(Label label) {
        label.bind(at);
        for (int use : label.uses()) {
            patch(use, at - (use + Integer.BYTES));
        }
    }

    void jump(Label label) {
        put(0xE9);
        displacementTo(label);
    }

    void jumpIf(int condition, Label label) {
        put(ESCAPE);
        put(0x80 | condition);
        displacementTo(label);
    }

    /** Jumps to the address in memory. */
    void jumpTo(int base, int index, int scale, int displacement) {
        rex(false, 4, index, base);
        put(0xFF);
        memory(4, base, index, scale, displacement);
    }

    void jumpTo(int base, int displacement) {
        rex(false, 4, 0, base);
        put(0xFF);
        memory(4, base, displacement);
    }

    void jumpTo(int register) {
        rex(false, 4, 0, register);
        put(0xFF);
        modRm(3, 4, register);
    }

    /** A jump whose displacement is set later, by {@link ExecutableMemory#patchJump}; answers where it is. */
    int patchableJump(Label initially) {
        put(0xE9);
        int displacement = at;
        displacementTo(initially);
        return displacement;
    }

    private void displacementTo(Label label) {
        if (label.isBound()) {
            putInt(label.offset() - (at + Integer.BYTES));
        } else {
            label.use(at);
            putInt(0);
        }
    }

    // Encoding

    private void rex(boolean wide, int reg, int index, int base) {
        int bits = (wide ? REX_W : 0) | (reg >>> 3) << 2 | (index >>> 3) << 1 | base >>> 3;
        if (bits != 0) {
            put(REX | bits);
        }
    }

    private void opcode(int opcode) {
        if (opcode > 0xFFFF) {
            put(opcode >>> 16);
        }
        if (opcode > 0xFF) {
            put(opcode >>> 8);
        }
        put(opcode);
    }

    private void modRm(int mode, int reg, int rm) {
        put(mode << 6 | (reg & 7) << 3 | (rm & 7));
    }

    private void memory(int reg, int base, int displacement) {
        if ((base & 7) == Register.RSP) {
            memory(reg, base, Register.RSP, 0, displacement);
            return;
        }
        int mode = mode(base, displacement);
        modRm(mode, reg, base);
        displacement(mode, displacement);
    }

    /** An index of RSP is none. */
    private void memory(int reg, int base, int index, int scale, int displacement) {
        int mode = mode(base, displacement);
        modRm(mode, reg, Register.RSP);
        put(scale << 6 | (index & 7) << 3 | (base & 7));
        displacement(mode, displacement);
    }

    /** RBP and R13 as a base always have a displacement. */
    private static int mode(int base, int displacement) {
        if (displacement == 0 && (base & 7) != Register.RBP) {
            return 0;
        }
        return displacement == (byte) displacement ? 1 : 2;
    }

    private void displacement(int mode, int displacement) {
        if (mode == 1) {
            put(displacement);
        } else if (mode == 2) {
            putInt(displacement);
        }
    }

    private void put(int value) {
        if (at == code.length) {
            code = Arrays.copyOf(code, 2 * at);
        }
        code[at++] = (byte) value;
    }

    private void putInt(int value) {
        put(value);
        put(value >>> 8);
        put(value >>> 16);
        put(value >>> 24);
    }

    private void putLong(long value) {
        putInt((int) value);
        putInt((int) (value >>> 32));
    }

    private void patch(int where, int value) {
        code[where] = (byte) value;
        code[where + 1] = (byte) (value >>> 8);
        code[where + 2] = (byte) (value >>> 16);
        code[where + 3] = (byte) (value >>> 24);
    }
}
