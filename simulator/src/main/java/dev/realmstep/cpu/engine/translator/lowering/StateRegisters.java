package dev.realmstep.cpu.engine.translator.lowering;

import dev.realmstep.cpu.StateBlock;
import dev.realmstep.cpu.SystemRegister;
import dev.realmstep.cpu.engine.translator.ir.BlockCode;
import dev.realmstep.cpu.engine.translator.ir.Opcode;
import dev.realmstep.cpu.engine.translator.ir.Operand;
import dev.realmstep.cpu.engine.translator.ir.TranslationState;
import dev.realmstep.cpu.isa.Fields;
import java.util.Map;

/** The system registers that kernels and programs ask for all the time, and that nothing traps. */
final class StateRegisters {
    private record Place(int field, int lowestLevel) {}

    private static final long MASK_BITS = 0xF;
    private static final int MASK_SHIFT = 6;
    private static final int DAIF_SET = 0b011_110;
    private static final int DAIF_CLEAR = 0b011_111;

    private static final int DAIF = encoding(SystemRegister.DAIF);
    private static final int SP_EL0 = encoding(SystemRegister.SP_EL0);

    private static final Map<Integer, Place> THREAD_REGISTERS = Map.of(
            encoding(SystemRegister.TPIDR_EL0), new Place(StateBlock.systemRegister(SystemRegister.TPIDR_EL0), 0),
            encoding(SystemRegister.TPIDRRO_EL0), new Place(StateBlock.systemRegister(SystemRegister.TPIDRRO_EL0), 0),
            encoding(SystemRegister.TPIDR_EL1), new Place(StateBlock.systemRegister(SystemRegister.TPIDR_EL1), 1),
            encoding(SystemRegister.TPIDR_EL2), new Place(StateBlock.systemRegister(SystemRegister.TPIDR_EL2), 2));

    private StateRegisters() {}

    private static int encoding(SystemRegister register) {
        return register.encoding();
    }

    /** MRS and MSR (register). */
    static void transfer(BlockCode code, int word, TranslationState state) {
        boolean isRegister = Fields.bit(word, 20);
        boolean reads = Fields.bit(word, 21);
        int encoding = Fields.systemEncoding(word);
        Place thread = THREAD_REGISTERS.get(encoding);
        boolean isForAll = reads && thread != null && thread.lowestLevel == 0;
        if (!isRegister || (state.level() == 0 && !isForAll)) {
            code.interpret();
        } else if (encoding == DAIF) {
            masks(code, word, reads);
        } else if (reads && encoding == SP_EL0 && state.ownStackPointer()) {
            read(code, word, StateBlock.STACK_POINTERS);
        } else if (reads && thread != null && thread.lowestLevel <= state.level()) {
            read(code, word, thread.field);
        } else {
            code.interpret();
        }
    }

    private static void read(BlockCode code, int word, int field) {
        code.addImmediate(Opcode.READ_STATE, 64, Fields.rd(word), Operand.NONE, field);
    }

    private static void masks(BlockCode code, int word, boolean reads) {
        if (reads) {
            read(code, word, StateBlock.INTERRUPT_MASKS);
            return;
        }
        checkThatNothingWaits(code);
        int masks = code.temporary();
        code.addImmediate(Opcode.AND, 64, masks, Fields.rd(word), MASK_BITS << MASK_SHIFT);
        code.addImmediate(Opcode.WRITE_STATE, 64, Operand.NONE, masks, StateBlock.INTERRUPT_MASKS);
    }

    /** MSR (immediate): DAIFSet and DAIFClr. */
    static void field(BlockCode code, int word, TranslationState state) {
        int field = Fields.bits(word, 16, 3) << 3 | Fields.bits(word, 5, 3);
        if (state.level() == 0 || (field != DAIF_SET && field != DAIF_CLEAR)) {
            code.interpret();
            return;
        }
        long bits = (long) Fields.bits(word, 8, 4) << MASK_SHIFT;
        int old = code.temporary();
        int masks = code.temporary();
        checkThatNothingWaits(code);
        code.addImmediate(Opcode.READ_STATE, 64, old, Operand.NONE, StateBlock.INTERRUPT_MASKS);
        if (field == DAIF_SET) {
            code.addImmediate(Opcode.OR, 64, masks, old, bits);
        } else {
            code.addImmediate(Opcode.AND, 64, masks, old, ~bits);
        }
        code.addImmediate(Opcode.WRITE_STATE, 64, Operand.NONE, masks, StateBlock.INTERRUPT_MASKS);
    }

    private static void checkThatNothingWaits(BlockCode code) {
        code.addImmediate(Opcode.CHECK_STATE_IS_ZERO, 64, Operand.NONE, Operand.NONE, StateBlock.MASKS_MATTER);
    }
}
