package dev.realmstep.cpu.engine.translator.x86;

import static dev.realmstep.cpu.engine.translator.x86.IntegerOperations.wide;
import static dev.realmstep.cpu.engine.translator.x86.Register.RAX;
import static dev.realmstep.cpu.engine.translator.x86.Register.RCX;
import static dev.realmstep.cpu.engine.translator.x86.Register.RDX;

import dev.realmstep.cpu.FlagImage;
import dev.realmstep.cpu.engine.translator.ir.MicroOperation;
import dev.realmstep.cpu.engine.translator.ir.Operand;

/** What sets or asks the guest's flags. */
final class FlagOperations {
    private static final int TEST = 0x85;
    private static final int ADC = 0x13;
    private static final int CONDITION_MASK = 0xF;
    private static final int NZCV_SHIFT = 4;
    private static final int ALWAYS = 14;

    private final Assembler assembler;
    private final RegisterCache registers;
    private final Flags flags;

    FlagOperations(BlockWriter writer) {
        this.assembler = writer.assembler;
        this.registers = writer.registers;
        this.flags = writer.flags;
    }

    void add(MicroOperation operation, boolean needed) {
        compute(operation, IntegerOperations.ADD);
        finish(operation, needed, false);
    }

    void subtract(MicroOperation operation, boolean needed) {
        compute(operation, operation.target() == Operand.ZERO ? IntegerOperations.CMP : IntegerOperations.SUB);
        finish(operation, needed, true);
    }

    void and(MicroOperation operation, boolean needed) {
        compute(operation, IntegerOperations.AND);
        finish(operation, needed, false);
    }

    /** The result in RDX and the host's flags. */
    private void compute(MicroOperation operation, int number) {
        flags.forget();
        boolean wide = wide(operation);
        int first = registers.read(operation.first(), RDX);
        if (operation.second() == Operand.IMMEDIATE) {
            long immediate = wide ? operation.immediate() : (int) operation.immediate();
            if (immediate == (int) immediate) {
                int target = inPlace(number, first);
                assembler.arithmetic(wide, number, target, (int) immediate);
                return;
            }
            assembler.constant(RCX, immediate);
            assembler.op(wide, number << 3 | 3, inPlace(number, first), RCX);
            return;
        }
        int second = registers.read(operation.second(), RCX);
        assembler.op(wide, number << 3 | 3, inPlace(number, first), second);
    }

    /** Where the host may write its result: a comparison writes none. */
    private int inPlace(int number, int first) {
        if (number == IntegerOperations.CMP || first == RDX) {
            return first;
        }
        assembler.move(true, RDX, first);
        return RDX;
    }

    private void finish(MicroOperation operation, boolean needed, boolean carryIsBorrow) {
        if (needed) {
            flags.store(carryIsBorrow);
        }
        if (operation.target() != Operand.ZERO) {
            assembler.move(true, registers.write(operation.target()), RDX);
        }
    }

    void addWithCarry(MicroOperation operation, boolean setsFlags) {
        int first = registers.read(operation.first(), RDX);
        int second = registers.read(operation.second(), RCX);
        if (first != RDX) {
            assembler.move(true, RDX, first);
        }
        flags.loadCarry();
        assembler.op(wide(operation), ADC, RDX, second);
        finish(operation, setsFlags, false);
    }

    void select(MicroOperation operation) {
        boolean wide = wide(operation);
        int first = registers.read(operation.first(), RCX);
        int second = registers.read(operation.second(), RDX);
        int condition = flags.load((int) operation.immediate());
        if (second != RDX || !wide) {
            assembler.move(wide, RDX, second);
        }
        assembler.moveIf(wide, condition, RDX, first);
        assembler.move(true, registers.write(operation.target()), RDX);
    }

    void conditionalCompare(MicroOperation operation, boolean negative) {
        boolean wide = wide(operation);
        int first = registers.read(operation.first(), RDX);
        int second = registers.read(operation.second(), RCX);
        int guestCondition = (int) operation.immediate() & CONDITION_MASK;
        int otherwise = FlagImage.of((int) (operation.immediate() >>> NZCV_SHIFT)) & 0xFFFF;
        Label compared = new Label();
        Label given = new Label();
        if (guestCondition < ALWAYS) {
            assembler.jumpIf(Condition.inverse(flags.load(guestCondition)), given);
        }
        if (negative) {
            if (first != RDX) {
                assembler.move(true, RDX, first);
            }
            assembler.op(wide, 0x03, RDX, second);
            flags.imageOfSum();
        } else {
            assembler.op(wide, 0x3B, first, second);
            flags.imageOfDifference();
        }
        assembler.jump(compared);
        assembler.bind(given);
        assembler.constant(RAX, otherwise);
        assembler.bind(compared);
        flags.storeImage();
        flags.forget();
    }

    /** The host's condition of a comparison with zero. */
    void testZero(MicroOperation operation) {
        flags.forget();
        int tested = registers.read(operation.first(), RCX);
        assembler.op(wide(operation), TEST, tested, tested);
    }

    /** The host's carry is a bit of the first operand. */
    void testBit(MicroOperation operation) {
        flags.forget();
        int tested = registers.read(operation.first(), RCX);
        assembler.bitTest(true, tested, operation.access());
    }
}
