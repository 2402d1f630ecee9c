package dev.realmstep.cpu;

import java.util.EnumSet;
import java.util.Set;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** The values of a processing element's system registers, and the devices that answer for some of them. */
public final class SystemRegisters {
    /** What translations, granule protection, the access to vector registers, floating-point operations and debug exceptions depend on. */
    private static final Set<SystemRegister> WATCHED = EnumSet.of(
            SystemRegister.SCR_EL3,
            SystemRegister.HCR_EL2,
            SystemRegister.SCTLR_EL1,
            SystemRegister.SCTLR_EL2,
            SystemRegister.SCTLR_EL3,
            SystemRegister.TCR_EL1,
            SystemRegister.TCR_EL2,
            SystemRegister.TCR_EL3,
            SystemRegister.TTBR0_EL1,
            SystemRegister.TTBR1_EL1,
            SystemRegister.TTBR0_EL2,
            SystemRegister.TTBR1_EL2,
            SystemRegister.TTBR0_EL3,
            SystemRegister.MAIR_EL1,
            SystemRegister.MAIR_EL2,
            SystemRegister.MAIR_EL3,
            SystemRegister.VTCR_EL2,
            SystemRegister.VTTBR_EL2,
            SystemRegister.GPCCR_EL3,
            SystemRegister.GPTBR_EL3,
            SystemRegister.CPACR_EL1,
            SystemRegister.CPTR_EL2,
            SystemRegister.CPTR_EL3,
            SystemRegister.ZCR_EL1,
            SystemRegister.ZCR_EL2,
            SystemRegister.ZCR_EL3,
            SystemRegister.FPCR,
            SystemRegister.FPSR,
            SystemRegister.MDSCR_EL1,
            SystemRegister.OSLSR_EL1,
            SystemRegister.DBGBCR0_EL1,
            SystemRegister.DBGBCR1_EL1,
            SystemRegister.DBGWCR0_EL1,
            SystemRegister.DBGWCR1_EL1);

    private final Consumer<SystemRegister> watcher;
    private final StateBlock values;
    private final @Nullable SystemRegisterDevice[] devices =
            new @Nullable SystemRegisterDevice[SystemRegister.values().length];

    /** @param watcher told after a register was set that others than its readers depend on */
    SystemRegisters(StateBlock block, Consumer<SystemRegister> watcher) {
        this.values = block;
        this.watcher = watcher;
        for (SystemRegister register : SystemRegister.values()) {
            values.setLong(
                    StateBlock.systemRegister(register), register.traits().reset());
        }
    }

    /** Lets a device answer for registers. */
    public void attach(SystemRegisterDevice device, Iterable<SystemRegister> registers) {
        for (SystemRegister register : registers) {
            devices[register.ordinal()] = device;
        }
    }

    /** The stored value, without side effects, rights or traps. */
    public long get(SystemRegister register) {
        return values.getLong(StateBlock.systemRegister(register));
    }

    /** Sets the stored value, without rights or traps. */
    public void set(SystemRegister register, long value) {
        values.setLong(StateBlock.systemRegister(register), value);
        if (WATCHED.contains(register)) {
            watcher.accept(register);
        }
    }

    @Nullable
    SystemRegisterDevice deviceOf(SystemRegister register) {
        return devices[register.ordinal()];
    }
}
