package dev.realmstep.debuginfo;

import dev.realmstep.debuginfo.dwarf.UnwindRules;
import dev.realmstep.debuginfo.target.RegisterAccess;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/** A function's activation on the stack; functions that were inlined into it share it. */
final class PhysicalFrame {
    private final Program program;
    private final long pc;
    private final boolean innermost;
    private final RegisterAccess registers;
    private final @Nullable UnwindRules rules;
    private final OptionalLong canonicalFrameAddress;
    private @Nullable PhysicalFrame caller;

    /** @param program whose function it is */
    PhysicalFrame(
            Program program,
            long pc,
            boolean innermost,
            RegisterAccess registers,
            @Nullable UnwindRules rules,
            OptionalLong canonicalFrameAddress) {
        this.program = program;
        this.pc = pc;
        this.innermost = innermost;
        this.registers = registers;
        this.rules = rules;
        this.canonicalFrameAddress = canonicalFrameAddress;
    }

    /** The program whose function it is. */
    Program program() {
        return program;
    }

    /** The next instruction to run, or the one after the call. */
    long pc() {
        return pc;
    }

    /**
     * An address in the instruction that is being run. After a call that does not return, the return address may be in
     * the next function.
     */
    long lookupPc() {
        return innermost ? pc : pc - 1;
    }

    /** Whether nothing was called from it. */
    boolean isInnermost() {
        return innermost;
    }

    RegisterAccess registers() {
        return registers;
    }

    @Nullable
    UnwindRules rules() {
        return rules;
    }

    /** The stack pointer as it was before the call, when call frame information tells. */
    OptionalLong canonicalFrameAddress() {
        return canonicalFrameAddress;
    }

    @Nullable
    PhysicalFrame caller() {
        return caller;
    }

    void setCaller(PhysicalFrame frame) {
        caller = frame;
    }
}
