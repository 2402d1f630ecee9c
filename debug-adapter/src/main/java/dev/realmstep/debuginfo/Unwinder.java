package dev.realmstep.debuginfo;

import dev.realmstep.debuginfo.dwarf.DebugInformationException;
import dev.realmstep.debuginfo.dwarf.DwarfExpression;
import dev.realmstep.debuginfo.dwarf.ExpressionEvaluator;
import dev.realmstep.debuginfo.dwarf.RegisterRule;
import dev.realmstep.debuginfo.dwarf.UnavailableException;
import dev.realmstep.debuginfo.dwarf.UnwindRules;
import dev.realmstep.debuginfo.target.AArch64Registers;
import dev.realmstep.debuginfo.target.MemoryAccess;
import dev.realmstep.debuginfo.target.RegisterAccess;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/**
 * Finds the callers of a stopped function: by call frame information where there is some, else by the frame records
 * that X29 chains (AAPCS64 section 6.4.6), else by the link register.
 */
final class Unwinder {
    private final Programs programs;
    private final MemoryAccess memory;

    Unwinder(Programs programs, MemoryAccess memory) {
        this.programs = programs;
        this.memory = memory;
    }

    /** The frames from the innermost on; stops at the outermost, at a loop, and where the stack cannot be read. */
    List<PhysicalFrame> unwind(RegisterAccess registers, int limit) {
        List<PhysicalFrame> frames = new ArrayList<>();
        OptionalLong pc = registers.read(AArch64Registers.PC);
        PhysicalFrame frame = pc.isEmpty() ? null : frame(pc.getAsLong(), true, registers);
        while (frame != null && frames.size() < limit) {
            frames.add(frame);
            PhysicalFrame caller = callerOf(frame);
            if (caller != null && goesNowhere(frame, caller)) {
                caller = null;
            }
            if (caller != null) {
                frame.setCaller(caller);
            }
            frame = caller;
        }
        return frames;
    }

    /** The stack grows down, so each caller's stack pointer is above its callee's, or at it for a leaf function. */
    private static boolean goesNowhere(PhysicalFrame frame, PhysicalFrame caller) {
        OptionalLong inner = frame.registers().read(AArch64Registers.SP);
        OptionalLong outer = caller.registers().read(AArch64Registers.SP);
        if (inner.isEmpty() || outer.isEmpty()) {
            return frame.pc() == caller.pc();
        }
        int order = Long.compareUnsigned(outer.getAsLong(), inner.getAsLong());
        return order < 0 || (order == 0 && frame.pc() == caller.pc());
    }

    private PhysicalFrame frame(long pc, boolean innermost, RegisterAccess registers) {
        long lookupPc = innermost ? pc : pc - 1;
        Program program = programs.at(lookupPc);
        UnwindRules rules = rulesAt(program, lookupPc);
        OptionalLong cfa = rules == null ? OptionalLong.empty() : canonicalFrameAddress(program, rules, registers);
        return new PhysicalFrame(program, pc, innermost, registers, rules, cfa);
    }

    private static @Nullable UnwindRules rulesAt(Program program, long pc) {
        try {
            return program.dwarf().callFrames().rulesAt(program.linked(pc));
        } catch (DebugInformationException e) {
            program.dwarf().report(e);
            return null; // Frame records may still lead on.
        }
    }

    private OptionalLong canonicalFrameAddress(Program program, UnwindRules rules, RegisterAccess registers) {
        DwarfExpression expression = rules.cfaExpression();
        if (expression != null) {
            return compute(program, expression, registers);
        }
        OptionalLong base = registers.read(rules.cfaRegister());
        return base.isEmpty() ? base : OptionalLong.of(base.getAsLong() + rules.cfaOffset());
    }

    private OptionalLong compute(
            Program program, DwarfExpression expression, RegisterAccess registers, long... initial) {
        try {
            UnwindContext context = new UnwindContext(memory, registers, program.bias());
            return OptionalLong.of(ExpressionEvaluator.compute(expression, context, initial));
        } catch (UnavailableException | DebugInformationException e) {
            return OptionalLong.empty(); // What cannot be computed is lost; the frame is shown without it.
        }
    }

    private @Nullable PhysicalFrame callerOf(PhysicalFrame frame) {
        UnwindRules rules = frame.rules();
        if (rules != null && frame.canonicalFrameAddress().isPresent()) {
            return callerByRules(frame, rules, frame.canonicalFrameAddress().getAsLong());
        }
        return new FrameRecords(memory)
                .callerRegisters(frame)
                .map(registers -> callerAt(registers, false))
                .orElse(null);
    }

    private @Nullable PhysicalFrame callerByRules(PhysicalFrame frame, UnwindRules rules, long cfa) {
        FrameRegisters registers = new FrameRegisters(frame.registers(), memory);
        for (int register = 0; register <= AArch64Registers.LR; register++) {
            apply(rules.register(register), register, cfa, frame, registers);
        }
        registers.setValue(AArch64Registers.SP, cfa);
        RegisterRule ofReturnAddress = rules.register(rules.returnAddressRegister());
        if (ofReturnAddress.kind() == RegisterRule.Kind.UNDEFINED) {
            return null; // This is how start code says that nothing called it.
        }
        apply(ofReturnAddress, AArch64Registers.PC, cfa, frame, registers);
        if (ofReturnAddress.kind() == RegisterRule.Kind.SAME_VALUE) {
            registers.setInCallee(AArch64Registers.PC, rules.returnAddressRegister());
        }
        return callerAt(registers, rules.returnAddressSigned());
    }

    private void apply(RegisterRule rule, int register, long cfa, PhysicalFrame frame, FrameRegisters registers) {
        switch (rule.kind()) {
            case UNDEFINED -> {
                // Lost, as all registers are at first.
            }
            case SAME_VALUE -> registers.setInCallee(register, register);
            case OFFSET -> registers.setSaved(register, cfa + rule.operand());
            case VALUE_OFFSET -> registers.setValue(register, cfa + rule.operand());
            case REGISTER -> registers.setInCallee(register, (int) rule.operand());
            case EXPRESSION ->
                byExpression(rule, frame, cfa).ifPresent(address -> registers.setSaved(register, address));
            case VALUE_EXPRESSION ->
                byExpression(rule, frame, cfa).ifPresent(value -> registers.setValue(register, value));
        }
    }

    private OptionalLong byExpression(RegisterRule rule, PhysicalFrame frame, long cfa) {
        DwarfExpression expression = rule.expression();
        return expression == null ? OptionalLong.empty() : compute(frame.program(), expression, frame.registers(), cfa);
    }

    private @Nullable PhysicalFrame callerAt(FrameRegisters registers, boolean signed) {
        OptionalLong returnAddress = registers.read(AArch64Registers.PC);
        long pc = PointerAuthentication.strip(returnAddress.orElse(0), signed);
        if (pc == 0) {
            return null;
        }
        registers.setValue(AArch64Registers.PC, pc);
        return frame(pc, false, registers);
    }
}
