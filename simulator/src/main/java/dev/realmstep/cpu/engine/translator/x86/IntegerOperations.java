package dev.realmstep.cpu.engine.translator.x86;

import static dev.realmstep.cpu.engine.translator.x86.Register.RAX;
import static dev.realmstep.cpu.engine.translator.x86.Register.RCX;
import static dev.realmstep.cpu.engine.translator.x86.Register.RDX;

import dev.realmstep.cpu.engine.translator.ir.MicroOperation;
import dev.realmstep.cpu.engine.translator.ir.Operand;

/** Arithmetic, shifts and bit operations that leave the guest's flags alone. */
final class IntegerOperations {
    /** Numbers of {@link Assembler#arithmetic}; the operation of two registers is 8 times that and 3. */
    static final int ADD = 0;

    static final int OR = 1;
    static final int AND = 4;
    static final int SUB = 5;
    static final int XOR = 6;
    static final int CMP = 7;

    /** Numbers of {@link Assembler#shift}. */
    private static final int ROR = 1;

    private static final int SHL = 4;
    private static final int SHR = 5;
    private static final int SAR = 7;

    private static final int MOVE = 0x8B;
    private static final int IMUL = 0x0FAF;
    private static final int GROUP_3 = 0xF7;
    private static final int NOT = 2;
    private static final int MUL = 4;
    private static final int IMUL_WIDE = 5;
    private static final int DIV = 6;
    private static final int IDIV = 7;
    private static final int SIGN_INTO_RDX = 0x99;
    private static final int SHRD = 0x0FAC;

    private static final long EVEN_BITS = 0x5555_5555_5555_5555L;
    private static final long EVEN_PAIRS = 0x3333_3333_3333_3333L;
    private static final long LOW_NIBBLES = 0x0F0F_0F0F_0F0F_0F0FL;
    private static final long LOW_BYTES = 0x00FF_00FF_00FF_00FFL;

    private final Assembler assembler;
    private final RegisterCache registers;
    private final Flags flags;

    IntegerOperations(BlockWriter writer) {
        this.assembler = writer.assembler;
        this.registers = writer.registers;
        this.flags = writer.flags;
    }

    void constant(MicroOperation operation) {
        assembler.constant(registers.write(operation.target()), operation.immediate());
    }

    void move(MicroOperation operation) {
        int source = registers.read(operation.first(), RAX);
        int target = registers.write(operation.target());
        if (source != target || operation.width() == 32) {
            assembler.move(wide(operation), target, source);
        }
    }

    void add(MicroOperation operation) {
        if (operation.second() == Operand.IMMEDIATE) {
            long immediate = operation.immediate();
            int source = registers.read(operation.first(), RCX);
            int target = registers.write(operation.target());
            if (immediate == (int) immediate) {
                // LEA leaves the flags alone.
                assembler.lea(wide(operation), target, source, (int) immediate);
            } else {
                assembler.constant(RAX, immediate);
                assembler.lea(wide(operation), target, source, RAX, 0, 0);
            }
        } else {
            int first = registers.read(operation.first(), RCX);
            int second = registers.read(operation.second(), RDX);
            int target = registers.write(operation.target());
            assembler.lea(wide(operation), target, first, second, 0, 0);
        }
    }

    void subtract(MicroOperation operation) {
        if (operation.second() == Operand.IMMEDIATE && -operation.immediate() == (int) -operation.immediate()) {
            int source = registers.read(operation.first(), RCX);
            int target = registers.write(operation.target());
            assembler.lea(wide(operation), target, source, (int) -operation.immediate());
            return;
        }
        twoOperands(operation, SUB, false);
    }

    void and(MicroOperation operation) {
        twoOperands(operation, AND, true);
    }

    void or(MicroOperation operation) {
        twoOperands(operation, OR, true);
    }

    void exclusiveOr(MicroOperation operation) {
        twoOperands(operation, XOR, true);
    }

    /** An operation of the host that has its target as first operand. */
    private void twoOperands(MicroOperation operation, int number, boolean commutes) {
        flags.forget();
        boolean wide = wide(operation);
        int first = registers.read(operation.first(), RCX);
        if (operation.second() == Operand.IMMEDIATE) {
            long immediate = wide ? operation.immediate() : (int) operation.immediate();
            if (immediate == (int) immediate) {
                int target = registers.write(operation.target());
                moveUnlessSame(target, first);
                assembler.arithmetic(wide, number, target, (int) immediate);
            } else {
                assembler.constant(RAX, immediate);
                finish(operation, number, commutes, first, RAX);
            }
        } else {
            finish(operation, number, commutes, first, registers.read(operation.second(), RDX));
        }
    }

