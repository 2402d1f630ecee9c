package dev.realmstep.cpu;

import dev.realmstep.cpu.mmu.JumpCache;
import dev.realmstep.cpu.mmu.TranslationEntries;
import dev.realmstep.memory.NativeMemory;
import java.lang.foreign.Arena;

/**
 * The part of a processing element's state that translated code works on: outside the Java heap, each field at a fixed
 * distance from one address, the anchor.
 *
 * <p>The general registers are within 128 bytes of the anchor, where x86-64 instructions reach them by the shortest form.
 */
public final class StateBlock {
    /** X0 to X30, 8 bytes each. */
    public static final int GENERAL_REGISTERS = -128;

    /** SP_EL0 to SP_EL3. */
    public static final int STACK_POINTERS = 128;

    public static final int PROGRAM_COUNTER = 160;

    /** Instructions that translated code may still execute. */
    public static final int BUDGET = 168;

    /** NZCV as x86-64 has it after LAHF and SETO: N in bit 15, Z in bit 14, C in bit 8, V in bit 0, others any. */
    public static final int FLAGS = 176;

    /** PSTATE.BTYPE, one byte. */
    public static final int BRANCH_TYPE = 178;

    /** The TLB's number of the current context, in the low bits of a TLB tag. */
    public static final int CONTEXT = 184;

    /** What tells translations of different states of the element apart, in the top bits of a jump cache's tag. */
    public static final int TRANSLATION_KEY = 192;

    /** The virtual address of a load or store that the TLB does not know. */
    public static final int ADDRESS = 200;

    /** MXCSR of translated code, whose flags are not in FPSR yet; 4 bytes. */
    public static final int VECTOR_CONTROL = 208;

    /** Where translated code leaves to: the host's address. */
    public static final int EXIT = 216;

    /** DAIF as MRS reads it; 8 bytes. */
    public static final int INTERRUPT_MASKS = 352;

    /** Not zero while clearing a mask may have an effect: something is pending, or debug exceptions are in use. */
    public static final int MASKS_MATTER = 360;

    /** Room for 16 values that translated code has no register for. */
    public static final int SPILLS = 224;

    /** V0 to V31, 16 bytes each. */
    public static final int VECTOR_REGISTERS = 384;

    /** {@link TranslationEntries} of loads. */
    public static final int LOADS = 1024;

    /** {@link TranslationEntries} of stores. */
    public static final int STORES = LOADS + TranslationEntries.BYTES;

    /** {@link TranslationEntries} of fetches. */
    public static final int FETCHES = STORES + TranslationEntries.BYTES;

    /** The {@link JumpCache}. */
    public static final int JUMPS = FETCHES + TranslationEntries.BYTES;

    /** The values of the system registers, 8 bytes each, by {@link SystemRegister#ordinal}. */
    public static final int SYSTEM_REGISTERS = JUMPS + JumpCache.BYTES;

    private static final int BEFORE_ANCHOR = 128;
    private static final int BYTES = BEFORE_ANCHOR + SYSTEM_REGISTERS + Long.BYTES * SystemRegister.values().length;
    private static final int CACHE_LINE = 64;

    private final long anchor;
    /** Keeps the block alive. */
    private final Arena arena = Arena.ofAuto();

    StateBlock() {
        anchor = arena.allocate(BYTES, CACHE_LINE).address() + BEFORE_ANCHOR;
    }

    /** Where the value of a system register is. */
    public static int systemRegister(SystemRegister register) {
        return SYSTEM_REGISTERS + Long.BYTES * register.ordinal();
    }

    /** The host's address that all fields are counted from. */
    public long anchor() {
        return anchor;
    }

    public int getInt(int field) {
        return NativeMemory.getInt(anchor + field);
    }

    public void setInt(int field, int value) {
        NativeMemory.setInt(anchor + field, value);
    }

    public long getLong(int field) {
        return NativeMemory.getLong(anchor + field);
    }

    public void setLong(int field, long value) {
        NativeMemory.setLong(anchor + field, value);
    }
}
