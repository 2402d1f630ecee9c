package dev.realmstep.dap;

import java.util.ArrayList;
import java.util.List;

/**
 * The numbers by which a client refers to frames and variables. They hold until the realm moves; numbers are not used
 * twice, so that a late question about an old stop is told that it is late.
 *
 */
final class References {
    private final List<Object> targets = new ArrayList<>();
    private int first = 1;

    /** A number for something of the current stop. */
    synchronized int to(Object target) {
        targets.add(target);
        return first + targets.size() - 1;
    }

    /** What a number stands for. */
    synchronized <T> T resolve(int reference, Class<T> kind) throws RequestFailure {
        int index = reference - first;
        if (index < 0 || index >= targets.size() || !kind.isInstance(targets.get(index))) {
            throw new RequestFailure("reference " + reference + " is not of the current stop");
        }
        return kind.cast(targets.get(index));
    }

    /** The realm moves: all numbers lose their meaning. */
    synchronized void invalidate() {
        first += targets.size();
        targets.clear();
    }
}