    private void finish(MicroOperation operation, int number, boolean commutes, int first, int second) {
        boolean wide = wide(operation);
        int target = registers.write(operation.target());
        int opcode = number << 3 | 3;
        if (target != second) {
            moveUnlessSame(target, first);
            assembler.op(wide, opcode, target, second);
        } else if (commutes) {
            assembler.op(wide, opcode, target, first);
        } else {
            assembler.move(true, RCX, first);
            assembler.op(wide, opcode, RCX, second);
            assembler.move(true, target, RCX);
        }
    }

    private void moveUnlessSame(int target, int source) {
        if (target != source) {
            assembler.move(true, target, source);
        }
    }

    void andNot(MicroOperation operation) {
        flags.forget();
        int first = registers.read(operation.first(), RCX);
        int second = registers.read(operation.second(), RDX);
        int target = registers.write(operation.target());
        assembler.vex(0, 2, wide(operation), 0xF2, target, second, first);
    }

    void not(MicroOperation operation) {
        int source = registers.read(operation.first(), RCX);
        int target = registers.write(operation.target());
        if (target != source || operation.width() == 32) {
            assembler.move(wide(operation), target, source);
        }
        assembler.op(wide(operation), GROUP_3, NOT, target);
    }

    void shiftLeft(MicroOperation operation) {
        shift(operation, SHL, 1);
    }

    void shiftRight(MicroOperation operation) {
        shift(operation, SHR, 3);
    }

    void shiftRightArithmetic(MicroOperation operation) {
        shift(operation, SAR, 2);
    }

    /** @param prefix of SHLX, SHRX or SARX */
    private void shift(MicroOperation operation, int number, int prefix) {
        boolean wide = wide(operation);
        int source = registers.read(operation.first(), RCX);
        if (operation.second() == Operand.IMMEDIATE) {
            flags.forget();
            int target = registers.write(operation.target());
            if (target != source || !wide) {
                assembler.move(wide, target, source);
            }
            if (operation.immediate() != 0) {
                assembler.shift(wide, number, target, (int) operation.immediate());
            }
        } else {
            int amount = registers.read(operation.second(), RDX);
            int target = registers.write(operation.target());
            assembler.vex(prefix, 2, wide, 0xF7, target, amount, source);
        }
    }

    void rotateRight(MicroOperation operation) {
        boolean wide = wide(operation);
        int source = registers.read(operation.first(), RAX);
        if (operation.second() == Operand.IMMEDIATE) {
            int target = registers.write(operation.target());
            assembler.vex(3, 3, wide, 0xF0, target, 0, source);
            assembler.immediateByte((int) operation.immediate());
        } else {
            flags.forget();
            int amount = registers.read(operation.second(), RCX);
            if (amount != RCX) {
                assembler.move(false, RCX, amount);
            }
            assembler.move(wide, RAX, source);
            assembler.op(wide, 0xD3, ROR, RAX);
            result(operation, RAX);
        }
    }

    void extract(MicroOperation operation) {
        flags.forget();
        boolean wide = wide(operation);
        int high = registers.read(operation.first(), RCX);
        int low = registers.read(operation.second(), RDX);
        assembler.move(wide, RAX, low);
        assembler.op(wide, SHRD, high, RAX);
        assembler.immediateByte((int) operation.immediate());
        result(operation, RAX);
    }

    void multiply(MicroOperation operation) {
        flags.forget();
        int first = registers.read(operation.first(), RCX);
        int second = registers.read(operation.second(), RDX);
        assembler.move(true, RAX, first);
        assembler.op(wide(operation), IMUL, RAX, second);
        result(operation, RAX);
    }

    void multiplyHigh(MicroOperation operation, boolean signed) {
        flags.forget();
        int first = registers.read(operation.first(), RCX);
        int second = registers.read(operation.second(), RDX);
        assembler.move(true, RAX, first);
        assembler.op(true, GROUP_3, signed ? IMUL_WIDE : MUL, second);
        result(operation, RDX);
    }

    void divideUnsigned(MicroOperation operation) {
        flags.forget();
        boolean wide = wide(operation);
        Label byZero = new Label();
        divisor(operation, byZero);
        assembler.constant(RDX, 0);
        assembler.op(wide, GROUP_3, DIV, RCX);
        assembler.bind(byZero);
        result(operation, RAX);
    }

