package dev.realmstep.debuginfo;

import dev.realmstep.debuginfo.target.AArch64Registers;
import dev.realmstep.debuginfo.target.MemoryAccess;
import dev.realmstep.debuginfo.target.RegisterAccess;
import dev.realmstep.debuginfo.target.TargetAccessException;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * Unwinding without call frame information. A frame record is the pair (X29, X30) of the caller, in memory where X29
 * points to.
 */
final class FrameRecords {
    /** STP X29, X30, [SP, #imm]! and STP X29, X30, [SP, #imm], the immediate left out. */
    private static final int STORE_PRE_INDEX = 0xa980_7bfd;

    private static final int STORE_OFFSET = 0xa900_7bfd;
    private static final int STORE_MASK = 0xffc0_7fff;

    /** ADD X29, SP, #imm, the immediate left out; MOV X29, SP is the same with 0. */
    private static final int SET_FRAME_POINTER = 0x9100_03fd;

    private static final int ADD_MASK = 0xffc0_03ff;

    /** Prologues are short; a frame record that is made later than this is not looked for. */
    private static final int LONGEST_PROLOGUE = 32;

    private final MemoryAccess memory;

    FrameRecords(MemoryAccess memory) {
        this.memory = memory;
    }

    /** The caller's registers, its program counter the return address; empty at the end of the chain. */
    Optional<FrameRegisters> callerRegisters(PhysicalFrame frame) {
        boolean leaf = frame.isInnermost() && !hasOwnRecord(frame.program(), frame.pc());
        return leaf ? byLinkRegister(frame) : byFrameRecord(frame);
    }

    /** A function that has not made its frame record has its return address in X30 still, its caller's X29 in X29. */
    private Optional<FrameRegisters> byLinkRegister(PhysicalFrame frame) {
        if (frame.registers().read(AArch64Registers.LR).isEmpty()) {
            return Optional.empty();
        }
        FrameRegisters caller = preservedRegisters(frame.registers());
        caller.setInCallee(AArch64Registers.FP, AArch64Registers.FP);
        caller.setInCallee(AArch64Registers.SP, AArch64Registers.SP);
        caller.setInCallee(AArch64Registers.PC, AArch64Registers.LR);
        return Optional.of(caller);
    }

    private Optional<FrameRegisters> byFrameRecord(PhysicalFrame frame) {
        OptionalLong record = frame.registers().read(AArch64Registers.FP);
        if (record.isEmpty() || record.getAsLong() == 0 || record.getAsLong() % Long.BYTES != 0) {
            return Optional.empty();
        }
        long address = record.getAsLong();
        FrameRegisters caller = new FrameRegisters(frame.registers(), memory);
        caller.setSaved(AArch64Registers.FP, address);
        caller.setSaved(AArch64Registers.PC, address + Long.BYTES);
        // The record need not be at the top of the frame, but the caller's stack pointer is above it in any case.
        caller.setValue(AArch64Registers.SP, address + 2 * Long.BYTES);
        OptionalLong next = caller.read(AArch64Registers.FP);
        boolean climbs =
                next.isPresent() && (next.getAsLong() == 0 || Long.compareUnsigned(next.getAsLong(), address) > 0);
        return climbs ? Optional.of(caller) : Optional.empty();
    }

    private FrameRegisters preservedRegisters(RegisterAccess registers) {
        FrameRegisters caller = new FrameRegisters(registers, memory);
        for (int register = FIRST_PRESERVED; register < AArch64Registers.FP; register++) {
            caller.setInCallee(register, register);
        }
        return caller;
    }

    /** X19 to X28 belong to the caller (AAPCS64 section 6.1.1). */
    private static final int FIRST_PRESERVED = 19;

    /** Whether the function at an address has made its frame record before it. */
    private boolean hasOwnRecord(Program program, long pc) {
        Optional<Symbol> function = program.symbols().at(pc);
        if (function.isEmpty()) {
            return true; // Nothing says where the function begins: X29 is the better guess.
        }
        boolean stored = false;
        long start = function.get().address();
        long end = Math.min(pc - start, (long) LONGEST_PROLOGUE * Integer.BYTES) + start;
        try {
            for (long address = start; address < end; address += Integer.BYTES) {
                int instruction = (int) memory.readInteger(address, Integer.BYTES);
                int store = instruction & STORE_MASK;
                stored |= store == STORE_PRE_INDEX || store == STORE_OFFSET;
                if (stored && (instruction & ADD_MASK) == SET_FRAME_POINTER) {
                    return true;
                }
            }
        } catch (TargetAccessException e) {
            return true; // As if there were no symbol.
        }
        return false;
    }
}
