package dev.realmstep.cpu;

import java.util.EnumSet;
import java.util.Set;

/**
 * RNDR and RNDRRS (FEAT_RNG): numbers that look random and are the same in every run of a machine, from a generator that
 * steps a counter by the golden ratio and stirs it.
 */
final class RandomNumbers implements SystemRegisterDevice {
    static final Set<SystemRegister> REGISTERS = EnumSet.of(SystemRegister.RNDR, SystemRegister.RNDRRS);

    /** 2^64 divided by the golden ratio, made odd: the multiples of it are spread evenly. */
    private static final long STEP = 0x9E37_79B9_7F4A_7C15L;

    private static final long STIR = 0xB504_F333_F9DE_6485L;

    private long state;

    /** @param seed what tells this element's numbers from others' */
    RandomNumbers(long seed) {
        this.state = stir(seed);
    }

    @Override
    public long read(ProcessingElement element, SystemRegister register) {
        // NZCV of 0000: a number was there in time, as it always is.
        element.state().setNzcv(0);
        state += STEP;
        return stir(state);
    }

    @Override
    public void write(ProcessingElement element, SystemRegister register, long value) {
        throw new IllegalStateException(register + " is read-only");
    }

    private static long stir(long value) {
        long once = (value ^ value >>> 32) * STIR;
        long twice = (once ^ once >>> 29) * STEP;
        return twice ^ twice >>> 32;
    }
}
