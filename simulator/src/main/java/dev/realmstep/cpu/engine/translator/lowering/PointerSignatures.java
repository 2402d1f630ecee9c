package dev.realmstep.cpu.engine.translator.lowering;

import dev.realmstep.cpu.PointerAuthenticationCode;
import dev.realmstep.cpu.PointerAuthenticationKey;
import dev.realmstep.cpu.PointerLayouts;
import dev.realmstep.cpu.PointerSigning;
import dev.realmstep.cpu.StateBlock;
import dev.realmstep.cpu.SystemRegister;
import dev.realmstep.cpu.engine.translator.ir.BlockCode;
import dev.realmstep.cpu.engine.translator.ir.Opcode;
import dev.realmstep.cpu.engine.translator.ir.Operand;
import dev.realmstep.cpu.isa.Fields;

/**
 * PAC*, AUT* and XPAC*: what {@link dev.realmstep.cpu.PointerAuthentication} does, in micro-operations. Where an
 * authentication fails, the interpreter does it again, and takes the exception.
 */
final class PointerSignatures {
    private static final long SELECTOR_BIT = 1L << PointerLayouts.SELECTOR;
    private static final int SIGN = 63;
    private static final int LINK_REGISTER = 30;

    private static final int XPACLRI = 7;
    private static final int FIRST_OF_1716 = 8;
    private static final int LAST_OF_1716 = 15;

    private final BlockCode code;
    private final PointerSigning signing;

    PointerSignatures(BlockCode code, PointerSigning signing) {
        this.code = code;
        this.signing = signing;
    }

    /** Those in hint space. */
    void hint(int word) {
        int number = Fields.bits(word, 5, 7);
        if (number == XPACLRI) {
            strip(LINK_REGISTER, signing.instructions());
            return;
        }
        boolean authenticates = (number & 4) != 0;
        PointerAuthenticationKey key = PointerAuthenticationKey.OF_ADDRESSES.get(number >> 1 & 1);
        if (number >= FIRST_OF_1716 && number <= LAST_OF_1716) {
            apply(key, authenticates, 17, 16);
        } else {
            apply(key, authenticates, LINK_REGISTER, (number & 1) == 0 ? Operand.ZERO : Operand.STACK_POINTER);
        }
    }

    /** Those that name their registers. */
    void dataProcessing(int word) {
        int opcode = Fields.bits(word, 10, 6);
        int pointer = Fields.rd(word);
        switch (opcode) {
            case 16 -> strip(pointer, signing.instructions());
            case 17 -> strip(pointer, signing.data());
            default -> {
                boolean ofZero = opcode >= 8;
                int modifier = ofZero ? Operand.ZERO : Registers.rnOrSp(word);
                apply(PointerAuthenticationKey.OF_ADDRESSES.get(opcode & 3), (opcode & 4) != 0, pointer, modifier);
            }
        }
    }

    private void apply(PointerAuthenticationKey key, boolean authenticates, int pointer, int modifier) {
        if (!signing.enabled().contains(key)) {
            return;
        }
        if (signing.trapped()) {
            code.interpret();
        } else if (authenticates) {
            authenticate(key, pointer, modifier);
        } else {
            sign(key, pointer, modifier);
        }
    }

    private void sign(PointerAuthenticationKey key, int pointer, int modifier) {
        PointerLayouts layouts = signing.layouts(key);
        int upper = spread(pointer, layouts.signedBySelector() ? PointerLayouts.SELECTOR : SIGN);
        int mask = mask(layouts, upper);
        int hash = code.temporary();
        stripInto(hash, pointer, upper, mask, layouts);
        hash(hash, key, modifier);
        cut(hash, mask, layouts);
        if (!layouts.signedBySelector()) {
            // The selector becomes what bit 63 says.
            code.addImmediate(Opcode.AND, 64, upper, upper, SELECTOR_BIT);
            code.add(Opcode.OR, 64, hash, hash, upper);
            int cleared = code.temporary();
            code.addImmediate(Opcode.AND, 64, cleared, pointer, ~SELECTOR_BIT);
            code.add(Opcode.EXCLUSIVE_OR, 64, pointer, cleared, hash);
            return;
        }
        code.add(Opcode.EXCLUSIVE_OR, 64, pointer, pointer, hash);
    }