    void divideSigned(MicroOperation operation) {
        flags.forget();
        boolean wide = wide(operation);
        Label done = new Label();
        Label byMinusOne = new Label();
        divisor(operation, done);
        assembler.arithmetic(wide, CMP, RCX, -1);
        assembler.jumpIf(Condition.EQUAL, byMinusOne);
        if (wide) {
            assembler.simple(0x48);
        }
        assembler.simple(SIGN_INTO_RDX);
        assembler.op(wide, GROUP_3, IDIV, RCX);
        assembler.jump(done);
        // The host would trap on the most negative number.
        assembler.bind(byMinusOne);
        assembler.op(wide, GROUP_3, 3, RAX);
        assembler.bind(done);
        result(operation, RAX);
    }

    /** The dividend in RAX and the divisor in RCX; if that is zero, zero in RAX, and a jump. */
    private void divisor(MicroOperation operation, Label byZero) {
        boolean wide = wide(operation);
        int first = registers.read(operation.first(), RDX);
        int second = registers.read(operation.second(), RCX);
        if (second != RCX) {
            assembler.move(wide, RCX, second);
        }
        assembler.constant(RAX, 0);
        assembler.op(wide, 0x85, RCX, RCX);
        assembler.jumpIf(Condition.EQUAL, byZero);
        assembler.move(wide, RAX, first);
    }

    void countLeadingZeros(MicroOperation operation) {
        flags.forget();
        int source = registers.read(operation.first(), RCX);
        int target = registers.write(operation.target());
        assembler.prefixedOp(0xF3, wide(operation), 0x0FBD, target, source);
    }

    void reverseBytes(MicroOperation operation) {
        int source = registers.read(operation.first(), RCX);
        int target = registers.write(operation.target());
        if (source != target || operation.width() == 32) {
            assembler.move(wide(operation), target, source);
        }
        assembler.byteSwap(wide(operation), target);
    }

    void reverseBytesOfHalfwords(MicroOperation operation) {
        flags.forget();
        loadFirst(operation);
        swapNeighbours(wide(operation), LOW_BYTES, 8);
        result(operation, RAX);
    }

    void reverseBits(MicroOperation operation) {
        flags.forget();
        boolean wide = wide(operation);
        loadFirst(operation);
        swapNeighbours(wide, EVEN_BITS, 1);
        swapNeighbours(wide, EVEN_PAIRS, 2);
        swapNeighbours(wide, LOW_NIBBLES, 4);
        assembler.byteSwap(wide, RAX);
        result(operation, RAX);
    }

    private void loadFirst(MicroOperation operation) {
        int source = registers.read(operation.first(), RAX);
        assembler.move(wide(operation), RAX, source);
    }

    /** Swaps neighbouring groups of bits in RAX; the mask has the lower ones. */
    private void swapNeighbours(boolean wide, long mask, int distance) {
        assembler.constant(RDX, wide ? mask : mask & 0xFFFF_FFFFL);
        assembler.move(wide, RCX, RAX);
        assembler.shift(wide, SHR, RCX, distance);
        assembler.op(wide, AND << 3 | 3, RCX, RDX);
        assembler.op(wide, AND << 3 | 3, RAX, RDX);
        assembler.shift(wide, SHL, RAX, distance);
        assembler.op(wide, OR << 3 | 3, RAX, RCX);
    }

    void signExtend(MicroOperation operation) {
        boolean wide = wide(operation);
        int source = registers.read(operation.first(), RCX);
        int target = registers.write(operation.target());
        switch ((int) operation.immediate()) {
            case 8 -> assembler.byteSource(wide, 0x0FBE, target, source);
            case 16 -> assembler.op(wide, 0x0FBF, target, source);
            default -> assembler.op(wide, wide ? 0x63 : MOVE, target, source);
        }
    }

    void zeroExtend(MicroOperation operation) {
        int source = registers.read(operation.first(), RCX);
        int target = registers.write(operation.target());
        switch ((int) operation.immediate()) {
            case 8 -> assembler.byteSource(false, 0x0FB6, target, source);
            case 16 -> assembler.op(false, 0x0FB7, target, source);
            default -> assembler.move(false, target, source);
        }
    }

    void moveIfZero(MicroOperation operation) {
        flags.forget();
        int tested = registers.read(operation.first(), RCX);
        int value = registers.read(operation.second(), RDX);
        int target = registers.read(operation.target(), RAX);
        registers.write(operation.target());
        assembler.op(wide(operation), 0x85, tested, tested);
        assembler.moveIf(true, Condition.EQUAL, target, value);
    }

    private void result(MicroOperation operation, int register) {
        int target = registers.write(operation.target());
        if (target != register) {
            assembler.move(true, target, register);
        }
    }

    static boolean wide(MicroOperation operation) {
        return operation.width() == 64;
    }
}
