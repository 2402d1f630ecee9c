package dev.realmstep.cpu.isa.vector;

import dev.realmstep.cpu.ProcessingElement;
import dev.realmstep.cpu.isa.Fields;
import dev.realmstep.cpu.isa.Instruction;
import dev.realmstep.cpu.isa.InstructionClass;
import dev.realmstep.cpu.isa.Semantics;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** LD1 to LD4 and ST1 to ST4 (Arm ARM C4.1, Advanced SIMD load/store multiple structures, and single structure). */
public final class LoadStoreStructures {
    private static final String[] SINGLE_SIZES = {"00 %d S size:2", "01 %d S size 0", "10 %d S 00", "10 %d 0 01"};

    private LoadStoreStructures() {}

    /** What moves once the address is known. */
    @FunctionalInterface
    private interface Move {
        void at(ProcessingElement element, int word, long address);
    }

    /** How far the address moves afterwards, if no register says so. */
    @FunctionalInterface
    private interface Length {
        int of(int word);
    }

    public static List<Instruction> multiple() {
        List<Instruction> table = new ArrayList<>();
        addMultiple(table, 1, "0111", 1);
        addMultiple(table, 1, "1010", 2);
        addMultiple(table, 1, "0110", 3);
        addMultiple(table, 1, "0010", 4);
        addMultiple(table, 2, "1000", 2);
        addMultiple(table, 3, "0100", 3);
        addMultiple(table, 4, "0000", 4);
        return table;
    }

    /** @param elements of a structure: one means that the registers are moved one after the other */
    private static void addMultiple(List<Instruction> table, int elements, String opcode, int registers) {
        Move load = elements == 1
                ? (element, word, address) -> Structures.loadRegisters(
                        element, Fields.rd(word), registers, VectorForms.isWhole(word), size(word), address)
                : (element, word, address) -> Structures.loadStructures(
                        element, Fields.rd(word), registers, VectorForms.isWhole(word), size(word), address);
        Move store = elements == 1
                ? (element, word, address) -> Structures.storeRegisters(
                        element, Fields.rd(word), registers, VectorForms.isWhole(word), size(word), address)
                : (element, word, address) -> Structures.storeStructures(
                        element, Fields.rd(word), registers, VectorForms.isWhole(word), size(word), address);
        String list = " <list%d:Rt.L>".formatted(registers);
        Length length = word -> registers * (VectorForms.isWhole(word) ? 16 : 8);
        for (int l = 0; l <= 1; l++) {
            String name = (l == 1 ? "LD" : "ST") + elements;
            Move move = l == 1 ? load : store;
            table.add(declareMultiple(
                            name, list, "0 Q 0011000 %d 000000 %s size:2 Rn:5 Rt:5".formatted(l, opcode), elements)
                    .semantics(offset(move)));
            Instruction.Builder postIndexed = declareMultiple(
                    name, list, "0 Q 0011001 %d 0 Rm:5 %s size:2 Rn:5 Rt:5".formatted(l, opcode), elements);
            for (int bytes = 8; bytes <= 16; bytes += 8) {
                int total = registers * bytes;
                postIndexed.alias(
                        name.toLowerCase(Locale.ROOT) + list + ", [<Xn|SP>], #" + total,
                        word -> isImmediate(word) && length.of(word) == total);
            }
            table.add(postIndexed
                    .assembly(name.toLowerCase(Locale.ROOT) + list + ", [<Xn|SP>], <Xm>")
                    .semantics(postIndexed(move, length)));
        }
    }

    private static Instruction.Builder declareMultiple(String name, String list, String pattern, int elements) {
        return VectorInstruction.declare(
                        InstructionClass.SIMD_LOAD_STORE_MULTIPLE_STRUCTURES, name + " (multiple structures)", pattern)
                // Registers of one doubleword have no structures to take apart.
                .allocatedWhen(word -> elements == 1 || size(word) != 3 || VectorForms.isWhole(word))
                .assembly(name.toLowerCase(Locale.ROOT) + list + ", [<Xn|SP>]");
    }

    public static List<Instruction> single() {
        List<Instruction> table = new ArrayList<>();
        for (int registers = 1; registers <= 4; registers++) {
            for (int size = 0; size <= 3; size++) {
                addSingle(table, registers, size);
            }
            addReplicate(table, registers);
        }
        return table;
    }

