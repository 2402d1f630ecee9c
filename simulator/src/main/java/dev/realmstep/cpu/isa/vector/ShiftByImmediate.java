package dev.realmstep.cpu.isa.vector;

import dev.realmstep.cpu.isa.Instruction;
import dev.realmstep.cpu.isa.InstructionClass;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.IntPredicate;

/** Shifts of integers by immh:immb (Arm ARM C4.1, Advanced SIMD shift by immediate), and of scalars. */
public final class ShiftByImmediate {
    private static final int DOUBLEWORD = 3;

    /** What immh:immb holds for each size: the highest bit of immh that is set tells it. */
    private static final String[] IMMEDIATES = {"0001 imm:3", "001 imm:4", "01 imm:5", "1 imm:6"};

    private static final List<Shift> SAME = List.of(
            right("SSHR", 0, "00000", (e, s, n, m, d) -> ElementShifts.signedRight(n, (int) m, s)),
            right("USHR", 1, "00000", (e, s, n, m, d) -> ElementShifts.unsignedRight(n, (int) m, s)),
            right("SSRA", 0, "00010", (e, s, n, m, d) -> Lanes.add(d, ElementShifts.signedRight(n, (int) m, s), s)),
            right("USRA", 1, "00010", (e, s, n, m, d) -> Lanes.add(d, ElementShifts.unsignedRight(n, (int) m, s), s)),
            right("SRSHR", 0, "00100", (e, s, n, m, d) -> ElementShifts.signedRoundingRight(n, (int) m, s)),
            right("URSHR", 1, "00100", (e, s, n, m, d) -> ElementShifts.unsignedRoundingRight(n, (int) m, s)),
            right(
                    "SRSRA",
                    0,
                    "00110",
                    (e, s, n, m, d) -> Lanes.add(d, ElementShifts.signedRoundingRight(n, (int) m, s), s)),
            right(
                    "URSRA",
                    1,
                    "00110",
                    (e, s, n, m, d) -> Lanes.add(d, ElementShifts.unsignedRoundingRight(n, (int) m, s), s)),
            right("SRI", 1, "01000", (e, s, n, m, d) -> ElementShifts.rightInsert(n, (int) m, d, s)),
            left("SHL", 0, "01010", false, (e, s, n, m, d) -> ElementShifts.left(n, (int) m, s)),
            left("SLI", 1, "01010", false, (e, s, n, m, d) -> ElementShifts.leftInsert(n, (int) m, d, s)),
            left(
                    "SQSHLU",
                    1,
                    "01100",
                    true,
                    (e, s, n, m, d) -> ElementShifts.signedToUnsignedSaturatingLeft(e, s, n, (int) m)),
            left("SQSHL", 0, "01110", true, (e, s, n, m, d) -> ElementShifts.signedSaturatingLeft(e, s, n, (int) m)),
            left("UQSHL", 1, "01110", true, (e, s, n, m, d) -> ElementShifts.unsignedSaturatingLeft(e, s, n, (int) m)));

    private static final List<Shift> NARROWING = List.of(
            narrow("SHRN", 0, "10000", false, (e, s, n, m, d) -> ElementShifts.unsignedRight(n, (int) m, s)),
            narrow("RSHRN", 0, "10001", false, (e, s, n, m, d) -> ElementShifts.unsignedRoundingRight(n, (int) m, s)),
            narrow(
                    "SQSHRUN",
                    1,
                    "10000",
                    true,
                    (e, s, n, m, d) -> Narrowing.signedToUnsigned(e, s, ElementShifts.signedRight(n, (int) m, s))),
            narrow(
                    "SQRSHRUN",
                    1,
                    "10001",
                    true,
                    (e, s, n, m, d) ->
                            Narrowing.signedToUnsigned(e, s, ElementShifts.signedRoundingRight(n, (int) m, s))),
            narrow(
                    "SQSHRN",
                    0,
                    "10010",
                    true,
                    (e, s, n, m, d) -> Narrowing.signed(e, s, ElementShifts.signedRight(n, (int) m, s))),
            narrow(
                    "UQSHRN",
                    1,
                    "10010",
                    true,
                    (e, s, n, m, d) -> Narrowing.unsigned(e, s, ElementShifts.unsignedRight(n, (int) m, s))),
            narrow(
                    "SQRSHRN",
                    0,
                    "10011",
                    true,
                    (e, s, n, m, d) -> Narrowing.signed(e, s, ElementShifts.signedRoundingRight(n, (int) m, s))),
            narrow(
                    "UQRSHRN",
                    1,
                    "10011",
                    true,
                    (e, s, n, m, d) -> Narrowing.unsigned(e, s, ElementShifts.unsignedRoundingRight(n, (int) m, s))));

