package dev.realmstep.memory;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What answers at which physical address: RAM, a device, or nothing.
 *
 * <p>The bus carries accesses that were already admitted; a requester asks its {@link GranuleProtectionCheck} first.
 * Devices may answer in some of the physical address spaces only; RAM answers in all.
 */
public final class SystemBus {
    private record Window(long base, long size, @Nullable PhysicalAddressSpace only, MemoryMappedDevice device) {
        boolean holds(PhysicalAddressSpace space, long address, int bytes) {
            long offset = address - base;
            return offset >= 0 && offset <= size - bytes && (only == null || only == space);
        }
    }

    private PhysicalMemory[] memories = {};
    private final List<Window> windows = new ArrayList<>();

    public void attach(PhysicalMemory memory) {
        memories = Arrays.copyOf(memories, memories.length + 1);
        memories[memories.length - 1] = memory;
    }

    /** Attaches a device that answers in every physical address space. */
    public void attach(long base, long size, MemoryMappedDevice device) {
        windows.add(new Window(base, size, null, device));
    }

    /** Attaches a device that answers in one physical address space only. */
    public void attach(PhysicalAddressSpace only, long base, long size, MemoryMappedDevice device) {
        windows.add(new Window(base, size, only, device));
    }

    /** The RAM that holds all of an access, if any does. */
    public @Nullable PhysicalMemory memoryAt(long address, long bytes) {
        for (PhysicalMemory memory : memories) {
            if (memory.contains(address, bytes)) {
                return memory;
            }
        }
        return null;
    }

    /** All RAM, in the order in which it was attached. */
    public List<PhysicalMemory> memories() {
        return List.of(memories);
    }

    /**
     * Reads 1, 2, 4 or 8 bytes that do not cross a page.
     *
     * @throws BusAbort if nothing answers
     */
    public long read(PhysicalAddressSpace space, long address, int bytes) throws BusAbort {
        PhysicalMemory memory = memoryAt(address, bytes);
        if (memory != null) {
            return memory.read(address, bytes);
        }
        Window window = windowAt(space, address, bytes);
        return window.device.read(address - window.base, bytes);
    }

    /**
     * Writes 1, 2, 4 or 8 bytes that do not cross a page.
     *
     * @throws BusAbort if nothing answers
     */
    public void write(PhysicalAddressSpace space, long address, int bytes, long value) throws BusAbort {
        PhysicalMemory memory = memoryAt(address, bytes);
        if (memory != null) {
            memory.write(address, bytes, value);
            return;
        }
        Window window = windowAt(space, address, bytes);
        window.device.write(address - window.base, bytes, value);
    }

    private Window windowAt(PhysicalAddressSpace space, long address, int bytes) throws BusAbort {
        for (Window window : windows) {
            if (window.holds(space, address, bytes)) {
                return window;
            }
        }
        throw new BusAbort(space, address);
    }
}
