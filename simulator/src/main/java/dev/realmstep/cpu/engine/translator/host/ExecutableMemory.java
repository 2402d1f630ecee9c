package dev.realmstep.cpu.engine.translator.host;

import static java.lang.foreign.ValueLayout.JAVA_LONG;

import dev.realmstep.memory.CLibrary;
import dev.realmstep.memory.HostMappings;
import dev.realmstep.memory.NativeMemory;
import java.lang.foreign.Arena;
import java.lang.invoke.MethodHandle;

/**
 * Memory for code: one file in memory, mapped twice, so that no address is ever writable and executable. It is given out
 * in order and taken back as a whole.
 */
public final class ExecutableMemory {
    private static final int READ = 1;
    private static final int WRITE = 2;
    private static final int EXECUTE = 4;
    /** Blocks begin where the host likes to fetch from. */
    private static final int ALIGNMENT = 16;

    private final long size;
    private final long writable;
    private final long executable;
    /** Unmaps both when nobody knows this object any more. */
    private final Arena arena = Arena.ofAuto();

    private long used;

    private ExecutableMemory(long size, long writable, long executable) {
        this.size = size;
        this.writable = writable;
        this.executable = executable;
        HostMappings.unmapWith(arena, writable, size);
        HostMappings.unmapWith(arena, executable, size);
    }

    /**
     * Gets memory from the host; what is not used costs nothing.
     *
     * @param size in bytes, a multiple of the host's page
     */
    public static ExecutableMemory open(long size) throws ExecutableMemoryException {
        MemoryFile file = MemoryFile.create("realmstep-code", size);
        try {
            return new ExecutableMemory(size, file.map(READ | WRITE), file.map(READ | EXECUTE));
        } finally {
            file.close();
        }
    }

    /** Whether so many bytes have a place left. */
    public boolean hasRoom(int bytes) {
        return used + bytes <= size;
    }

    /** Puts code into memory; the address where it can be executed. */
    public long add(byte[] code) {
        if (!hasRoom(code.length)) {
            throw new IllegalStateException("no room for %d bytes of code".formatted(code.length));
        }
        long address = executable + used;
        NativeMemory.copy(code, 0, code.length, writable + used);
        used = (used + code.length + ALIGNMENT - 1) & -ALIGNMENT;
        return address;
    }

    /** Bytes that are in use. */
    public long used() {
        return used;
    }

    /** Takes back all code that was added when so much was in use. */
    public void truncate(long bytes) {
        used = bytes;
    }

    /** Sets a 32-bit displacement, the last of its instruction, so that it leads to an address. */
    public void patch(long displacement, long target) {
        NativeMemory.setInt(writable + (displacement - executable), (int) (target - (displacement + Integer.BYTES)));
    }

    /** Code in this memory as a function of two numbers that returns one. */
    public MethodHandle function(long address) {
        return CLibrary.functionAt(address, JAVA_LONG, JAVA_LONG, JAVA_LONG);
    }
}
