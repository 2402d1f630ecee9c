package dev.realmstep.memory;

import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.lang.invoke.MethodHandle;
import java.util.Optional;

/**
 * Zeroes from the host that cost nothing until they are touched, in large pages where the host has them: without those a
 * guest that walks about in memory spends most of its time on the host's page tables.
 */
@SuppressWarnings("restricted") // What the C library gives is wrapped at once, for as long as the arena lives.
final class HostPages {
    /** The large page of most hosts. */
    static final long LARGE_PAGE = 2L << 20;

    private static final int READ_WRITE = 3;
    /** MAP_PRIVATE, MAP_ANONYMOUS and MAP_NORESERVE of Linux. */
    private static final int PRIVATE_UNRESERVED = 0x4022;

    private static final int ADVICE_LARGE_PAGES = 14;
    private static final long FAILED = -1;

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
            return Optional.empty();
        }
        long length = bytes + LARGE_PAGE;
        long address = (long) call("mmap", MAP, 0L, length, READ_WRITE, PRIVATE_UNRESERVED, -1, 0L);
        if (address == FAILED) {
            return Optional.empty();
        }
        MemorySegment.ofAddress(address).reinterpret(length, arena, segment -> call("munmap", UNMAP, address, length));
        long aligned = (address + LARGE_PAGE - 1) & -LARGE_PAGE;
        // Not every host grants it; then the pages are small.
        call("madvise", ADVISE, aligned, bytes, ADVICE_LARGE_PAGES);
        return Optional.of(aligned);
    }

    private static final FunctionDescriptor MAP = FunctionDescriptor.of(
            ValueLayout.JAVA_LONG,
            ValueLayout.JAVA_LONG,
            ValueLayout.JAVA_LONG,
            ValueLayout.JAVA_INT,
            ValueLayout.JAVA_INT,
            ValueLayout.JAVA_INT,
            ValueLayout.JAVA_LONG);
    private static final FunctionDescriptor UNMAP =
            FunctionDescriptor.of(ValueLayout.JAVA_INT, ValueLayout.JAVA_LONG, ValueLayout.JAVA_LONG);
    private static final FunctionDescriptor ADVISE = FunctionDescriptor.of(
            ValueLayout.JAVA_INT, ValueLayout.JAVA_LONG, ValueLayout.JAVA_LONG, ValueLayout.JAVA_INT);

    private static Object call(String name, FunctionDescriptor descriptor, Object... arguments) {
        Linker linker = Linker.nativeLinker();
        MethodHandle function =
                linker.downcallHandle(linker.defaultLookup().find(name).orElseThrow(), descriptor);
        try {
            return function.invokeWithArguments(arguments);
        } catch (Throwable e) {
            // By its signature a method handle may throw anything; a C function throws nothing.
            throw new IllegalStateException(e);
        }
    }
}
