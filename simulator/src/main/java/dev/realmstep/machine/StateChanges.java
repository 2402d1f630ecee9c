package dev.realmstep.machine;

import java.util.ArrayList;
import java.util.List;

/** Gathers what changes during a call, which is told of when it is done. */
final class StateChanges {
    /** Enough for every command but those that go over a whole table of entries. */
    private static final int KEPT = 6;

    private final List<StateChange> changes = new ArrayList<>();
    private int others;

    void add(StateChange change) {
        if (changes.size() < KEPT) {
            changes.add(change);
        } else {
            others++;
        }
    }

    /** What was gathered since the last call of this. */
    List<StateChange> take() {
        if (others > 0) {
            changes.add(new StateChange.Others(others));
        }
        List<StateChange> taken = List.copyOf(changes);
        changes.clear();
        others = 0;
        return taken;
    }
}
