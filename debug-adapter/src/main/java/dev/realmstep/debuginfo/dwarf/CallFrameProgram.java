package dev.realmstep.debuginfo.dwarf;

import dev.realmstep.debuginfo.dwarf.RegisterRule.Kind;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Runs call frame instructions (DWARF 5 section 6.4.2) up to one address. */
final class CallFrameProgram {
    private static final int DW_CFA_ADVANCE_LOC = 1;
    private static final int DW_CFA_OFFSET = 2;
    private static final int DW_CFA_RESTORE = 3;

    private record State(
            int cfaRegister,
            long cfaOffset,
            @Nullable DwarfExpression cfaExpression,
            Map<Integer, RegisterRule> registers,
            boolean signed) {}

    private final CommonInformationEntry common;
    private final Section section;
    private final long pc;
    private final Deque<State> remembered = new ArrayDeque<>();
    private Map<Integer, RegisterRule> registers = new HashMap<>();
    private Map<Integer, RegisterRule> initialRegisters = Map.of();
    private long location;
    private int cfaRegister;
    private long cfaOffset;
    private @Nullable DwarfExpression cfaExpression;
    private boolean signed;

    CallFrameProgram(CommonInformationEntry common, Section section, long start, long pc) {
        this.common = common;
        this.section = section;
        this.location = start;
        this.pc = pc;
    }

    void rememberInitialRules() {
        initialRegisters = Map.copyOf(registers);
    }

    UnwindRules rules() {
        return new UnwindRules(
                cfaRegister, cfaOffset, cfaExpression, registers, common.returnAddressRegister(), signed);
    }

    /** Runs until the instructions end or would go beyond the address. */
    void run(Cursor cursor) throws DebugInformationException {
        while (cursor.hasMore() && Long.compareUnsigned(location, pc) <= 0) {
            int opcode = cursor.u8();
            int operand = opcode & 0x3f;
            switch (opcode >>> 6) {
                case DW_CFA_ADVANCE_LOC -> advance(operand);
                case DW_CFA_OFFSET -> set(operand, Kind.OFFSET, cursor.uleb() * common.dataAlignment());
                case DW_CFA_RESTORE -> restore(operand);
                default -> extended(opcode, cursor);
            }
        }
    }

    private void extended(int opcode, Cursor cursor) throws DebugInformationException {
        switch (opcode) {
            case 0x00 -> {
                // DW_CFA_nop: padding.
            }
            case 0x01 -> location = CommonInformationEntry.readPointer(cursor, section, common.pointerEncoding());
            case 0x02 -> advance(cursor.u8());
            case 0x03 -> advance(cursor.u16());
            case 0x04 -> advance(cursor.u32());
            case 0x05 -> set(cursor.smallUleb(), Kind.OFFSET, cursor.uleb() * common.dataAlignment());
            case 0x06 -> restore(cursor.smallUleb());
            case 0x07 -> set(cursor.smallUleb(), Kind.UNDEFINED, 0);
            case 0x08 -> set(cursor.smallUleb(), Kind.SAME_VALUE, 0);
            case 0x09 -> set(cursor.smallUleb(), Kind.REGISTER, cursor.uleb());
            case 0x0a -> remembered.push(state());
            case 0x0b -> restoreState(cursor);
            case 0x10 -> setExpression(cursor, Kind.EXPRESSION);
            case 0x11 -> set(cursor.smallUleb(), Kind.OFFSET, cursor.sleb() * common.dataAlignment());
            case 0x14 -> set(cursor.smallUleb(), Kind.VALUE_OFFSET, cursor.uleb() * common.dataAlignment());
            case 0x15 -> set(cursor.smallUleb(), Kind.VALUE_OFFSET, cursor.sleb() * common.dataAlignment());
            case 0x16 -> setExpression(cursor, Kind.VALUE_EXPRESSION);
            // DW_CFA_AARCH64_negate_ra_state: PACIASP and AUTIASP (DWARF for AArch64, section 4.4.1).
            case 0x2d -> signed = !signed;
            case 0x2e -> cursor.uleb(); // DW_CFA_GNU_args_size: of no use on this machine.
            default -> canonicalFrameAddress(opcode, cursor);
        }
    }

    private void canonicalFrameAddress(int opcode, Cursor cursor) throws DebugInformationException {
        switch (opcode) {
            case 0x0c -> define(cursor.smallUleb(), cursor.uleb());
            case 0x0d -> define(cursor.smallUleb(), cfaOffset);
            case 0x0e -> define(cfaRegister, cursor.uleb());
            case 0x0f -> cfaExpression = cursor.expression(cursor.uleb());
            case 0x12 -> define(cursor.smallUleb(), cursor.sleb() * common.dataAlignment());
            case 0x13 -> define(cfaRegister, cursor.sleb() * common.dataAlignment());
            default -> throw cursor.wrong("the unknown call frame instruction 0x%x".formatted(opcode));
        }
    }

    private void define(int register, long offset) {
        cfaRegister = register;
        cfaOffset = offset;
        cfaExpression = null;
    }

    private void advance(long delta) {
        location += delta * common.codeAlignment();
    }

    private void set(int register, Kind kind, long operand) {
        registers.put(register, RegisterRule.of(kind, operand));
    }

    private void setExpression(Cursor cursor, Kind kind) throws DebugInformationException {
        int register = cursor.smallUleb();
        registers.put(register, RegisterRule.of(kind, cursor.expression(cursor.uleb())));
    }

    private void restore(int register) {
        RegisterRule initial = initialRegisters.get(register);
        if (initial == null) {
            registers.remove(register);
        } else {
            registers.put(register, initial);
        }
    }

    private State state() {
        return new State(cfaRegister, cfaOffset, cfaExpression, Map.copyOf(registers), signed);
    }

    private void restoreState(Cursor cursor) throws DebugInformationException {
        State state = remembered.poll();
        if (state == null) {
            throw cursor.wrong("a restore of call frame rules that were never remembered");
        }
        cfaRegister = state.cfaRegister;
        cfaOffset = state.cfaOffset;
        cfaExpression = state.cfaExpression;
        registers = new HashMap<>(state.registers);
        signed = state.signed;
    }
}
