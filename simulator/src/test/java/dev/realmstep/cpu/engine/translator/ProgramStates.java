package dev.realmstep.cpu.engine.translator;

import dev.realmstep.cpu.ProcessingElement;
import dev.realmstep.cpu.SystemRegister;
import dev.realmstep.cpu.engine.Program;
import java.util.ArrayList;
import java.util.List;

/** What is compared of two programs that should have done the same. */
final class ProgramStates {
    private ProgramStates() {}

    /** Registers and data that differ; exceptions show in PC, PSTATE and what EL1 was told of them. */
    static List<String> differences(Program reference, Program tested) {
        ProcessingElement one = reference.element;
        ProcessingElement other = tested.element;
        List<String> differences = new ArrayList<>();
        add(differences, "pc", one.programCounter(), other.programCounter());
        add(differences, "pstate", one.state().toSpsr(), other.state().toSpsr());
        add(differences, "sp", one.stackPointer(), other.stackPointer());
        add(differences, "fpsr", reference.get(SystemRegister.FPSR), tested.get(SystemRegister.FPSR));
        add(differences, "esr", reference.get(SystemRegister.ESR_EL1), tested.get(SystemRegister.ESR_EL1));
        add(differences, "elr", reference.get(SystemRegister.ELR_EL1), tested.get(SystemRegister.ELR_EL1));
        add(differences, "far", reference.get(SystemRegister.FAR_EL1), tested.get(SystemRegister.FAR_EL1));
        for (int n = 0; n < 31; n++) {
            add(differences, "x" + n, one.x(n), other.x(n));
        }
        for (int half = 0; half < 64; half++) {
            int n = half / 2;
            add(
                    differences,
                    "v%d.d[%d]".formatted(n, half % 2),
                    one.vectors().half(n, half % 2),
                    other.vectors().half(n, half % 2));
        }
        for (int offset = 0; offset < 0x1_0000; offset += 8) {
            long address = Program.DATA + offset;
            add(
                    differences,
                    "memory at 0x%x".formatted(address),
                    reference.ram.read(address, 8),
                    tested.ram.read(address, 8));
        }
        return differences;
    }

    private static void add(List<String> differences, String what, long expected, long found) {
        if (expected != found) {
            differences.add("%s: 0x%x, but 0x%x".formatted(what, expected, found));
        }
    }
}
