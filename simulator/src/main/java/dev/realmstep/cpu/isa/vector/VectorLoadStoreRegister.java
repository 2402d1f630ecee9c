package dev.realmstep.cpu.isa.vector;

import dev.realmstep.cpu.ProcessingElement;
import dev.realmstep.cpu.isa.Encoding;
import dev.realmstep.cpu.isa.Fields;
import dev.realmstep.cpu.isa.Instruction;
import dev.realmstep.cpu.isa.InstructionClass;
import dev.realmstep.cpu.isa.Shifts;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** LDR, STR, LDUR and STUR of B, H, S, D and Q registers (Arm ARM C4.1, Load/store register). */
public final class VectorLoadStoreRegister {
    private VectorLoadStoreRegister() {}

    @FunctionalInterface
    private interface Transfer {
        void move(ProcessingElement element, int register, long address);
    }

    /** A load or a store of one size. */
    private record Direction(VectorTransfer size, boolean load, Transfer transfer) {
        String mnemonic(String mode) {
            return (load ? "ld" : "st") + mode;
        }

        /** Bits [31:30] and [23:22] around what an addressing mode fixes. */
        String encoding(String between, String rest) {
            boolean quadword = size == VectorTransfer.Q;
            return "%s 111 1 %s %d%d %s Rn:5 Rt:5"
                    .formatted(
                            Encoding.bits(quadword ? 0 : size.scale(), 2),
                            between,
                            quadword ? 1 : 0,
                            load ? 1 : 0,
                            rest);
        }
    }

    public static List<Instruction> instructions() {
        List<Instruction> table = new ArrayList<>();
        for (VectorTransfer size : VectorTransfer.values()) {
            addModes(table, new Direction(size, false, size::store));
            addModes(table, new Direction(size, true, size::load));
        }
        table.add(literal("00", VectorTransfer.S));
        table.add(literal("01", VectorTransfer.D));
        table.add(literal("10", VectorTransfer.Q));
        return table;
    }

    private static void addModes(List<Instruction> table, Direction direction) {
        table.add(unsignedOffset(direction));
        table.add(unscaled(direction));
        table.add(postIndexed(direction));
        table.add(preIndexed(direction));
        table.add(registerOffset(direction));
    }

    private static Instruction unsignedOffset(Direction direction) {
        Transfer transfer = direction.transfer;
        int scale = direction.size.scale();
        return declare(InstructionClass.LOAD_STORE_UNSIGNED_IMMEDIATE, direction, "r", "01", "imm12:12")
                .assembly(assembly(direction, "r") + ", [<Xn|SP>{, #<d?:imm12*%d>}]".formatted(1 << scale))
                .semantics((element, word) -> transfer.move(
                        element, Fields.rd(word), base(element, word) + ((long) Fields.bits(word, 10, 12) << scale)));
    }

    private static Instruction unscaled(Direction direction) {
        Transfer transfer = direction.transfer;
        return declare(InstructionClass.LOAD_STORE_UNSCALED_IMMEDIATE, direction, "ur", "00", "0 imm9:9 00")
                .assembly(assembly(direction, "ur") + ", [<Xn|SP>{, #<s?:imm9>}]")
                .semantics(
                        (element, word) -> transfer.move(element, Fields.rd(word), base(element, word) + imm9(word)));
    }

    private static Instruction postIndexed(Direction direction) {
        Transfer transfer = direction.transfer;
        return declare(InstructionClass.LOAD_STORE_POST_INDEXED, direction, "r", "00", "0 imm9:9 01")
                .assembly(assembly(direction, "r") + ", [<Xn|SP>], #<s:imm9>")
                .semantics((element, word) -> {
                    long address = base(element, word);
                    transfer.move(element, Fields.rd(word), address);
                    element.setXOrSp(Fields.rn(word), address + imm9(word));
                });
    }

    private static Instruction preIndexed(Direction direction) {
        Transfer transfer = direction.transfer;
        return declare(InstructionClass.LOAD_STORE_PRE_INDEXED, direction, "r", "00", "0 imm9:9 11")
                .assembly(assembly(direction, "r") + ", [<Xn|SP>, #<s:imm9>]!")
                .semantics((element, word) -> {
                    long address = base(element, word) + imm9(word);
                    transfer.move(element, Fields.rd(word), address);
                    element.setXOrSp(Fields.rn(word), address);
                });
    }

    private static Instruction registerOffset(Direction direction) {
        Transfer transfer = direction.transfer;
        int scale = direction.size.scale();
        return declare(InstructionClass.LOAD_STORE_REGISTER_OFFSET, direction, "r", "00", "1 Rm:5 option:3 S 10")
                .allocatedWhen(word -> Fields.bit(word, 14))
                .assembly(assembly(direction, "r") + ", [<Xn|SP>, <offsetRegister>{, <vectorOffsetExtend>}]")
                .semantics((element, word) -> {
                    int shift = Fields.bit(word, 12) ? scale : 0;
                    long offset = Shifts.extend(element.x(Fields.rm(word)), Fields.bits(word, 13, 3), shift);
                    transfer.move(element, Fields.rd(word), base(element, word) + offset);
                });
    }

    private static Instruction literal(String opcode, VectorTransfer size) {
        return VectorInstruction.declare(
                        InstructionClass.LOAD_LITERAL, "LDR (literal, SIMD&FP)", opcode + " 011 1 00 imm19:19 Rt:5")
                .assembly("ldr <%st>, <label19>".formatted(size))
                .semantics((element, word) -> size.load(
                        element, Fields.rd(word), element.programCounter() + 4 * Fields.signedBits(word, 5, 19)));
    }

    private static Instruction.Builder declare(
            InstructionClass instructionClass, Direction direction, String mode, String between, String rest) {
        String name = direction.mnemonic(mode).toUpperCase(Locale.ROOT);
        return VectorInstruction.declare(
                instructionClass,
                name + (rest.contains("Rm") ? " (register, SIMD&FP)" : " (immediate, SIMD&FP)"),
                direction.encoding(between, rest));
    }

    private static String assembly(Direction direction, String mode) {
        return direction.mnemonic(mode) + " <%st>".formatted(direction.size);
    }

    private static long base(ProcessingElement element, int word) {
        return element.baseAddress(Fields.rn(word));
    }

    private static long imm9(int word) {
        return Fields.signedBits(word, 12, 9);
    }
}
