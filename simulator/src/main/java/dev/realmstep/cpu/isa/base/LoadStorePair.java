package dev.realmstep.cpu.isa.base;

import dev.realmstep.cpu.MemoryManagementUnit;
import dev.realmstep.cpu.ProcessingElement;
import dev.realmstep.cpu.isa.Fields;
import dev.realmstep.cpu.isa.Instruction;
import dev.realmstep.cpu.isa.InstructionClass;
import dev.realmstep.cpu.isa.PairAddressing;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** LDP, STP, LDPSW, LDNP and STNP (Arm ARM C4.1, Load/store register pair). */
public final class LoadStorePair {
    private LoadStorePair() {}

    public static List<Instruction> instructions() {
        List<Instruction> instructions = new ArrayList<>();
        for (PairAddressing mode : PairAddressing.values()) {
            instructions.add(declare(mode, "st", "", "W", "00", "0", 4, LoadStorePair::storeWords));
            instructions.add(declare(mode, "ld", "", "W", "00", "1", 4, LoadStorePair::loadWords));
            instructions.add(declare(mode, "st", "", "X", "10", "0", 8, LoadStorePair::storeDoublewords));
            instructions.add(declare(mode, "ld", "", "X", "10", "1", 8, LoadStorePair::loadDoublewords));
            if (mode != PairAddressing.NON_TEMPORAL) {
                instructions.add(declare(mode, "ld", "sw", "X", "01", "1", 4, LoadStorePair::loadSignedWords));
            }
        }
        return instructions;
    }

    private static Instruction declare(
            PairAddressing mode,
            String verb,
            String suffix,
            String registers,
            String opcode,
            String load,
            int bytes,
            PairAddressing.Transfer transfer) {
        String mnemonic = verb + mode.mnemonic() + suffix;
        return Instruction.declare(
                        InstructionClass.LOAD_STORE_PAIR,
                        mnemonic.toUpperCase(Locale.ROOT),
                        opcode + " 1010 0 " + mode.bits() + " " + load + " imm7:7 Rt2:5 Rn:5 Rt:5")
                .assembly("%s <%st>, <%st2>, ".formatted(mnemonic, registers, registers) + mode.assembly(bytes))
                .semantics(mode.semantics(bytes, transfer));
    }

    private static void storeWords(ProcessingElement element, int word, long address) {
        MemoryManagementUnit memory = element.memory();
        memory.store(address, 4, element.x(Fields.rd(word)));
        memory.store(address + 4, 4, element.x(Fields.ra(word)));
    }

    private static void loadWords(ProcessingElement element, int word, long address) {
        MemoryManagementUnit memory = element.memory();
        long first = memory.load(address, 4);
        long second = memory.load(address + 4, 4);
        element.setX(Fields.rd(word), first);
        element.setX(Fields.ra(word), second);
    }

    private static void loadSignedWords(ProcessingElement element, int word, long address) {
        MemoryManagementUnit memory = element.memory();
        long first = (int) memory.load(address, 4);
        long second = (int) memory.load(address + 4, 4);
        element.setX(Fields.rd(word), first);
        element.setX(Fields.ra(word), second);
    }

    private static void storeDoublewords(ProcessingElement element, int word, long address) {
        MemoryManagementUnit memory = element.memory();
        memory.store(address, 8, element.x(Fields.rd(word)));
        memory.store(address + 8, 8, element.x(Fields.ra(word)));
    }

    private static void loadDoublewords(ProcessingElement element, int word, long address) {
        MemoryManagementUnit memory = element.memory();
        long first = memory.load(address, 8);
        long second = memory.load(address + 8, 8);
        element.setX(Fields.rd(word), first);
        element.setX(Fields.ra(word), second);
    }
}
