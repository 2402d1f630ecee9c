package dev.realmstep.cpu.isa.scalable;

import dev.realmstep.cpu.ProcessingElement;
import dev.realmstep.cpu.ScalableRegisters;
import dev.realmstep.cpu.isa.Fields;
import dev.realmstep.cpu.isa.Instruction;
import dev.realmstep.cpu.isa.InstructionClass;
import java.util.List;

/** INDEX, and the arithmetic of addresses and of stack frames in lengths of vectors (Arm ARM C4.1, SVE index generation and after it). */
public final class IndexGeneration {
    private IndexGeneration() {}

    /** Where a series begins, or what its steps are. */
    @FunctionalInterface
    private interface Term {
        long of(ProcessingElement element, int word);
    }

    public static List<Instruction> indices() {
        Term n = (element, word) -> element.x(Fields.rn(word));
        Term m = (element, word) -> element.x(Fields.rm(word));
        Term low = (element, word) -> Fields.signedBits(word, 5, 5);
        Term high = (element, word) -> Fields.signedBits(word, 16, 5);
        return List.of(
                index("INDEX (immediates)", "imm5b:5 010000 imm5:5", "#<s:imm5>, #<s:imm5b>", low, high),
                index("INDEX (scalar, immediate)", "imm5b:5 010001 Rn:5", "<Gn.T>, #<s:imm5b>", n, high),
                index("INDEX (immediate, scalar)", "Rm:5 010010 imm5:5", "#<s:imm5>, <Gm.T>", low, m),
                index("INDEX (scalars)", "Rm:5 010011 Rn:5", "<Gn.T>, <Gm.T>", n, m));
    }

    private static Instruction index(String name, String opcode, String operands, Term start, Term step) {
        return ScalableInstruction.declare(
                        InstructionClass.SVE_INDEX_GENERATION, name, "00000100 size:2 1 " + opcode + " Zd:5")
                .assembly("index <Zd.T>, " + operands)
                .semantics((element, word) -> {
                    ScalableRegisters z = element.scalable();
                    int size = ScalableInstruction.size(word);
                    long value = start.of(element, word);
                    for (int index = 0; index < z.elements(size); index++) {
                        z.setElement(Fields.rd(word), index, size, value);
                        value += step.of(element, word);
                    }
                });
    }

    public static List<Instruction> stackFrames() {
        return List.of(
                declareStack("ADDVL", "001 Rn:5 01010 imm6:6 Rd:5")
                        .assembly("addvl <Xd|SP>, <Xn|SP>, #<s:imm6>")
                        .semantics((element, word) ->
                                addLengths(element, word, element.scalable().bytes())),
                declareStack("ADDPL", "011 Rn:5 01010 imm6:6 Rd:5")
                        .assembly("addpl <Xd|SP>, <Xn|SP>, #<s:imm6>")
                        .semantics((element, word) ->
                                addLengths(element, word, element.scalable().bytes() / Byte.SIZE)),
                declareStack("RDVL", "101 11111 01010 imm6:6 Rd:5")
                        .assembly("rdvl <Xd>, #<s:imm6>")
                        .semantics((element, word) -> element.setX(
                                Fields.rd(word), imm6(word) * element.scalable().bytes())));
    }

    private static Instruction.Builder declareStack(String name, String rest) {
        return ScalableInstruction.declare(InstructionClass.SVE_STACK_ALLOCATION, name, "00000100 " + rest);
    }

    private static void addLengths(ProcessingElement element, int word, int bytes) {
        element.setXOrSp(Fields.rd(word), element.xOrSp(Fields.rm(word)) + imm6(word) * bytes);
    }

    private static long imm6(int word) {
        return Fields.signedBits(word, 5, 6);
    }

    public static List<Instruction> addresses() {
        return List.of(
                address("00", "D", "{, <addressExtend>}", 3, offset -> (int) offset),
                address("01", "D", "{, <addressExtend>}", 3, offset -> offset & 0xFFFF_FFFFL),
                address("10", "S", "{, <addressExtend>}", 2, offset -> offset),
                address("11", "D", "{, <addressExtend>}", 3, offset -> offset));
    }

    @FunctionalInterface
    private interface Extension {
        long of(long offset);
    }

    private static Instruction address(String opcode, String letter, String extend, int size, Extension extension) {
        String vector = "<Z%s." + letter + ">";
        return ScalableInstruction.declare(
                        InstructionClass.SVE_ADDRESS_GENERATION,
                        "ADR",
                        "00000100 " + opcode + " 1 Zm:5 1010 msz:2 Zn:5 Zd:5")
                .assembly("adr " + vector.formatted("d") + ", [" + vector.formatted("n") + ", " + vector.formatted("m")
                        + extend + "]")
                .semantics((element, word) -> {
                    ScalableRegisters z = element.scalable();
                    int shift = Fields.bits(word, 10, 2);
                    for (int index = 0; index < z.elements(size); index++) {
                        long offset = extension.of(z.element(Fields.rm(word), index, size));
                        long base = z.element(Fields.rn(word), index, size);
                        z.setElement(Fields.rd(word), index, size, base + (offset << shift));
                    }
                });
    }
}
