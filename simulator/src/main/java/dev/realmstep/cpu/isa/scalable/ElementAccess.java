package dev.realmstep.cpu.isa.scalable;

import dev.realmstep.cpu.MemoryManagementUnit;
import dev.realmstep.cpu.ProcessingElement;
import dev.realmstep.cpu.ScalableRegisters;
import dev.realmstep.cpu.isa.vector.Lanes;
import java.util.Arrays;

/** Loads and stores of the active elements of vectors. Registers are written when all is loaded: a fault leaves them as they were. */
final class ElementAccess {
    private static final int WORD_BYTES = Long.BYTES;

    private ElementAccess() {}

    /** Where an element lies. */
    @FunctionalInterface
    interface Addresses {
        long of(int index);
    }

    /** What becomes of faults. */
    enum Faults {
        TAKEN,
        /** Those of the first active element are taken, the others end the load and are told in FFR. */
        FIRST_TAKEN,
        /** All end the load and are told in FFR. */
        SUPPRESSED
    }

    /**
     * Loads the active elements of Zt; the others become zero.
     *
     * @param g the governing predicate
     */
    static void load(ProcessingElement element, int t, int g, MemoryElement form, Addresses addresses) {
        ScalableRegisters z = element.scalable();
        long[] result = new long[z.words()];
        MemoryManagementUnit memory = element.memory();
        for (int index = 0; index < z.elements(form.size()); index++) {
            if (z.isActive(g, index, form.size())) {
                long loaded = memory.load(addresses.of(index), form.memoryBytes());
                put(result, index, form.size(), form.extended(loaded));
            }
        }
        z.setVector(t, result);
    }

    /** As {@link #load}, of elements that follow each other from an address on. */
    static void loadContiguous(ProcessingElement element, int t, int g, MemoryElement form, long address) {
        if (form.memorySize() != form.size() || address % WORD_BYTES != 0) {
            load(element, t, g, form, index -> address + ((long) index << form.memorySize()));
            return;
        }
        ScalableRegisters z = element.scalable();
        long[] result = new long[z.words()];
        for (int i = 0; i < result.length; i++) {
            long mask = Predicates.mask(z, g, i, form.size());
            result[i] = mask == -1
                    ? element.memory().load(address + (long) WORD_BYTES * i, WORD_BYTES)
                    : loadPart(element, mask, form, address + (long) WORD_BYTES * i);
        }
        z.setVector(t, result);
    }

    /** The elements of one word that a mask says. */
    private static long loadPart(ProcessingElement element, long mask, MemoryElement form, long address) {
        long result = 0;
        for (int bit = 0; bit < Long.SIZE; bit += Lanes.bits(form.size())) {
            if ((mask >>> bit & 1) != 0) {
                result |= element.memory().load(address + bit / Byte.SIZE, form.memoryBytes()) << bit;
            }
        }
        return result;
    }

    /** As {@link #load}, for the first-fault and non-fault loads. */
    static void load(ProcessingElement element, int t, int g, MemoryElement form, Addresses addresses, Faults faults) {
        ScalableRegisters z = element.scalable();
        long[] result = new long[z.words()];
        MemoryManagementUnit memory = element.memory();
        boolean mayFault = faults == Faults.FIRST_TAKEN;
        for (int index = 0; index < z.elements(form.size()); index++) {
            if (z.isActive(g, index, form.size())) {
                long address = addresses.of(index);
                if (!mayFault && !memory.isLoadable(address, form.memoryBytes())) {
                    endFirstFault(z, index << form.size());
                    break;
                }
                mayFault = false;
                put(result, index, form.size(), form.extended(memory.load(address, form.memoryBytes())));
            }
        }
        z.setVector(t, result);
    }

    /** Clears FFR from a byte of the vector on. */
    private static void endFirstFault(ScalableRegisters z, int at) {
        int word = at / WORD_BYTES;
        int kept = z.predicate(ScalableRegisters.FFR, word) & (1 << at % WORD_BYTES) - 1;
        z.setPredicate(ScalableRegisters.FFR, word, kept);
        for (int i = word + 1; i < z.words(); i++) {
            z.setPredicate(ScalableRegisters.FFR, i, 0);
        }
    }

