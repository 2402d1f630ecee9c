package dev.realmstep.cpu.engine.translator.host;

import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.lang.invoke.MethodHandle;

/** The functions of the C library that make memory executable. */
final class NativeFunctions {
    private static final Linker LINKER = Linker.nativeLinker();

    private NativeFunctions() {}

    /** {@code int memfd_create(const char *name, unsigned int flags)}. */
    static int createMemoryFile(String name) throws ExecutableMemoryException {
        MethodHandle create = find(
                "memfd_create", FunctionDescriptor.of(ValueLayout.JAVA_INT, ValueLayout.ADDRESS, ValueLayout.JAVA_INT));
        try (Arena arena = Arena.ofConfined()) {
            return check("memfd_create", (int) call(create, arena.allocateFrom(name), 0));
        }
    }

    /** {@code int ftruncate(int fd, off_t length)}. */
    static void setLength(int file, long bytes) throws ExecutableMemoryException {
        MethodHandle truncate = find(
                "ftruncate", FunctionDescriptor.of(ValueLayout.JAVA_INT, ValueLayout.JAVA_INT, ValueLayout.JAVA_LONG));
        check("ftruncate", (int) call(truncate, file, bytes));
    }

    /** {@code int close(int fd)}. */
    static void close(int file) throws ExecutableMemoryException {
        call(find("close", FunctionDescriptor.of(ValueLayout.JAVA_INT, ValueLayout.JAVA_INT)), file);
    }

    /** {@code void *mmap(void *addr, size_t length, int prot, int flags, int fd, off_t offset)}. */
    static long map(int file, long bytes, int protection, int flags) throws ExecutableMemoryException {
        MethodHandle map = find(
                "mmap",
                FunctionDescriptor.of(
                        ValueLayout.JAVA_LONG,
                        ValueLayout.JAVA_LONG,
                        ValueLayout.JAVA_LONG,
                        ValueLayout.JAVA_INT,
                        ValueLayout.JAVA_INT,
                        ValueLayout.JAVA_INT,
                        ValueLayout.JAVA_LONG));
        long address = (long) call(map, 0L, bytes, protection, flags, file, 0L);
        if (address == -1) {
            throw new ExecutableMemoryException("mmap refused to map it executable");
        }
        return address;
    }

    /** {@code int munmap(void *addr, size_t length)}, as a clean-up that cannot fail. */
    static void unmap(long address, long bytes) {
        try {
            call(
                    find(
                            "munmap",
                            FunctionDescriptor.of(ValueLayout.JAVA_INT, ValueLayout.JAVA_LONG, ValueLayout.JAVA_LONG)),
                    address,
                    bytes);
        } catch (ExecutableMemoryException e) {
            throw new IllegalStateException(e);
        }
    }

    /** {@code long entry(long anchor, long code)}: code that was put into memory, as a function. */
    @SuppressWarnings("restricted") // Running code of our own is what this package is for.
    static MethodHandle function(long address) {
        return LINKER.downcallHandle(
                MemorySegment.ofAddress(address),
                FunctionDescriptor.of(ValueLayout.JAVA_LONG, ValueLayout.JAVA_LONG, ValueLayout.JAVA_LONG));
    }

    @SuppressWarnings("restricted") // As above.
    private static MethodHandle find(String name, FunctionDescriptor descriptor) throws ExecutableMemoryException {
        MemorySegment symbol = LINKER.defaultLookup()
                .find(name)
                .orElseThrow(() -> new ExecutableMemoryException("the C library has no " + name));
        return LINKER.downcallHandle(symbol, descriptor);
    }

    private static int check(String function, int result) throws ExecutableMemoryException {
        if (result < 0) {
            throw new ExecutableMemoryException(function + " failed");
        }
        return result;
    }

    // What a method handle may throw is anything, by its signature; a C function throws nothing.
    private static Object call(MethodHandle function, Object... arguments) {
        try {
            return function.invokeWithArguments(arguments);
        } catch (Throwable e) {
            throw new IllegalStateException(e);
        }
    }
}
