package dev.realmstep.cpu.isa.base;

import dev.realmstep.cpu.ExceptionClass;
import dev.realmstep.cpu.ExceptionLevel;
import dev.realmstep.cpu.ProcessingElement;
import dev.realmstep.cpu.SynchronousException;
import dev.realmstep.cpu.isa.Fields;
import dev.realmstep.cpu.isa.Instruction;
import dev.realmstep.cpu.isa.InstructionClass;
import java.util.List;

/** The instructions that take or leave an exception (Arm ARM C4.1, Exception generation; ERET; UDF). */
public final class ExceptionGeneration {
    private ExceptionGeneration() {}

    public static List<Instruction> instructions() {
        return List.of(
                declare("SVC", "11010100000 imm16:16 00001")
                        .assembly("svc #<x:imm16>")
                        .semantics((element, word) -> {
                            throw element.supervisorCall(immediate(word));
                        }),
                declare("HVC", "11010100000 imm16:16 00010")
                        .assembly("hvc #<x:imm16>")
                        .semantics((element, word) -> {
                            throw element.hypervisorCall(immediate(word));
                        }),
                declare("SMC", "11010100000 imm16:16 00011")
                        .assembly("smc #<x:imm16>")
                        .semantics((element, word) -> {
                            throw element.secureMonitorCall(immediate(word));
                        }),
                declare("BRK", "11010100001 imm16:16 00000")
                        .assembly("brk #<x:imm16>")
                        .semantics((element, word) -> {
                            throw SynchronousException.of(ExceptionClass.BRK, immediate(word));
                        }),
                // Halting debug is never enabled here, and the DCPS instructions exist in Debug state only.
                declare("HLT", "11010100010 imm16:16 00000")
                        .assembly("hlt #<x:imm16>")
                        .semantics(ExceptionGeneration::undefined),
                declare("DCPS1", "11010100101 imm16:16 00001")
                        .assembly("dcps1{ #<x?:imm16>}")
                        .semantics(ExceptionGeneration::undefined),
                declare("DCPS2", "11010100101 imm16:16 00010")
                        .assembly("dcps2{ #<x?:imm16>}")
                        .semantics(ExceptionGeneration::undefined),
                declare("DCPS3", "11010100101 imm16:16 00011")
                        .assembly("dcps3{ #<x?:imm16>}")
                        .semantics(ExceptionGeneration::undefined),
                declare("DRPS", "11010110101111110000001111100000")
                        .assembly("drps")
                        .semantics(ExceptionGeneration::undefined),
                declare("UDF", "0000000000000000 imm16:16")
                        .assembly("udf #<d:imm16>")
                        .semantics(ExceptionGeneration::undefined),
                declare("ERET", "11010110100111110000001111100000")
                        .assembly("eret")
                        .semantics(ExceptionGeneration::eret));
    }

    private static Instruction.Builder declare(String name, String pattern) {
        return Instruction.declare(InstructionClass.EXCEPTION_GENERATION, name, pattern);
    }

    private static int immediate(int word) {
        return Fields.bits(word, 5, 16);
    }

    private static void undefined(ProcessingElement element, int word) {
        throw SynchronousException.undefined();
    }

    private static void eret(ProcessingElement element, int word) {
        if (element.exceptionLevel() == ExceptionLevel.EL0) {
            throw SynchronousException.undefined();
        }
        element.returnFromException();
        // Other masks, another level, perhaps firmware that lives there: the engine looks again before it goes on.
        element.requestAttention();
    }
}
