package dev.realmstep.cpu.isa.vector;

import dev.realmstep.cpu.ProcessingElement;
import dev.realmstep.cpu.VectorRegisters;
import dev.realmstep.cpu.isa.Fields;
import dev.realmstep.cpu.isa.Instruction;
import dev.realmstep.cpu.isa.InstructionClass;
import dev.realmstep.cpu.isa.Semantics;
import java.util.List;
import java.util.Locale;

/** Other orders of elements (Arm ARM C4.1, Advanced SIMD permute, and extract). */
public final class Permutation {
    private static final int DOUBLEWORD = 3;

    private Permutation() {}

    public static List<Instruction> permute() {
        return List.of(
                declare("UZP1", "001", VectorForms.pairwise((e, s, n, m, d) -> n)),
                declare("TRN1", "010", transpose(0, (e, s, n, m, d) -> Lanes.transposeFirst(n, m, s))),
                declare("ZIP1", "011", Permutation::zipFirst),
                declare("UZP2", "101", VectorForms.pairwise((e, s, n, m, d) -> m)),
                declare("TRN2", "110", transpose(1, (e, s, n, m, d) -> Lanes.transposeSecond(n, m, s))),
                declare("ZIP2", "111", Permutation::zipSecond));
    }

    private static Instruction declare(String name, String opcode, Semantics semantics) {
        return VectorInstruction.declare(
                        InstructionClass.SIMD_PERMUTE,
                        name,
                        "0 Q 0 01110 size:2 0 Rm:5 0 %s 10 Rn:5 Rd:5".formatted(opcode))
                .allocatedWhen(Sizes.ANY::allowVector)
                .assembly(name.toLowerCase(Locale.ROOT) + " <Vd.T>, <Vn.T>, <Vm.T>")
                .semantics(semantics);
    }

    /** Doublewords, of which a register has only one pair, take the given half of each register. */
    private static Semantics transpose(int half, LaneOperation operation) {
        Semantics inHalves = VectorForms.threeSame(operation);
        return (element, word) -> {
            if (Sizes.of(word) == DOUBLEWORD) {
                pair(element.vectors(), word, half);
            } else {
                inHalves.execute(element, word);
            }
        };
    }

    private static void pair(VectorRegisters v, int word, int half) {
        v.set(Fields.rd(word), v.half(Fields.rn(word), half), v.half(Fields.rm(word), half));
    }

    private static void zipFirst(ProcessingElement element, int word) {
        zip(element.vectors(), word, 0);
    }

    private static void zipSecond(ProcessingElement element, int word) {
        zip(element.vectors(), word, 1);
    }

    /** @param part 0 for the elements of the lower part of each register, 1 for the others */
    private static void zip(VectorRegisters v, int word, int part) {
        int size = Sizes.of(word);
        if (size == DOUBLEWORD) {
            pair(v, word, part);
        } else if (VectorForms.isWhole(word)) {
            long n = v.half(Fields.rn(word), part);
            long m = v.half(Fields.rm(word), part);
            v.set(Fields.rd(word), Lanes.interleave(n, m, size), Lanes.interleave(n >>> 32, m >>> 32, size));
        } else {
            long n = v.low(Fields.rn(word)) >>> (32 * part);
            long m = v.low(Fields.rm(word)) >>> (32 * part);
            v.setScalar(Fields.rd(word), Lanes.interleave(n, m, size));
        }
    }

    public static List<Instruction> extract() {
        return List.of(VectorInstruction.declare(
                        InstructionClass.SIMD_EXTRACT, "EXT", "0 Q 101110 000 Rm:5 0 imm4:4 0 Rn:5 Rd:5")
                .allocatedWhen(word -> VectorForms.isWhole(word) || !Fields.bit(word, 14))
                .assembly("ext <Vd.xB>, <Vn.xB>, <Vm.xB>, #<d:imm4>")
                .semantics((element, word) -> extract(element.vectors(), word)));
    }

    /** The bytes from a position on in Vn and, after it, Vm. */
    private static void extract(VectorRegisters v, int word) {
        int n = Fields.rn(word);
        int m = Fields.rm(word);
        int position = Fields.bits(word, 11, 4);
        if (!VectorForms.isWhole(word)) {
            v.setScalar(Fields.rd(word), bytes(v.low(n), v.low(m), position));
        } else if (position < Long.BYTES) {
            v.set(Fields.rd(word), bytes(v.low(n), v.high(n), position), bytes(v.high(n), v.low(m), position));
        } else {
            v.set(
                    Fields.rd(word),
                    bytes(v.high(n), v.low(m), position - Long.BYTES),
                    bytes(v.low(m), v.high(m), position - Long.BYTES));
        }
    }

    /** Eight bytes from a position below eight on in sixteen. */
    private static long bytes(long low, long high, int position) {
        return position == 0 ? low : low >>> (8 * position) | high << (Long.SIZE - 8 * position);
    }
}
