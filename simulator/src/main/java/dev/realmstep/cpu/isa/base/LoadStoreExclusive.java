package dev.realmstep.cpu.isa.base;

import dev.realmstep.cpu.MemoryManagementUnit;
import dev.realmstep.cpu.ProcessingElement;
import dev.realmstep.cpu.isa.Access;
import dev.realmstep.cpu.isa.Encoding;
import dev.realmstep.cpu.isa.Feature;
import dev.realmstep.cpu.isa.Fields;
import dev.realmstep.cpu.isa.Instruction;
import dev.realmstep.cpu.isa.InstructionClass;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** Exclusive, acquire and release loads and stores (Arm ARM C4.1, Load/store exclusive register and Load/store ordered). */
public final class LoadStoreExclusive {
    private static final String[] SUFFIXES = {"b", "h", "", ""};

    private LoadStoreExclusive() {}

    public static List<Instruction> exclusive() {
        List<Instruction> instructions = new ArrayList<>();
        for (int size = 0; size < 4; size++) {
            int bytes = 1 << size;
            for (int ordered = 0; ordered < 2; ordered++) {
                instructions.add(declareExclusive(ordered == 0 ? "ldxr" : "ldaxr", size, "010 xxxxx " + ordered)
                        .assembly(mnemonic(ordered == 0 ? "ldxr" : "ldaxr", size) + register(size) + ", [<Xn|SP>]")
                        .semantics((element, word) -> loadExclusive(element, word, bytes)));
                instructions.add(declareExclusive(ordered == 0 ? "stxr" : "stlxr", size, "000 Rs:5 " + ordered)
                        .assembly(mnemonic(ordered == 0 ? "stxr" : "stlxr", size) + " <Ws>," + register(size)
                                + ", [<Xn|SP>]")
                        .semantics((element, word) -> storeExclusive(element, word, bytes)));
            }
        }
        addPairs(instructions);
        return instructions;
    }

    private static void addPairs(List<Instruction> instructions) {
        for (int size = 2; size < 4; size++) {
            int bytes = 1 << size;
            String registers = size == 2 ? "<Wt>, <Wt2>" : "<Xt>, <Xt2>";
            for (int ordered = 0; ordered < 2; ordered++) {
                String load = ordered == 0 ? "ldxp" : "ldaxp";
                String store = ordered == 0 ? "stxp" : "stlxp";
                instructions.add(declarePair(load, size, "011 xxxxx " + ordered)
                        .assembly(load + " " + registers + ", [<Xn|SP>]")
                        .semantics((element, word) -> loadExclusivePair(element, word, bytes)));
                instructions.add(declarePair(store, size, "001 Rs:5 " + ordered)
                        .assembly(store + " <Ws>, " + registers + ", [<Xn|SP>]")
                        .semantics((element, word) -> storeExclusivePair(element, word, bytes)));
            }
        }
    }

    public static List<Instruction> ordered() {
        List<Instruction> instructions = new ArrayList<>();
        for (int size = 0; size < 4; size++) {
            int bytes = 1 << size;
            Access access = new Access(bytes, false, size == 3);
            instructions.add(declareOrdered("ldar", size, "110 11111 1 11111", Feature.BASE, access)
                    .semantics((element, word) -> loadOrdered(element, word, bytes)));
            instructions.add(declareOrdered("stlr", size, "100 xxxxx 1 xxxxx", Feature.BASE, access)
                    .semantics((element, word) -> storeOrdered(element, word, bytes)));
            instructions.add(declareOrdered("ldlar", size, "110 xxxxx 0 xxxxx", Feature.LOR, access)
                    .semantics((element, word) -> loadOrdered(element, word, bytes)));
            instructions.add(declareOrdered("stllr", size, "100 xxxxx 0 xxxxx", Feature.LOR, access)
                    .semantics((element, word) -> storeOrdered(element, word, bytes)));
            instructions.add(Instruction.declare(
                            InstructionClass.LOAD_STORE_ORDERED,
                            mnemonic("ldapr", size).toUpperCase(Locale.ROOT),
                            Encoding.bits(size, 2) + " 111000101 11111 110000 Rn:5 Rt:5")
                    .feature(Feature.LRCPC)
                    .assembly(mnemonic("ldapr", size) + register(size) + ", [<Xn|SP>]")
                    .reportsAccess(access, true)
                    .semantics((element, word) -> loadOrdered(element, word, bytes)));
        }
        addUnscaledOrdered(instructions);
        return instructions;
    }