    private void authenticate(PointerAuthenticationKey key, int pointer, int modifier) {
        PointerLayouts layouts = signing.layouts(key);
        int upper = spread(pointer, PointerLayouts.SELECTOR);
        int mask = mask(layouts, upper);
        int stripped = code.temporary();
        stripInto(stripped, pointer, upper, mask, layouts);
        int hash = code.temporary();
        code.add(Opcode.MOVE, 64, hash, stripped, Operand.NONE);
        hash(hash, key, modifier);
        cut(hash, mask, layouts);
        code.add(Opcode.EXCLUSIVE_OR, 64, hash, hash, pointer);
        code.add(Opcode.EXCLUSIVE_OR, 64, hash, hash, stripped);
        code.add(Opcode.CHECK_IS_ZERO, 64, Operand.NONE, hash, Operand.NONE);
        code.add(Opcode.MOVE, 64, pointer, stripped, Operand.NONE);
    }

    private void strip(int pointer, PointerLayouts layouts) {
        int upper = spread(pointer, PointerLayouts.SELECTOR);
        int stripped = code.temporary();
        stripInto(stripped, pointer, upper, mask(layouts, upper), layouts);
        code.add(Opcode.MOVE, 64, pointer, stripped, Operand.NONE);
    }

    /** All ones if a bit of a register is set, else zero. */
    private int spread(int register, int bit) {
        int spread = code.temporary();
        if (bit == SIGN) {
            code.addImmediate(Opcode.SHIFT_RIGHT_ARITHMETIC, 64, spread, register, SIGN);
        } else {
            code.addImmediate(Opcode.SHIFT_LEFT, 64, spread, register, SIGN - bit);
            code.addImmediate(Opcode.SHIFT_RIGHT_ARITHMETIC, 64, spread, spread, SIGN);
        }
        return spread;
    }

    /** The bits of the code in the pointer's range; no operand where that is the same in both. */
    private int mask(PointerLayouts layouts, int upper) {
        if (layouts.lowerMask() == layouts.upperMask()) {
            return Operand.NONE;
        }
        int mask = code.temporary();
        code.addImmediate(Opcode.AND, 64, mask, upper, layouts.lowerMask() ^ layouts.upperMask());
        code.addImmediate(Opcode.EXCLUSIVE_OR, 64, mask, mask, layouts.lowerMask());
        return mask;
    }

    /** The address extended by its range: where that is the upper one, what is cleared is the complement. */
    private void stripInto(int stripped, int pointer, int upper, int mask, PointerLayouts layouts) {
        code.add(Opcode.EXCLUSIVE_OR, 64, stripped, pointer, upper);
        if (mask == Operand.NONE) {
            code.addImmediate(Opcode.AND, 64, stripped, stripped, ~(layouts.lowerMask() | SELECTOR_BIT));
        } else {
            code.add(Opcode.AND_NOT, 64, stripped, stripped, mask);
            code.addImmediate(Opcode.AND, 64, stripped, stripped, ~SELECTOR_BIT);
        }
        code.add(Opcode.EXCLUSIVE_OR, 64, stripped, stripped, upper);
    }

    /** Makes {@link PointerAuthenticationCode} of what a temporary holds. */
    private void hash(int hash, PointerAuthenticationKey key, int modifier) {
        int part = code.temporary();
        mixWith(hash, part, key.low(), PointerAuthenticationCode.SPREAD);
        if (modifier != Operand.ZERO) {
            code.add(Opcode.EXCLUSIVE_OR, 64, hash, hash, modifier);
        }
        mix(hash, part, PointerAuthenticationCode.STIR);
        mixWith(hash, part, key.high(), PointerAuthenticationCode.SETTLE);
    }

    private void mixWith(int hash, int part, SystemRegister key, long factor) {
        code.addImmediate(Opcode.READ_STATE, 64, part, Operand.NONE, StateBlock.systemRegister(key));
        code.add(Opcode.EXCLUSIVE_OR, 64, hash, hash, part);
        mix(hash, part, factor);
    }

    private void mix(int hash, int part, long factor) {
        shiftInto(hash, part, PointerAuthenticationCode.BEFORE);
        code.constant(part, factor);
        code.add(Opcode.MULTIPLY, 64, hash, hash, part);
        shiftInto(hash, part, PointerAuthenticationCode.AFTER);
    }

    private void shiftInto(int hash, int part, int distance) {
        code.addImmediate(Opcode.SHIFT_RIGHT, 64, part, hash, distance);
        code.add(Opcode.EXCLUSIVE_OR, 64, hash, hash, part);
    }

    private void cut(int hash, int mask, PointerLayouts layouts) {
        if (mask == Operand.NONE) {
            code.addImmediate(Opcode.AND, 64, hash, hash, layouts.lowerMask());
        } else {
            code.add(Opcode.AND, 64, hash, hash, mask);
        }
    }
}
