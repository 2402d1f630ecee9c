package dev.realmstep.cpu.engine.translator.host;

import dev.realmstep.memory.NativeMemory;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.invoke.MethodHandle;

/**
 * Memory for code: one file in memory, mapped twice, so that no address is ever writable and executable. It is given out
 * in order and taken back as a whole.
 */
public final class ExecutableMemory {
    private static final int READ = 1;
    private static final int WRITE = 2;
    private static final int EXECUTE = 4;
    private static final int SHARED = 1;
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
        unmapWithArena(writable);
        unmapWithArena(executable);
    }

    @SuppressWarnings("restricted") // The segment is only there to be cleaned up.
    private void unmapWithArena(long address) {
        long bytes = size;
        MemorySegment.ofAddress(address).reinterpret(bytes, arena, segment -> NativeFunctions.unmap(address, bytes));
    }

    /**
     * Gets memory from the host; what is not used costs nothing.
     *
     * @param size in bytes, a multiple of the host's page
     */
    public static ExecutableMemory open(long size) throws ExecutableMemoryException {
        int file = NativeFunctions.createMemoryFile("realmstep-code");
        try {
            NativeFunctions.setLength(file, size);
            long writable = NativeFunctions.map(file, size, READ | WRITE, SHARED);
            long executable = NativeFunctions.map(file, size, READ | EXECUTE, SHARED);
            return new ExecutableMemory(size, writable, executable);
        } finally {
            NativeFunctions.close(file);
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
        return NativeFunctions.function(address);
    }
}
