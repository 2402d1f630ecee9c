package dev.realmstep.bench;

/**
 * What a process has used since it was started.
 *
 * @param wall nanoseconds since its start
 * @param cpu nanoseconds of processor time in all its threads; 0 where the platform does not tell
 * @param peakMemory the most bytes that it had in memory; 0 where the platform does not tell
 */
record Usage(long wall, long cpu, long peakMemory) {
    static final Usage NONE = new Usage(0, 0, 0);
}
