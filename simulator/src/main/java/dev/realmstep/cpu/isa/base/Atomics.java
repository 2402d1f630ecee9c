package dev.realmstep.cpu.isa.base;

import dev.realmstep.cpu.MemoryManagementUnit;
import dev.realmstep.cpu.ProcessingElement;
import dev.realmstep.cpu.isa.Encoding;
import dev.realmstep.cpu.isa.Feature;
import dev.realmstep.cpu.isa.Fields;
import dev.realmstep.cpu.isa.Instruction;
import dev.realmstep.cpu.isa.InstructionClass;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** The atomic instructions of FEAT_LSE: CAS, CASP, SWP, and loads combined with an operation. */
public final class Atomics {
    private static final String[] SUFFIXES = {"b", "h", "", ""};

    private Atomics() {}

    /** What LDADD and its kin store, in the order of their opcode. */
    public enum Operation {
        ADD,
        CLR,
        EOR,
        SET,
        SMAX,
        SMIN,
        UMAX,
        UMIN;

        /**
         * The value to store.
         *
         * @param memory the value in memory
         * @param operand the value of the register
         * @param bytes of both that count, 1, 2, 4 or 8, the bits above being arbitrary
         */
        public long apply(long memory, long operand, int bytes) {
            int unused = Long.SIZE - 8 * bytes;
            return switch (this) {
                case ADD -> memory + operand;
                case CLR -> memory & ~operand;
                case EOR -> memory ^ operand;
                case SET -> memory | operand;
                case SMAX -> Math.max(memory << unused, operand << unused) >> unused;
                case SMIN -> Math.min(memory << unused, operand << unused) >> unused;
                case UMAX -> isBelow(memory << unused, operand << unused) ? operand : memory;
                case UMIN -> isBelow(memory << unused, operand << unused) ? memory : operand;
            };
        }

        private static boolean isBelow(long a, long b) {
            return Long.compareUnsigned(a, b) < 0;
        }
    }

    public static List<Instruction> memoryOperations() {
        List<Instruction> instructions = new ArrayList<>();
        for (int size = 0; size < 4; size++) {
            int bytes = 1 << size;
            for (Operation operation : Operation.values()) {
                instructions.add(declareOperation(operation, size)
                        .semantics((element, word) -> operate(element, word, operation, bytes)));
            }
            instructions.add(declareMemoryOperation("swp", size, "1000")
                    .semantics((element, word) -> swap(element, word, bytes)));
        }
        return instructions;
    }

    private static Instruction.Builder declareOperation(Operation operation, int size) {
        String name = operation.name().toLowerCase(Locale.ROOT);
        String opcode = Encoding.bits(operation.ordinal(), 4);
        return declareMemoryOperation("ld" + name, size, opcode)
                .alias(
                        "st" + name + "<storeOrder>" + SUFFIXES[size] + source(size) + ", [<Xn|SP>]",
                        word -> Fields.rd(word) == 31 && !Fields.bit(word, 23));
    }

    private static Instruction.Builder declareMemoryOperation(String name, int size, String opcode) {
        return Instruction.declare(
                        InstructionClass.ATOMIC_MEMORY_OPERATION,
                        (name + SUFFIXES[size]).toUpperCase(Locale.ROOT),
                        Encoding.bits(size, 2) + " 111000 A R 1 Rs:5 " + opcode + " 00 Rn:5 Rt:5")
                .feature(Feature.LSE)
                .assembly(name + "<order>" + SUFFIXES[size] + source(size) + "," + (size == 3 ? " <Xt>" : " <Wt>")
                        + ", [<Xn|SP>]");
    }

    private static String source(int size) {
        return size == 3 ? " <Xs>" : " <Ws>";
    }

    public static List<Instruction> compareAndSwap() {
        List<Instruction> instructions = new ArrayList<>();
        for (int size = 0; size < 4; size++) {
            int bytes = 1 << size;
            instructions.add(Instruction.declare(
                            InstructionClass.COMPARE_AND_SWAP,
                            "CAS" + SUFFIXES[size].toUpperCase(Locale.ROOT),
                            Encoding.bits(size, 2) + " 0010001 L 1 Rs:5 o0 11111 Rn:5 Rt:5")
                    .feature(Feature.LSE)
                    .assembly("cas<casOrder>" + SUFFIXES[size] + source(size) + "," + (size == 3 ? " <Xt>" : " <Wt>")
                            + ", [<Xn|SP>]")
                    .semantics((element, word) -> compareAndSwap(element, word, bytes)));
        }
        instructions.add(pair("W", "0", 4));
        instructions.add(pair("X", "1", 8));
        return instructions;
    }

    private static Instruction pair(String registers, String size, int bytes) {
        return Instruction.declare(
                        InstructionClass.COMPARE_AND_SWAP, "CASP", "0 " + size + " 0010000 L 1 Rs:5 o0 11111 Rn:5 Rt:5")
                .feature(Feature.LSE)
                .allocatedWhen(word -> !Fields.bit(word, 16) && !Fields.bit(word, 0))
                .assembly("casp<casOrder> <Rs>, <Rs+1>, <Rt>, <Rt+1>, [<Xn|SP>]".replace("<R", "<" + registers))
                .semantics((element, word) -> compareAndSwapPair(element, word, bytes));
    }

    private static void operate(ProcessingElement element, int word, Operation operation, int bytes) {
        long address = LoadStoreRegister.base(element, word);
        long operand = element.x(Fields.rm(word));
        MemoryManagementUnit memory = element.memory();
        long old = memory.loadForUpdate(address, bytes);
        memory.store(address, bytes, operation.apply(old, operand, bytes));
        element.setX(Fields.rd(word), old);
    }

    private static void swap(ProcessingElement element, int word, int bytes) {
        long address = LoadStoreRegister.base(element, word);
        long stored = element.x(Fields.rm(word));
        MemoryManagementUnit memory = element.memory();
        long old = memory.loadForUpdate(address, bytes);
        memory.store(address, bytes, stored);
        element.setX(Fields.rd(word), old);
    }

    private static void compareAndSwap(ProcessingElement element, int word, int bytes) {
        long address = LoadStoreRegister.base(element, word);
        int unused = Long.SIZE - 8 * bytes;
        MemoryManagementUnit memory = element.memory();
        long old = memory.loadForUpdate(address, bytes);
        if (old << unused == element.x(Fields.rm(word)) << unused) {
            memory.store(address, bytes, element.x(Fields.rd(word)));
        }
        element.setX(Fields.rm(word), old);
    }

    private static void compareAndSwapPair(ProcessingElement element, int word, int bytes) {
        long address = LoadStoreRegister.base(element, word);
        int unused = Long.SIZE - 8 * bytes;
        int compared = Fields.rm(word);
        int stored = Fields.rd(word);
        MemoryManagementUnit memory = element.memory();
        memory.checkTogetherForUpdate(address, 2 * bytes);
        long first = memory.loadForUpdate(address, bytes);
        long second = memory.loadForUpdate(address + bytes, bytes);
        if (first << unused == element.x(compared) << unused && second << unused == element.x(compared + 1) << unused) {
            memory.store(address, bytes, element.x(stored));
            memory.store(address + bytes, bytes, element.x(stored + 1));
        }
        element.setX(compared, first);
        element.setX(compared + 1, second);
    }
}
