package dev.realmstep.device.gic;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Interrupts with consecutive INTIDs. It knows at any time which of them are pending or active: hardly ever more than a
 * few, and they are asked for at each change of an interrupt line.
 */
final class InterruptBank {
    private final int first;
    private final Interrupt[] interrupts;
    private final BitSet stirring;

    InterruptBank(int first, int count) {
        this.first = first;
        this.interrupts = new Interrupt[count];
        this.stirring = new BitSet(count);
        for (int index = 0; index < count; index++) {
            int position = index;
            interrupts[index] = new Interrupt(first + index, stirs -> stirring.set(position, stirs));
        }
    }

    int size() {
        return interrupts.length;
    }

    /** The interrupt with an INTID, or null if it is none of these. */
    @Nullable
    Interrupt get(int id) {
        int index = id - first;
        return index >= 0 && index < interrupts.length ? interrupts[index] : null;
    }

    /** All of them, in the order of INTIDs. */
    List<Interrupt> all() {
        return List.of(interrupts);
    }

    /** Those that are pending or active, in the order of INTIDs. */
    List<Interrupt> stirring() {
        if (stirring.isEmpty()) {
            return List.of();
        }
        List<Interrupt> found = new ArrayList<>();
        for (int index = stirring.nextSetBit(0); index >= 0; index = stirring.nextSetBit(index + 1)) {
            found.add(interrupts[index]);
        }
        return found;
    }
}
