package dev.realmstep.machine;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** Who lives in the normal world, as far as it concerns the one who runs the machine. */
interface NormalWorld {
    /** Whether software is ready to take what is typed at the console. */
    boolean wantsInput();

    /** Bytes come in at the console. */
    void type(byte[] bytes);

    /**
     * Why the run is at its end, or null while it is not.
     *
     * @param cpus the machine's processors, by index
     */
    @Nullable
    StopReason end(List<VirtualCpu> cpus);

    /** All processing elements wait, and neither time nor input can wake one. */
    StopReason rest();

    /** Whether somebody has asked for the reset of the machine. */
    default boolean wantsReset() {
        return false;
    }
}
