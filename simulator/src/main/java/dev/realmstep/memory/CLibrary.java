package dev.realmstep.memory;

import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemoryLayout;
import java.lang.foreign.MemorySegment;
import java.lang.invoke.MethodHandle;
import java.util.Optional;

/** Functions of the host's C library, by name. */
@SuppressWarnings("restricted") // What is called is described right, which nobody can check.
public final class CLibrary {
    private CLibrary() {}

    /** A function that returns what a layout describes; empty if the library has none of that name. */
    public static Optional<CFunction> find(String name, MemoryLayout result, MemoryLayout... parameters) {
        Linker linker = Linker.nativeLinker();
        return linker.defaultLookup()
                .find(name)
                .map(symbol -> linker.downcallHandle(symbol, FunctionDescriptor.of(result, parameters)))
                .map(CFunction::new);
    }

    /** Code at an address of the host, as a function of the C calling convention. */
    public static MethodHandle functionAt(long address, MemoryLayout result, MemoryLayout... parameters) {
        return Linker.nativeLinker()
                .downcallHandle(MemorySegment.ofAddress(address), FunctionDescriptor.of(result, parameters));
    }

    /** A function of the library, to be called now and then. */
    public static final class CFunction {
        private final MethodHandle handle;

        private CFunction(MethodHandle handle) {
            this.handle = handle;
        }

        public Object call(Object... arguments) {
            try {
                return handle.invokeWithArguments(arguments);
            } catch (Throwable e) { // by its signature a method handle may throw anything; a C function throws nothing
                throw new IllegalStateException(e);
            }
        }
    }
}
