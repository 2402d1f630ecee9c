package dev.realmstep.memory;

import static java.lang.foreign.ValueLayout.JAVA_INT;
import static java.lang.foreign.ValueLayout.JAVA_LONG;

import java.lang.foreign.Arena;
import java.util.Optional;

/**
 * Zeroes from the host that cost nothing until they are touched, in large pages where the host has them: without those a
 * guest that walks about in memory spends most of its time on the host's page tables.
 */
final class HostPages {
    /** The large page of most hosts. */
    static final long LARGE_PAGE = 2L << 20;

    private static final int READ_WRITE = 3;
    /** MAP_PRIVATE, MAP_ANONYMOUS and MAP_NORESERVE of Linux. */
    private static final int PRIVATE_UNRESERVED = 0x4022;

    private static final int NO_FILE = -1;
    private static final int ADVICE_LARGE_PAGES = 14;

    private HostPages() {}

    /**
     * Memory that is full of zeroes.
     *
     * @param arena which it is given back with
     * @param bytes a multiple of {@link #LARGE_PAGE}
     * @return the host's address, a multiple of {@link #LARGE_PAGE}
     */
    static long allocate(Arena arena, long bytes) {
        return mapped(arena, bytes)
                .orElseGet(() -> arena.allocate(bytes, LARGE_PAGE).address());
    }

    private static Optional<Long> mapped(Arena arena, long bytes) {
        if (!System.getProperty("os.name").equals("Linux")) {
            // The numbers above are those of Linux.
            return Optional.empty();
        }
        long length = bytes + LARGE_PAGE;
        long address = HostMappings.map(NO_FILE, length, READ_WRITE, PRIVATE_UNRESERVED);
        if (address == HostMappings.FAILED) {
            return Optional.empty();
        }
        HostMappings.unmapWith(arena, address, length);
        long aligned = (address + LARGE_PAGE - 1) & -LARGE_PAGE;
        // Not every host grants it; then the pages are small.
        CLibrary.find("madvise", JAVA_INT, JAVA_LONG, JAVA_LONG, JAVA_INT)
                .ifPresent(advise -> advise.call(aligned, bytes, ADVICE_LARGE_PAGES));
        return Optional.of(aligned);
    }
}
