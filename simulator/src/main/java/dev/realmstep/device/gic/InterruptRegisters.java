package dev.realmstep.device.gic;

import java.util.function.IntFunction;
import org.jspecify.annotations.Nullable;

/** Accesses to the arrays of {@link InterruptField}s. */
final class InterruptRegisters {
    private final IntFunction<@Nullable Interrupt> interrupts;

    /** @param interrupts by INTID; null where these registers hold none, whose fields are RES0 */
    InterruptRegisters(IntFunction<@Nullable Interrupt> interrupts) {
        this.interrupts = interrupts;
    }

    long read(RegisterView view, int offset, int bytes) {
        InterruptField field = InterruptField.at(offset);
        if (field == null) {
            return 0;
        }
        long value = 0;
        int first = field.firstInterrupt(offset);
        for (int bit = 0; bit < bytes * Byte.SIZE; bit += field.bits()) {
            Interrupt interrupt = interrupts.apply(first + bit / field.bits());
            if (interrupt != null && view.reaches(interrupt)) {
                value |= (long) field.read(view, interrupt) << bit;
            }
        }
        return value;
    }

    void write(RegisterView view, int offset, int bytes, long value) {
        InterruptField field = InterruptField.at(offset);
        if (field == null) {
            return;
        }
        int first = field.firstInterrupt(offset);
        for (int bit = 0; bit < bytes * Byte.SIZE; bit += field.bits()) {
            Interrupt interrupt = interrupts.apply(first + bit / field.bits());
            if (interrupt != null && view.reaches(interrupt)) {
                field.write(view, interrupt, (int) (value >>> bit) & (1 << field.bits()) - 1);
            }
        }
    }
}