    /** LDAPUR and STLUR. */
    private static void addUnscaledOrdered(List<Instruction> instructions) {
        for (SingleRegister single : SingleRegister.ALL) {
            Access access = single.access();
            String assembly = single.assembly("ur").replace("ldur", "ldapur").replace("stur", "stlur");
            Instruction.Builder builder = Instruction.declare(
                            InstructionClass.LOAD_STORE_ORDERED,
                            assembly.substring(0, assembly.indexOf(' ')).toUpperCase(Locale.ROOT),
                            single.size() + " 011001 " + single.opcode() + " 0 imm9:9 00 Rn:5 Rt:5")
                    .feature(Feature.LRCPC2)
                    .assembly(assembly + ", [<Xn|SP>{, #<s?:imm9>}]")
                    .reportsAccess(access, true);
            instructions.add(
                    single.isStore()
                            ? builder.semantics((element, word) -> element.memory()
                                    .storeOrdered(
                                            unscaledAddress(element, word), access.bytes(), element.x(Fields.rd(word))))
                            : builder.semantics((element, word) -> element.setX(
                                    Fields.rd(word),
                                    access.extend(element.memory()
                                            .loadOrdered(unscaledAddress(element, word), access.bytes())))));
        }
    }

    private static Instruction.Builder declareExclusive(String name, int size, String operation) {
        return Instruction.declare(
                InstructionClass.LOAD_STORE_EXCLUSIVE,
                mnemonic(name, size).toUpperCase(Locale.ROOT),
                Encoding.bits(size, 2) + " 001000 " + operation + " xxxxx Rn:5 Rt:5");
    }

    private static Instruction.Builder declarePair(String name, int size, String operation) {
        return Instruction.declare(
                InstructionClass.LOAD_STORE_EXCLUSIVE,
                name.toUpperCase(Locale.ROOT),
                Encoding.bits(size, 2) + " 001000 " + operation + " Rt2:5 Rn:5 Rt:5");
    }

    private static Instruction.Builder declareOrdered(
            String name, int size, String operation, Feature feature, Access access) {
        return Instruction.declare(
                        InstructionClass.LOAD_STORE_ORDERED,
                        mnemonic(name, size).toUpperCase(Locale.ROOT),
                        Encoding.bits(size, 2) + " 001000 " + operation + " Rn:5 Rt:5")
                .feature(feature)
                .assembly(mnemonic(name, size) + register(size) + ", [<Xn|SP>]")
                .reportsAccess(access, true);
    }

    private static String mnemonic(String name, int size) {
        return name + SUFFIXES[size];
    }

    private static String register(int size) {
        return size == 3 ? " <Xt>" : " <Wt>";
    }

    private static long unscaledAddress(ProcessingElement element, int word) {
        return LoadStoreRegister.base(element, word) + LoadStoreRegister.imm9(word);
    }

    private static void loadOrdered(ProcessingElement element, int word, int bytes) {
        element.setX(Fields.rd(word), element.memory().loadOrdered(LoadStoreRegister.base(element, word), bytes));
    }

    private static void storeOrdered(ProcessingElement element, int word, int bytes) {
        element.memory().storeOrdered(LoadStoreRegister.base(element, word), bytes, element.x(Fields.rd(word)));
    }

    private static void loadExclusive(ProcessingElement element, int word, int bytes) {
        long address = LoadStoreRegister.base(element, word);
        MemoryManagementUnit memory = element.memory();
        memory.markExclusive(address, bytes);
        element.setX(Fields.rd(word), memory.load(address, bytes));
    }

    private static void storeExclusive(ProcessingElement element, int word, int bytes) {
        long address = LoadStoreRegister.base(element, word);
        MemoryManagementUnit memory = element.memory();
        boolean claimed = memory.claimExclusive(address, bytes);
        if (claimed) {
            memory.store(address, bytes, element.x(Fields.rd(word)));
        }
        element.setX(Fields.rm(word), claimed ? 0 : 1);
    }

    private static void loadExclusivePair(ProcessingElement element, int word, int bytes) {
        long address = LoadStoreRegister.base(element, word);
        MemoryManagementUnit memory = element.memory();
        memory.markExclusive(address, 2 * bytes);
        long first = memory.load(address, bytes);
        long second = memory.load(address + bytes, bytes);
        element.setX(Fields.rd(word), first);
        element.setX(Fields.ra(word), second);
    }

    private static void storeExclusivePair(ProcessingElement element, int word, int bytes) {
        long address = LoadStoreRegister.base(element, word);
        MemoryManagementUnit memory = element.memory();
        boolean claimed = memory.claimExclusive(address, 2 * bytes);
        if (claimed) {
            memory.store(address, bytes, element.x(Fields.rd(word)));
            memory.store(address + bytes, bytes, element.x(Fields.ra(word)));
        }
        element.setX(Fields.rm(word), claimed ? 0 : 1);
    }
}
