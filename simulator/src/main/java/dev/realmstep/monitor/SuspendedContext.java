package dev.realmstep.monitor;

import dev.realmstep.cpu.SystemRegister;

/** What a world that is not the present one has in the registers of a processing element. */
public interface SuspendedContext {
    /** Xn, 0 to 30. */
    long general(int n);

    /** SP_EL2. */
    long stackPointer();

    /** Where it goes on. */
    long returnAddress();

    /** A register of EL2. */
    long register(SystemRegister register);
}
