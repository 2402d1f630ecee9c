package dev.realmstep.cpu.engine.translator.host;

import static java.lang.foreign.ValueLayout.ADDRESS;
import static java.lang.foreign.ValueLayout.JAVA_INT;
import static java.lang.foreign.ValueLayout.JAVA_LONG;

import dev.realmstep.memory.CLibrary;
import dev.realmstep.memory.HostMappings;
import java.lang.foreign.Arena;
import java.lang.foreign.MemoryLayout;

/** A file without a name that is in memory only: what is mapped of it twice is the same memory. */
final class MemoryFile {
    private static final int SHARED = 1;

    private final int descriptor;
    private final long bytes;

    private MemoryFile(int descriptor, long bytes) {
        this.descriptor = descriptor;
        this.bytes = bytes;
    }

    /**
     * A new file full of zeroes.
     *
     * @param name for whoever looks at the process
     */
    static MemoryFile create(String name, long bytes) throws ExecutableMemoryException {
        CLibrary.CFunction create = find("memfd_create", JAVA_INT, ADDRESS, JAVA_INT);
        CLibrary.CFunction truncate = find("ftruncate", JAVA_INT, JAVA_INT, JAVA_LONG);
        try (Arena arena = Arena.ofConfined()) {
            int descriptor = check("memfd_create", (int) create.call(arena.allocateFrom(name), 0));
            MemoryFile file = new MemoryFile(descriptor, bytes);
            check("ftruncate", (int) truncate.call(descriptor, bytes));
            return file;
        }
    }

    /**
     * Maps all of it.
     *
     * @param protection as {@link HostMappings#map} takes it
     */
    long map(int protection) throws ExecutableMemoryException {
        long address = HostMappings.map(descriptor, bytes, protection, SHARED);
        if (address == HostMappings.FAILED) {
            throw new ExecutableMemoryException("mmap refused to map it executable");
        }
        return address;
    }

    /** Forgets the file; what is mapped of it stays. */
    void close() throws ExecutableMemoryException {
        find("close", JAVA_INT, JAVA_INT).call(descriptor);
    }

    private static CLibrary.CFunction find(String name, MemoryLayout result, MemoryLayout... parameters)
            throws ExecutableMemoryException {
        return CLibrary.find(name, result, parameters)
                .orElseThrow(() -> new ExecutableMemoryException("the C library has no " + name));
    }

    private static int check(String function, int result) throws ExecutableMemoryException {
        if (result < 0) {
            throw new ExecutableMemoryException(function + " failed");
        }
        return result;
    }
}
