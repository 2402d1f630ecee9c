package dev.realmstep.cpu.isa.vector;

import dev.realmstep.cpu.ProcessingElement;
import dev.realmstep.cpu.isa.Encoding;
import dev.realmstep.cpu.isa.Fields;
import dev.realmstep.cpu.isa.Instruction;
import dev.realmstep.cpu.isa.InstructionClass;
import dev.realmstep.cpu.isa.Semantics;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** LDP, STP, LDNP and STNP of S, D and Q registers (Arm ARM C4.1, Load/store register pair). */
public final class VectorLoadStorePair {
    private VectorLoadStorePair() {}

    /** What becomes of the base register, and what the address is. */
    private enum Mode {
        NON_TEMPORAL("00", "np", "[<Xn|SP>{, #<s?:imm7*%d>}]"),
        POST_INDEXED("01", "p", "[<Xn|SP>], #<s:imm7*%d>"),
        OFFSET("10", "p", "[<Xn|SP>{, #<s?:imm7*%d>}]"),
        PRE_INDEXED("11", "p", "[<Xn|SP>, #<s:imm7*%d>]!");

        private final String bits;
        private final String mnemonic;
        private final String address;

        Mode(String bits, String mnemonic, String address) {
            this.bits = bits;
            this.mnemonic = mnemonic;
            this.address = address;
        }
    }

    @FunctionalInterface
    private interface PairTransfer {
        void move(ProcessingElement element, int first, int second, long address);
    }

    public static List<Instruction> instructions() {
        List<Instruction> table = new ArrayList<>();
        for (Mode mode : Mode.values()) {
            for (VectorTransfer size : List.of(VectorTransfer.S, VectorTransfer.D, VectorTransfer.Q)) {
                table.add(declare(mode, "st", 0, size, size::storePair));
                table.add(declare(mode, "ld", 1, size, size::loadPair));
            }
        }
        return table;
    }

    private static Instruction declare(Mode mode, String verb, int load, VectorTransfer size, PairTransfer transfer) {
        String mnemonic = verb + mode.mnemonic;
        String opcode = Encoding.bits(size.scale() - VectorTransfer.S.scale(), 2);
        return VectorInstruction.declare(
                        InstructionClass.LOAD_STORE_PAIR,
                        mnemonic.toUpperCase(Locale.ROOT) + " (SIMD&FP)",
                        opcode + " 1011 0 " + mode.bits + " " + load + " imm7:7 Rt2:5 Rn:5 Rt:5")
                .assembly("%s <%st>, <%st2>, ".formatted(mnemonic, size, size) + mode.address.formatted(size.bytes()))
                .semantics(semantics(mode, size.scale(), transfer));
    }

    private static Semantics semantics(Mode mode, int scale, PairTransfer transfer) {
        boolean writesBack = mode == Mode.POST_INDEXED || mode == Mode.PRE_INDEXED;
        boolean offsetFirst = mode != Mode.POST_INDEXED;
        return (element, word) -> {
            long base = element.baseAddress(Fields.rn(word));
            long moved = base + (Fields.signedBits(word, 15, 7) << scale);
            transfer.move(element, Fields.rd(word), Fields.ra(word), offsetFirst ? moved : base);
            if (writesBack) {
                element.setXOrSp(Fields.rn(word), moved);
            }
        };
    }
}
