package dev.realmstep.cpu.isa.scalable;

import dev.realmstep.cpu.CumulativeSaturation;
import dev.realmstep.cpu.ProcessingElement;
import dev.realmstep.cpu.ScalableRegisters;
import dev.realmstep.cpu.isa.Fields;
import dev.realmstep.cpu.isa.vector.Lanes;
import dev.realmstep.cpu.isa.vector.Saturation;

/** What is done with a count of elements: it is added to a register or subtracted from it, perhaps keeping to a range. */
enum CountedUpdate {
    INC(0, 1, false),
    DEC(1, 1, false),
    SQINC(0, 0, true),
    UQINC(0, 1, true),
    SQDEC(1, 0, true),
    UQDEC(1, 1, true);

    private static final int DOUBLEWORD = 3;
    private static final int WORD = 2;

    private final int d;
    private final int u;
    private final boolean saturates;

    CountedUpdate(int d, int u, boolean saturates) {
        this.d = d;
        this.u = u;
        this.saturates = saturates;
    }

    /** The field that says that the count is subtracted. */
    int d() {
        return d;
    }

    /** The field that says that the register is unsigned. */
    int u() {
        return u;
    }

    boolean saturates() {
        return saturates;
    }

    /** The template of a saturating instruction's general register, with what stands after its first mention. */
    String scalarOperands(boolean is64, String between) {
        if (is64) {
            return " <Xd>" + between;
        }
        return u == 0 ? " <Xd>" + between + ", <Wd>" : " <Wd>" + between;
    }

    /** Updates Rd. */
    void scalar(ProcessingElement element, int word, long count, boolean is64) {
        int register = Fields.rd(word);
        long value = element.x(register);
        if (!is64) {
            value = u == 0 ? (int) value : value & 0xFFFF_FFFFL;
        }
        long result = one(value, count, is64 ? DOUBLEWORD : WORD);
        element.setX(register, is64 || u == 1 ? result : (int) result);
    }

    /** Updates every element of Zn. */
    void vector(ScalableRegisters z, int n, int size, long count) {
        long each = Lanes.replicate(count, size);
        for (int i = 0; i < z.words(); i++) {
            z.setWord(n, i, lanes(z.word(n, i), each, size));
        }
    }

    private long one(long value, long count, int size) {
        return lanes(value, count, size) & Lanes.lowest(size);
    }

    private long lanes(long value, long count, int size) {
        CumulativeSaturation flag = CumulativeSaturation.UNRECORDED;
        return switch (this) {
            case INC -> Lanes.add(value, count, size);
            case DEC -> Lanes.subtract(value, count, size);
            case SQINC -> Saturation.addSigned(flag, size, value, count);
            case UQINC -> Saturation.addUnsigned(flag, size, value, count);
            case SQDEC -> Saturation.subtractSigned(flag, size, value, count);
            case UQDEC -> Saturation.subtractUnsigned(flag, size, value, count);
        };
    }
}