    /** @param anyScalar whether scalars may have all sizes that vectors have, rather than be doublewords, or not exist */
    private record Shift(String name, int u, String opcode, boolean left, boolean anyScalar, LaneOperation operation) {}

    private ShiftByImmediate() {}

    private static Shift right(String name, int u, String opcode, LaneOperation operation) {
        return new Shift(name, u, opcode, false, false, operation);
    }

    private static Shift left(String name, int u, String opcode, boolean saturating, LaneOperation operation) {
        return new Shift(name, u, opcode, true, saturating, operation);
    }

    private static Shift narrow(String name, int u, String opcode, boolean saturating, LaneOperation operation) {
        return new Shift(name, u, opcode, false, saturating, operation);
    }

    public static List<Instruction> vectors() {
        List<Instruction> table = new ArrayList<>();
        for (Shift shift : SAME) {
            for (int size = 0; size <= DOUBLEWORD; size++) {
                table.add(declareVector(shift.name, shift.u, shift.opcode, size)
                        .allocatedWhen(size == DOUBLEWORD ? VectorForms::isWhole : word -> true)
                        .assembly(mnemonic(shift) + " <Vd.I>, <Vn.I>, " + amount(shift))
                        .semantics(VectorForms.shift(size, shift.left, shift.operation)));
            }
        }
        for (Shift shift : NARROWING) {
            for (int size = 0; size < DOUBLEWORD; size++) {
                table.add(declareVector(shift.name, shift.u, shift.opcode, size)
                        .assembly(mnemonic(shift) + "<2> <Vd.I>, <Vn.2I>, " + amount(shift))
                        .semantics(WideForms.narrowingShift(size, shift.operation)));
            }
        }
        for (int size = 0; size < DOUBLEWORD; size++) {
            table.add(lengthening("SSHLL", 0, "sxtl", size));
            table.add(lengthening("USHLL", 1, "uxtl", size));
        }
        return table;
    }

    private static Instruction lengthening(String name, int u, String withoutShift, int size) {
        IntPredicate isZero = word -> VectorForms.amount(word, size, true) == 0;
        return declareVector(name, u, "10100", size)
                .alias(withoutShift + "<2> <Vd.2I>, <Vn.I>", isZero)
                .assembly(name.toLowerCase(Locale.ROOT) + "<2> <Vd.2I>, <Vn.I>, #<leftShift>")
                .semantics(WideForms.longerShift(size, u == 0, (e, s, n, m, d) -> ElementShifts.left(n, (int) m, s)));
    }

    private static Instruction.Builder declareVector(String name, int u, String opcode, int size) {
        return VectorInstruction.declare(
                InstructionClass.SIMD_SHIFT_BY_IMMEDIATE,
                name,
                "0 Q %d 011110 %s %s 1 Rn:5 Rd:5".formatted(u, IMMEDIATES[size], opcode));
    }

    public static List<Instruction> scalars() {
        List<Instruction> table = new ArrayList<>();
        for (Shift shift : SAME) {
            for (int size = shift.anyScalar ? 0 : DOUBLEWORD; size <= DOUBLEWORD; size++) {
                table.add(declareScalar(shift, size)
                        .assembly(mnemonic(shift) + " <Id>, <In>, " + amount(shift))
                        .semantics(ScalarForms.shift(size, shift.left, shift.operation)));
            }
        }
        for (Shift shift : NARROWING) {
            for (int size = 0; size < DOUBLEWORD && shift.anyScalar; size++) {
                table.add(declareScalar(shift, size)
                        .assembly(mnemonic(shift) + " <Id>, <2In>, " + amount(shift))
                        .semantics(WideForms.narrowingShiftScalar(size, shift.operation)));
            }
        }
        return table;
    }

    private static Instruction.Builder declareScalar(Shift shift, int size) {
        return VectorInstruction.declare(
                InstructionClass.SIMD_SCALAR_SHIFT_BY_IMMEDIATE,
                shift.name,
                "01 %d 111110 %s %s 1 Rn:5 Rd:5".formatted(shift.u, IMMEDIATES[size], shift.opcode));
    }

    private static String mnemonic(Shift shift) {
        return shift.name.toLowerCase(Locale.ROOT);
    }

    private static String amount(Shift shift) {
        return shift.left ? "#<leftShift>" : "#<rightShift>";
    }
}
