package dev.realmstep.cpu.isa.scalable;

import dev.realmstep.cpu.isa.Instruction;
import dev.realmstep.cpu.isa.InstructionClass;
import dev.realmstep.cpu.isa.vector.LaneOperation;
import java.util.List;

/** MOVPRFX, and the accelerators of exponentials and of trigonometric functions (Arm ARM C4.1, SVE integer misc). */
public final class IntegerMiscellaneous {
    private IntegerMiscellaneous() {}

    public static List<Instruction> instructions() {
        LaneOperation exponential =
                ElementOperations.eachSized((n, m, size) -> TrigonometricCoefficients.exponential(n, size));
        return List.of(
                declare("MOVPRFX", "00 1 00000 101111")
                        .assembly("movprfx <Zd>, <Zn>")
                        .semantics(ScalableForms.three(3, (f, s, n, m, d) -> n)),
                declare("FEXPA", "size:2 1 00000 101110")
                        .allocatedWhen(ElementSizes.HALFWORD_UP::allow)
                        .assembly("fexpa <Zd.T>, <Zn.T>")
                        .semantics(ScalableForms.three(exponential)),
                declare("FTSSEL", "size:2 1 Zm:5 101100")
                        .allocatedWhen(ElementSizes.HALFWORD_UP::allow)
                        .assembly("ftssel <Zd.T>, <Zn.T>, <Zm.T>")
                        .semantics(
                                ScalableForms.three(ElementOperations.eachSized(TrigonometricCoefficients::select))));
    }

    private static Instruction.Builder declare(String name, String rest) {
        return ScalableInstruction.declare(
                InstructionClass.SVE_INTEGER_MISCELLANEOUS, name, "00000100 " + rest + " Zn:5 Zd:5");
    }
}
