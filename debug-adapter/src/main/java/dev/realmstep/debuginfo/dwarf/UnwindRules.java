package dev.realmstep.debuginfo.dwarf;

import dev.realmstep.debuginfo.target.AArch64Registers;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** One row of the call frame table: how to find the canonical frame address and the caller's registers at a place. */
public final class UnwindRules {
    private final int cfaRegister;
    private final long cfaOffset;
    private final @Nullable DwarfExpression cfaExpression;
    private final Map<Integer, RegisterRule> registers;
    private final int returnAddressRegister;
    private final boolean returnAddressSigned;

    UnwindRules(
            int cfaRegister,
            long cfaOffset,
            @Nullable DwarfExpression cfaExpression,
            Map<Integer, RegisterRule> registers,
            int returnAddressRegister,
            boolean returnAddressSigned) {
        this.cfaRegister = cfaRegister;
        this.cfaOffset = cfaOffset;
        this.cfaExpression = cfaExpression;
        this.registers = Map.copyOf(registers);
        this.returnAddressRegister = returnAddressRegister;
        this.returnAddressSigned = returnAddressSigned;
    }

    /** The register that the canonical frame address is computed from, where no expression says otherwise. */
    public int cfaRegister() {
        return cfaRegister;
    }

    /** In bytes. */
    public long cfaOffset() {
        return cfaOffset;
    }

    /** The expression that computes the canonical frame address, or null for register and offset. */
    public @Nullable DwarfExpression cfaExpression() {
        return cfaExpression;
    }

    /**
     * The rule of a register; what a function does not mention it preserves. That includes registers which it need not
     * preserve (AAPCS64): compilers keep variables in those across calls of functions they know not to change them.
     */
    public RegisterRule register(int number) {
        RegisterRule rule = registers.get(number);
        if (rule != null) {
            return rule;
        }
        boolean preserved = number <= AArch64Registers.LR;
        return RegisterRule.of(preserved ? RegisterRule.Kind.SAME_VALUE : RegisterRule.Kind.UNDEFINED, 0);
    }

    public int returnAddressRegister() {
        return returnAddressRegister;
    }

    /** Whether the saved return address carries a pointer authentication code. */
    public boolean returnAddressSigned() {
        return returnAddressSigned;
    }
}
