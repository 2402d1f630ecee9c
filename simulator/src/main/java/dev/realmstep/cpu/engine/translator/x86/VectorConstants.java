package dev.realmstep.cpu.engine.translator.x86;

import java.util.HashMap;
import java.util.Map;

/** Vectors that are known when the code of a block is written: behind it in memory, each once. */
final class VectorConstants {
    private record Vector(long low, long high) {}

    private static final int VXORPS = 0x57;
    private static final int VPCMPEQB = 0x74;

    private final BlockWriter writer;
    private final Map<Vector, Label> places = new HashMap<>();

    VectorConstants(BlockWriter writer) {
        this.writer = writer;
    }

    /** Puts a vector into a register. */
    void load(int register, long low, long high) {
        Assembler assembler = writer.assembler;
        if ((low | high) == 0) {
            assembler.vex(0, 1, false, VXORPS, register, register, register);
        } else if ((low & high) == -1) {
            assembler.vex(1, 1, false, VPCMPEQB, register, register, register);
        } else {
            assembler.loadConstant(register, places.computeIfAbsent(new Vector(low, high), this::place));
        }
    }

    /** A vector of two equal halves. */
    void load(int register, long half) {
        load(register, half, half);
    }

    private Label place(Vector vector) {
        Label label = new Label();
        writer.later(() -> {
            writer.assembler.bind(label);
            writer.assembler.data(vector.low);
            writer.assembler.data(vector.high);
        });
        return label;
    }
}
