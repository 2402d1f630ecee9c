package dev.realmstep.cpu;

import org.jspecify.annotations.Nullable;

/** The values of a processing element's system registers, and the devices that answer for some of them. */
public final class SystemRegisters {
    private final long[] values = new long[SystemRegister.values().length];
    private final @Nullable SystemRegisterDevice[] devices =
            new @Nullable SystemRegisterDevice[SystemRegister.values().length];

    /** Lets a device answer for registers. */
    public void attach(SystemRegisterDevice device, Iterable<SystemRegister> registers) {
        for (SystemRegister register : registers) {
            devices[register.ordinal()] = device;
        }
    }

    /** The stored value, without side effects, rights or traps. */
    public long get(SystemRegister register) {
        return values[register.ordinal()];
    }

    /** Sets the stored value, without side effects, rights or traps. */
    public void set(SystemRegister register, long value) {
        values[register.ordinal()] = value;
    }

    @Nullable
    SystemRegisterDevice deviceOf(SystemRegister register) {
        return devices[register.ordinal()];
    }
}
