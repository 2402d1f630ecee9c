package dev.realmstep.cpu.isa.vector;

import dev.realmstep.cpu.ProcessingElement;
import dev.realmstep.cpu.isa.Encoding;
import dev.realmstep.cpu.isa.Fields;
import dev.realmstep.cpu.isa.Instruction;
import dev.realmstep.cpu.isa.InstructionClass;
import dev.realmstep.cpu.isa.PairAddressing;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** LDP, STP, LDNP and STNP of S, D and Q registers (Arm ARM C4.1, Load/store register pair). */
public final class VectorLoadStorePair {
    private VectorLoadStorePair() {}

    @FunctionalInterface
    private interface RegisterPair {
        void move(ProcessingElement element, int first, int second, long address);
    }

    public static List<Instruction> instructions() {
        List<Instruction> table = new ArrayList<>();
        for (PairAddressing mode : PairAddressing.values()) {
            for (VectorTransfer size : List.of(VectorTransfer.S, VectorTransfer.D, VectorTransfer.Q)) {
                table.add(declare(mode, "st", 0, size, pair(size::storePair)));
                table.add(declare(mode, "ld", 1, size, pair(size::loadPair)));
            }
        }
        return table;
    }

    private static Instruction declare(
            PairAddressing mode, String verb, int load, VectorTransfer size, PairAddressing.Transfer transfer) {
        String mnemonic = verb + mode.mnemonic();
        String opcode = Encoding.bits(size.scale() - VectorTransfer.S.scale(), 2);
        return VectorInstruction.declare(
                        InstructionClass.LOAD_STORE_PAIR,
                        mnemonic.toUpperCase(Locale.ROOT) + " (SIMD&FP)",
                        opcode + " 1011 0 " + mode.bits() + " " + load + " imm7:7 Rt2:5 Rn:5 Rt:5")
                .assembly("%s <%st>, <%st2>, ".formatted(mnemonic, size, size) + mode.assembly(size.bytes()))
                .semantics(mode.semantics(size.bytes(), transfer));
    }

    private static PairAddressing.Transfer pair(RegisterPair transfer) {
        return (element, word, address) -> transfer.move(element, Fields.rd(word), Fields.ra(word), address);
    }
}
