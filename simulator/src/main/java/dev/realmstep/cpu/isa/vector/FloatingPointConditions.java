package dev.realmstep.cpu.isa.vector;

import dev.realmstep.cpu.ProcessingElement;
import dev.realmstep.cpu.floatingpoint.FloatingPointComparison;
import dev.realmstep.cpu.isa.Fields;
import dev.realmstep.cpu.isa.Instruction;
import dev.realmstep.cpu.isa.InstructionClass;
import dev.realmstep.cpu.isa.Semantics;
import java.util.List;
import java.util.stream.Stream;

/** Scalar floating-point instructions that set PSTATE's condition flags or ask them, and FMOV (immediate). */
public final class FloatingPointConditions {
    private FloatingPointConditions() {}

    public static List<Instruction> compare() {
        return Stream.of(
                        FloatingPointType.each(type -> declareCompare("FCMP", type, "Rm:5", "00000")
                                .assembly(type.scalarTemplate("fcmp <n>, <m>"))
                                .semantics(compare(type, false))),
                        FloatingPointType.each(type -> declareCompare("FCMP", type, "xxxxx", "01000")
                                .assembly(type.scalarTemplate("fcmp <n>, #0.0"))
                                .semantics(compareWithZero(type, false))),
                        FloatingPointType.each(type -> declareCompare("FCMPE", type, "Rm:5", "10000")
                                .assembly(type.scalarTemplate("fcmpe <n>, <m>"))
                                .semantics(compare(type, true))),
                        FloatingPointType.each(type -> declareCompare("FCMPE", type, "xxxxx", "11000")
                                .assembly(type.scalarTemplate("fcmpe <n>, #0.0"))
                                .semantics(compareWithZero(type, true))))
                .flatMap(instructions -> instructions)
                .toList();
    }

    private static Instruction.Builder declareCompare(
            String name, FloatingPointType type, String second, String opcode2) {
        return VectorInstruction.declare(
                        InstructionClass.FLOATING_POINT_COMPARE,
                        name,
                        "00011110 %s 1 %s 001000 Rn:5 %s".formatted(type.ftype(), second, opcode2))
                .feature(type.feature());
    }

    private static Semantics compare(FloatingPointType type, boolean signalling) {
        return (element, word) -> element.state().setNzcv(compare(type, element, word, signalling));
    }

    private static int compare(FloatingPointType type, ProcessingElement element, int word, boolean signalling) {
        long n = type.scalar(element, Fields.rn(word));
        long m = type.scalar(element, Fields.rm(word));
        return FloatingPointComparison.compare(type.format(), n, m, signalling, element.floatingPoint());
    }

    private static Semantics compareWithZero(FloatingPointType type, boolean signalling) {
        return (element, word) -> {
            long n = type.scalar(element, Fields.rn(word));
            element.state()
                    .setNzcv(FloatingPointComparison.compare(type.format(), n, 0, signalling, element.floatingPoint()));
        };
    }

    public static List<Instruction> conditionalCompare() {
        return Stream.concat(
                        FloatingPointType.each(type -> declareConditionalCompare("FCCMP", type, "0")
                                .assembly(type.scalarTemplate("fccmp <n>, <m>, #<x:nzcv>, <cond>"))
                                .semantics(conditionalCompare(type, false))),
                        FloatingPointType.each(type -> declareConditionalCompare("FCCMPE", type, "1")
                                .assembly(type.scalarTemplate("fccmpe <n>, <m>, #<x:nzcv>, <cond>"))
                                .semantics(conditionalCompare(type, true))))
                .toList();
    }

    private static Instruction.Builder declareConditionalCompare(String name, FloatingPointType type, String op) {
        return VectorInstruction.declare(
                        InstructionClass.FLOATING_POINT_CONDITIONAL_COMPARE,
                        name,
                        "00011110 %s 1 Rm:5 cond:4 01 Rn:5 %s nzcv:4".formatted(type.ftype(), op))
                .feature(type.feature());
    }

    private static Semantics conditionalCompare(FloatingPointType type, boolean signalling) {
        return (element, word) ->
                element.state().setNzcv(holds(element, word) ? compare(type, element, word, signalling) : word & 0xF);
    }

    public static List<Instruction> conditionalSelect() {
        return FloatingPointType.each(type -> VectorInstruction.declare(
                                InstructionClass.FLOATING_POINT_CONDITIONAL_SELECT,
                                "FCSEL",
                                "00011110 %s 1 Rm:5 cond:4 11 Rn:5 Rd:5".formatted(type.ftype()))
                        .feature(type.feature())
                        .assembly(type.scalarTemplate("fcsel <d>, <n>, <m>, <cond>"))
                        .semantics((element, word) -> {
                            int source = holds(element, word) ? Fields.rn(word) : Fields.rm(word);
                            element.vectors().setScalar(Fields.rd(word), type.scalar(element, source));
                        }))
                .toList();
    }

    private static boolean holds(ProcessingElement element, int word) {
        return element.state().holds(Fields.bits(word, 12, 4));
    }

    public static List<Instruction> immediate() {
        return FloatingPointType.each(type -> VectorInstruction.declare(
                                InstructionClass.FLOATING_POINT_IMMEDIATE,
                                "FMOV",
                                "00011110 %s 1 imm8:8 100 00000 Rd:5".formatted(type.ftype()))
                        .feature(type.feature())
                        .assembly(type.scalarTemplate("fmov <d>, <fpImmediate8>"))
                        .semantics((element, word) -> element.vectors()
                                .setScalar(
                                        Fields.rd(word),
                                        FloatingPointImmediates.expand(type, Fields.bits(word, 13, 8)))))
                .toList();
    }
}
