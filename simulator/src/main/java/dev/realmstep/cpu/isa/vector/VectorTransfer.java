package dev.realmstep.cpu.isa.vector;

import dev.realmstep.cpu.MemoryManagementUnit;
import dev.realmstep.cpu.ProcessingElement;
import dev.realmstep.cpu.mmu.AccessKind;

/** What a load or store of one vector register moves: as many of its low bytes as its name says. */
enum VectorTransfer {
    B,
    H,
    S,
    D,
    Q {
        @Override
        void load(ProcessingElement element, int register, long address) {
            MemoryManagementUnit memory = element.memory();
            memory.checkQuadwordAlignment(address, AccessKind.READ);
            long low = memory.load(address, Long.BYTES);
            long high = memory.load(address + Long.BYTES, Long.BYTES);
            element.vectors().set(register, low, high);
        }

        @Override
        void store(ProcessingElement element, int register, long address) {
            MemoryManagementUnit memory = element.memory();
            memory.checkQuadwordAlignment(address, AccessKind.WRITE);
            memory.store(address, Long.BYTES, element.vectors().low(register));
            memory.store(address + Long.BYTES, Long.BYTES, element.vectors().high(register));
        }

        @Override
        void loadPair(ProcessingElement element, int first, int second, long address) {
            MemoryManagementUnit memory = element.memory();
            memory.checkQuadwordAlignment(address, AccessKind.READ);
            long firstLow = memory.load(address, Long.BYTES);
            long firstHigh = memory.load(address + 8, Long.BYTES);
            long secondLow = memory.load(address + 16, Long.BYTES);
            long secondHigh = memory.load(address + 24, Long.BYTES);
            element.vectors().set(first, firstLow, firstHigh);
            element.vectors().set(second, secondLow, secondHigh);
        }
    };

    /** The logarithm of the bytes. */
    int scale() {
        return ordinal();
    }

    int bytes() {
        return 1 << scale();
    }

    /** Loads Vt, of which the rest becomes zero. */
    void load(ProcessingElement element, int register, long address) {
        element.vectors().setScalar(register, element.memory().load(address, bytes()));
    }

    void store(ProcessingElement element, int register, long address) {
        element.memory().store(address, bytes(), element.vectors().low(register));
    }

    /** Loads two registers, both or on a fault none. */
    void loadPair(ProcessingElement element, int first, int second, long address) {
        MemoryManagementUnit memory = element.memory();
        long firstValue = memory.load(address, bytes());
        long secondValue = memory.load(address + bytes(), bytes());
        element.vectors().setScalar(first, firstValue);
        element.vectors().setScalar(second, secondValue);
    }

    void storePair(ProcessingElement element, int first, int second, long address) {
        store(element, first, address);
        store(element, second, address + bytes());
    }
}