    private static void put(long[] vector, int index, int size, long value) {
        int bit = index << (size + 3);
        vector[bit >>> 6] |= value << bit;
    }

    /** Stores the low bytes of the active elements of Zt. */
    static void store(ProcessingElement element, int t, int g, MemoryElement form, Addresses addresses) {
        ScalableRegisters z = element.scalable();
        MemoryManagementUnit memory = element.memory();
        for (int index = 0; index < z.elements(form.size()); index++) {
            if (z.isActive(g, index, form.size())) {
                memory.store(addresses.of(index), form.memoryBytes(), z.element(t, index, form.size()));
            }
        }
    }

    /** As {@link #store}, of elements that follow each other from an address on. */
    static void storeContiguous(ProcessingElement element, int t, int g, MemoryElement form, long address) {
        if (form.memorySize() != form.size() || address % WORD_BYTES != 0) {
            store(element, t, g, form, index -> address + ((long) index << form.memorySize()));
            return;
        }
        ScalableRegisters z = element.scalable();
        for (int i = 0; i < z.words(); i++) {
            long mask = Predicates.mask(z, g, i, form.size());
            if (mask == -1) {
                element.memory().store(address + (long) WORD_BYTES * i, WORD_BYTES, z.word(t, i));
            } else {
                storePart(element, mask, form, address + (long) WORD_BYTES * i, z.word(t, i));
            }
        }
    }

    private static void storePart(ProcessingElement element, long mask, MemoryElement form, long address, long value) {
        for (int bit = 0; bit < Long.SIZE; bit += Lanes.bits(form.size())) {
            if ((mask >>> bit & 1) != 0) {
                element.memory().store(address + bit / Byte.SIZE, form.memoryBytes(), value >>> bit);
            }
        }
    }

    /** Loads structures of an element for each of so many registers from Zt on. */
    static void loadStructures(
            ProcessingElement element, int t, int registers, int g, MemoryElement form, long address) {
        ScalableRegisters z = element.scalable();
        long[][] results = new long[registers][z.words()];
        long at = address;
        for (int index = 0; index < z.elements(form.size()); index++) {
            for (long[] result : results) {
                if (z.isActive(g, index, form.size())) {
                    put(result, index, form.size(), element.memory().load(at, form.memoryBytes()));
                }
                at += form.memoryBytes();
            }
        }
        for (int r = 0; r < registers; r++) {
            z.setVector(t + r & 31, results[r]);
        }
    }

    static void storeStructures(
            ProcessingElement element, int t, int registers, int g, MemoryElement form, long address) {
        ScalableRegisters z = element.scalable();
        long at = address;
        for (int index = 0; index < z.elements(form.size()); index++) {
            for (int r = 0; r < registers; r++) {
                if (z.isActive(g, index, form.size())) {
                    element.memory().store(at, form.memoryBytes(), z.element(t + r & 31, index, form.size()));
                }
                at += form.memoryBytes();
            }
        }
    }

    /** LD1R: one element for all active ones; nothing is loaded when none is. */
    static void loadBroadcast(ProcessingElement element, int t, int g, MemoryElement form, long address) {
        ScalableRegisters z = element.scalable();
        long[] result = new long[z.words()];
        if (Predicates.count(z, g, form.size()) > 0) {
            long value = form.extended(element.memory().load(address, form.memoryBytes()));
            Arrays.fill(result, Lanes.replicate(value, form.size()));
            for (int i = 0; i < result.length; i++) {
                result[i] &= Predicates.mask(z, g, i, form.size());
            }
        }
        z.setVector(t, result);
    }

    /** LD1RQ: the first 128 bits, of their active elements, for the whole vector. */
    static void loadQuadword(ProcessingElement element, int t, int g, MemoryElement form, long address) {
        ScalableRegisters z = element.scalable();
        long low = loadPart(element, Predicates.mask(z, g, 0, form.size()), form, address);
        long high = loadPart(element, Predicates.mask(z, g, 1, form.size()), form, address + WORD_BYTES);
        for (int i = 0; i < z.words(); i += 2) {
            z.setWord(t, i, low);
            z.setWord(t, i + 1, high);
        }
    }
}
