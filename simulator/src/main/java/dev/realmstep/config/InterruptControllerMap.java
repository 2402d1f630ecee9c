package dev.realmstep.config;

/**
 * Where the guest finds its GICv3, as numbered in the lower half.
 *
 * @param distributor base of GICD
 * @param redistributors base of the first GICR; each virtual processor's follows the one before
 */
public record InterruptControllerMap(long distributor, long redistributors) {
    /** Bytes of the distributor's register space. */
    public static final long DISTRIBUTOR_SIZE = 0x1_0000;

    /** Bytes of one redistributor's register space. */
    public static final long REDISTRIBUTOR_SIZE = 0x2_0000;

    private static final long KVMTOOL_DISTRIBUTOR = 0x3FFF_0000L;

    /** The address behind the last frame. */
    public long end(int vcpus) {
        return Math.max(distributor + DISTRIBUTOR_SIZE, redistributors + vcpus * REDISTRIBUTOR_SIZE);
    }

    /** kvmtool's place: the distributor below 1 GiB, the redistributors of all virtual processors below it. */
    public static InterruptControllerMap ofKvmtool(int vcpus) {
        return new InterruptControllerMap(KVMTOOL_DISTRIBUTOR, KVMTOOL_DISTRIBUTOR - vcpus * REDISTRIBUTOR_SIZE);
    }
}
