package dev.realmstep.cpu.engine.translator.lowering;

import dev.realmstep.cpu.Permission;
import dev.realmstep.cpu.StateBlock;
import dev.realmstep.cpu.SystemRegister;
import dev.realmstep.cpu.engine.translator.ir.Access;
import dev.realmstep.cpu.engine.translator.ir.BlockCode;
import dev.realmstep.cpu.engine.translator.ir.Opcode;
import dev.realmstep.cpu.engine.translator.ir.Operand;
import dev.realmstep.cpu.engine.translator.ir.TranslationState;
import dev.realmstep.cpu.isa.Fields;
import java.util.Arrays;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

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

    private static final int CACHE_TYPE = encoding(SystemRegister.CTR_EL0);

    /** DC ZVA. */
    private static final int ZERO_BY_ADDRESS = SystemRegister.encoding(1, 3, 7, 4, 1);

    /** IC IVAU, DC CVAC, CVAU, CVAP and CIVAC. */
    private static final Set<Integer> MAINTENANCE = Set.of(
            SystemRegister.encoding(1, 3, 7, 5, 1),
            SystemRegister.encoding(1, 3, 7, 10, 1),
            SystemRegister.encoding(1, 3, 7, 11, 1),
            SystemRegister.encoding(1, 3, 7, 12, 1),
            SystemRegister.encoding(1, 3, 7, 14, 1));

    private static final Map<Integer, Integer> EXCEPTION_REGISTERS =
            places(SystemRegister.ELR_EL1, SystemRegister.SPSR_EL1);

    private static final Map<Integer, Integer> TRANSLATION_REGISTERS = places(
            SystemRegister.SCTLR_EL1,
            SystemRegister.TCR_EL1,
            SystemRegister.TTBR0_EL1,
            SystemRegister.TTBR1_EL1,
            SystemRegister.ESR_EL1,
            SystemRegister.FAR_EL1,
            SystemRegister.CONTEXTIDR_EL1);

    private static Map<Integer, Integer> places(SystemRegister... registers) {
        return Arrays.stream(registers)
                .collect(Collectors.toUnmodifiableMap(StateRegisters::encoding, StateBlock::systemRegister));
    }

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
        if (!isRegister) {
            instruction(code, word, state);
        } else if (reads && encoding == CACHE_TYPE && state.permissions().contains(Permission.CACHE_MAINTENANCE)) {
            read(code, word, StateBlock.systemRegister(SystemRegister.CTR_EL0));
        } else if (state.level() == 0 && !isForAll) {
            code.interpret();
        } else if (reads && state.level() == 1 && EXCEPTION_REGISTERS.containsKey(encoding)) {
            read(code, word, EXCEPTION_REGISTERS.get(encoding));
        } else if (reads
                && TRANSLATION_REGISTERS.containsKey(encoding)
                && state.permissions().contains(Permission.READING_TRANSLATION_REGISTERS)) {
            read(code, word, TRANSLATION_REGISTERS.get(encoding));
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

    /** SYS: DC ZVA, and maintenance of caches by virtual address, which only wants the address to be mapped. */
    private static void instruction(BlockCode code, int word, TranslationState state) {
        int encoding = Fields.systemEncoding(word);
        boolean hasResult = Fields.bit(word, 21);
        boolean isOpen = !hasResult && state.permissions().contains(Permission.CACHE_MAINTENANCE);
        boolean isByAddress = isOpen && MAINTENANCE.contains(encoding);
        if (isOpen && encoding == ZERO_BY_ADDRESS && !state.alwaysAligned()) {
            MemorySets.zeroBlock(code, word);
        } else if (isByAddress) {
            code.add(Opcode.LOAD, 64, Operand.ZERO, Fields.rd(word), Operand.NONE, Access.of(1), 0);
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
