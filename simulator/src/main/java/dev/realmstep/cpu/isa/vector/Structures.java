package dev.realmstep.cpu.isa.vector;

import dev.realmstep.cpu.MemoryManagementUnit;
import dev.realmstep.cpu.ProcessingElement;
import dev.realmstep.cpu.VectorRegisters;

/**
 * Moves structures of one to four elements between memory and as many registers, or registers as they are.
 *
 * <p>Vt is followed by V(t+1), V31 by V0. An element that cannot be loaded leaves all registers as they were.
 */
final class Structures {
    private static final int HALF = Long.BYTES;
    private static final long PAGE = 4096;

    private Structures() {}

    private static int after(int register, int count) {
        return register + count & 31;
    }

    /** LD1 of several registers: whole ones, or their low halves. */
    static void loadRegisters(
            ProcessingElement element, int first, int registers, boolean whole, int size, long address) {
        MemoryManagementUnit memory = element.memory();
        VectorRegisters v = element.vectors();
        int halves = whole ? 2 : 1;
        checkReadable(memory, address, registers * halves * HALF);
        int unit = unit(memory, address, size);
        long at = address;
        for (int register = 0; register < registers; register++) {
            long low = loadHalf(memory, at, unit);
            long high = whole ? loadHalf(memory, at + HALF, unit) : 0;
            v.set(after(first, register), low, high);
            at += (long) halves * HALF;
        }
    }

    /** ST1 of several registers. */
    static void storeRegisters(
            ProcessingElement element, int first, int registers, boolean whole, int size, long address) {
        MemoryManagementUnit memory = element.memory();
        VectorRegisters v = element.vectors();
        int halves = whole ? 2 : 1;
        int unit = unit(memory, address, size);
        long at = address;
        for (int register = 0; register < registers; register++) {
            for (int half = 0; half < halves; half++) {
                storeHalf(memory, at, unit, v.half(after(first, register), half));
                at += HALF;
            }
        }
    }

    /** Bytes to move at once: each element has to be aligned only by itself where alignment is checked. */
    private static int unit(MemoryManagementUnit memory, long address, int size) {
        return (address & HALF - 1) != 0 && memory.checksAlignment() ? 1 << size : HALF;
    }

    private static long loadHalf(MemoryManagementUnit memory, long address, int unit) {
        long half = 0;
        for (int offset = 0; offset < HALF; offset += unit) {
            half |= memory.load(address + offset, unit) << (Byte.SIZE * offset);
        }
        return half;
    }

    private static void storeHalf(MemoryManagementUnit memory, long address, int unit, long half) {
        for (int offset = 0; offset < HALF; offset += unit) {
            memory.store(address + offset, unit, half >>> (Byte.SIZE * offset));
        }
    }

    /** LD2, LD3 and LD4: fills registers with structures. */
    static void loadStructures(
            ProcessingElement element, int first, int registers, boolean whole, int size, long address) {
        VectorRegisters v = element.vectors();
        int count = (whole ? 2 * HALF : HALF) >> size;
        checkReadable(element.memory(), address, (registers * count) << size);
        long at = address;
        for (int index = 0; index < count; index++) {
            for (int register = 0; register < registers; register++) {
                v.setElement(
                        after(first, register), index, size, element.memory().load(at, 1 << size));
                at += 1L << size;
            }
        }
        for (int register = 0; register < registers && !whole; register++) {
            v.setHalf(after(first, register), 1, 0);
        }
    }

    /** ST2, ST3 and ST4. */
    static void storeStructures(
            ProcessingElement element, int first, int registers, boolean whole, int size, long address) {
        int count = (whole ? 2 * HALF : HALF) >> size;
        long at = address;
        for (int index = 0; index < count; index++) {
            storeStructure(element, first, registers, index, size, at);
            at += (long) registers << size;
        }
    }

    /** LD1 to LD4 (single structure): into one element of each register. */
    static void loadStructure(ProcessingElement element, int first, int registers, int index, int size, long address) {
        checkReadable(element.memory(), address, registers << size);
        for (int register = 0; register < registers; register++) {
            long value = element.memory().load(address + ((long) register << size), 1 << size);
            element.vectors().setElement(after(first, register), index, size, value);
        }
    }

    /** ST1 to ST4 (single structure). */
    static void storeStructure(ProcessingElement element, int first, int registers, int index, int size, long address) {
        for (int register = 0; register < registers; register++) {
            long value = element.vectors().element(after(first, register), index, size);
            element.memory().store(address + ((long) register << size), 1 << size, value);
        }
    }

    /** LD1R to LD4R: into all elements of each register. */
    static void replicateStructure(
            ProcessingElement element, int first, int registers, boolean whole, int size, long address) {
        checkReadable(element.memory(), address, registers << size);
        for (int register = 0; register < registers; register++) {
            long value = element.memory().load(address + ((long) register << size), 1 << size);
            long half = Lanes.replicate(value, size);
            element.vectors().set(after(first, register), half, whole ? half : 0);
        }
    }

    /** Takes the faults of bytes on two pages before a register changes; on one page the first element takes them. */
    private static void checkReadable(MemoryManagementUnit memory, long address, int bytes) {
        long secondPage = (address | PAGE - 1) + 1;
        if (secondPage - address < bytes) {
            memory.load(address, 1);
            memory.load(secondPage, 1);
        }
    }
}