    private static void addSingle(List<Instruction> table, int registers, int size) {
        String list = " <list%d:Rt.%s>[<structureIndex>]".formatted(registers, VectorTransfer.values()[size]);
        String opcode = SINGLE_SIZES[size].formatted((registers - 1) >> 1);
        Move store = (element, word, address) ->
                Structures.storeStructure(element, Fields.rd(word), registers, index(word, size), size, address);
        Move load = (element, word, address) ->
                Structures.loadStructure(element, Fields.rd(word), registers, index(word, size), size, address);
        addBoth(table, "ST" + registers, registers, 0, opcode, list, size, store);
        addBoth(table, "LD" + registers, registers, 1, opcode, list, size, load);
    }

    /** Without write-back, and post-indexed. */
    private static void addBoth(
            List<Instruction> table,
            String name,
            int registers,
            int load,
            String opcode,
            String list,
            int size,
            Move move) {
        String mnemonic = name.toLowerCase(Locale.ROOT) + list;
        table.add(declareSingle(name, "0 Q 0011010", load, registers, "00000", opcode)
                .assembly(mnemonic + ", [<Xn|SP>]")
                .semantics(offset(move)));
        table.add(declareSingle(name, "0 Q 0011011", load, registers, "Rm:5", opcode)
                .alias(mnemonic + ", [<Xn|SP>], #" + (registers << size), LoadStoreStructures::isImmediate)
                .assembly(mnemonic + ", [<Xn|SP>], <Xm>")
                .semantics(postIndexed(move, word -> registers << size)));
    }

    private static void addReplicate(List<Instruction> table, int registers) {
        String name = "LD" + registers + "R";
        String mnemonic = name.toLowerCase(Locale.ROOT) + " <list%d:Rt.L>".formatted(registers);
        String opcode = "11 %d 0 size:2".formatted((registers - 1) >> 1);
        Move move = (element, word, address) -> Structures.replicateStructure(
                element, Fields.rd(word), registers, VectorForms.isWhole(word), size(word), address);
        table.add(declareSingle(name, "0 Q 0011010", 1, registers, "00000", opcode)
                .assembly(mnemonic + ", [<Xn|SP>]")
                .semantics(offset(move)));
        Instruction.Builder postIndexed = declareSingle(name, "0 Q 0011011", 1, registers, "Rm:5", opcode);
        for (int i = 0; i <= 3; i++) {
            int size = i;
            postIndexed.alias(
                    mnemonic + ", [<Xn|SP>], #" + (registers << size), word -> isImmediate(word) && size(word) == size);
        }
        table.add(postIndexed
                .assembly(mnemonic + ", [<Xn|SP>], <Xm>")
                .semantics(postIndexed(move, word -> registers << size(word))));
    }

    /** R and the opcode's low bit together count the registers. */
    private static Instruction.Builder declareSingle(
            String name, String group, int load, int registers, String index, String opcode) {
        return VectorInstruction.declare(
                InstructionClass.SIMD_LOAD_STORE_SINGLE_STRUCTURE,
                name + " (single structure)",
                "%s %d %d %s %s Rn:5 Rt:5".formatted(group, load, registers - 1 & 1, index, opcode));
    }

    private static Semantics offset(Move move) {
        return (element, word) -> move.at(element, word, element.baseAddress(Fields.rn(word)));
    }

    private static Semantics postIndexed(Move move, Length length) {
        return (element, word) -> {
            long address = element.baseAddress(Fields.rn(word));
            long offset = isImmediate(word) ? length.of(word) : element.x(Fields.rm(word));
            move.at(element, word, address);
            element.setXOrSp(Fields.rn(word), address + offset);
        };
    }

    private static boolean isImmediate(int word) {
        return Fields.rm(word) == 31;
    }

    private static int size(int word) {
        return Fields.bits(word, 10, 2);
    }

    /** Q:S:size as far as it is not the size of the element. */
    private static int index(int word, int size) {
        return (Fields.bits(word, 30, 1) << 3 | Fields.bits(word, 10, 3)) >>> size;
    }
}
