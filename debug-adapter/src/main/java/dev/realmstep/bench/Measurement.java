package dev.realmstep.bench;

/**
 * How long a contender took for one thing.
 *
 * @param name what: a workload, {@code WORKLOAD/KERNEL}, or a boot
 * @param wall in nanoseconds
 * @param cpu nanoseconds of processor time
 * @param checksum what came out; the same for everyone who does it right; empty for a boot
 */
record Measurement(String name, long wall, long cpu, String checksum) {
    /** Whether it is a part of a workload. */
    boolean isKernel() {
        return name.contains("/");
    }
}
