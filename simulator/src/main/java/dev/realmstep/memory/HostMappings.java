package dev.realmstep.memory;

import static java.lang.foreign.ValueLayout.JAVA_INT;
import static java.lang.foreign.ValueLayout.JAVA_LONG;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;

/** Mappings of the host: of memory, or of files. */
public final class HostMappings {
    /** In place of an address: nothing was mapped. */
    public static final long FAILED = -1;

    private HostMappings() {}

    /**
     * {@code mmap}, wherever the host has room.
     *
     * @param file a file descriptor, mapped from its beginning, or -1
     * @param protection PROT_READ 1, PROT_WRITE 2, PROT_EXEC 4
     * @param flags MAP_* of this host
     * @return the address, or {@link #FAILED}, also where there is no such function
     */
    public static long map(int file, long bytes, int protection, int flags) {
        return CLibrary.find("mmap", JAVA_LONG, JAVA_LONG, JAVA_LONG, JAVA_INT, JAVA_INT, JAVA_INT, JAVA_LONG)
                .map(map -> (long) map.call(0L, bytes, protection, flags, file, 0L))
                .orElse(FAILED);
    }

    /** Unmaps something when an arena is closed or nobody knows it any more. */
    @SuppressWarnings("restricted") // The segment is only there to be cleaned up.
    public static void unmapWith(Arena arena, long address, long bytes) {
        MemorySegment.ofAddress(address).reinterpret(bytes, arena, segment -> unmap(address, bytes));
    }

    private static void unmap(long address, long bytes) {
        CLibrary.find("munmap", JAVA_INT, JAVA_LONG, JAVA_LONG).ifPresent(unmap -> unmap.call(address, bytes));
    }
}
