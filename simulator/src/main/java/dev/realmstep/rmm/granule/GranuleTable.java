package dev.realmstep.rmm.granule;

import dev.realmstep.memory.PhysicalMemory;
import dev.realmstep.rmm.refusal.FoundState;
import dev.realmstep.rmm.refusal.Refusal;
import dev.realmstep.rmm.refusal.RefusedException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** The state of each granule of the RAM that the RMM manages; one that it never heard of is UNDELEGATED. */
public final class GranuleTable {
    public static final int GRANULE_SIZE = 0x1000;

    private final List<PhysicalMemory> managed;
    private final Map<Long, GranuleState> states = new HashMap<>();

    private final GranuleObserver observer;

    /** @param managed the RAM whose granules may be delegated */
    public GranuleTable(List<PhysicalMemory> managed, GranuleObserver observer) {
        this.managed = List.copyOf(managed);
        this.observer = observer;
    }

    public static boolean isAligned(long address) {
        return (address & (GRANULE_SIZE - 1)) == 0;
    }

    /** Whether an address is that of a granule which may be delegated at all. */
    public boolean isManaged(long granule) {
        return managed.stream().anyMatch(memory -> memory.contains(granule, GRANULE_SIZE));
    }

    public GranuleState state(long granule) {
        return states.getOrDefault(granule, GranuleState.UNDELEGATED);
    }

    public void set(long granule, GranuleState state) {
        GranuleState before = state == GranuleState.UNDELEGATED ? states.remove(granule) : states.put(granule, state);
        observer.granuleChanged(granule, before == null ? GranuleState.UNDELEGATED : before, state);
    }

    /**
     * Requires an operand to be the address of a granule in a state.
     *
     * @throws RefusedException with ERROR_INPUT and the operand's condition on alignment, bounds or state
     */
    public void require(GranuleOperand operand, long granule, GranuleState wanted) throws RefusedException {
        if (!isAligned(granule)) {
            throw refused(operand.alignment(), operand, granule, "not a multiple of 4 KiB");
        }
        if (!isManaged(granule)) {
            throw refused(operand.bound(), operand, granule, "no granule of RAM that can be delegated");
        }
        GranuleState found = state(granule);
        if (found != wanted) {
            throw RefusedException.input(new Refusal(
                    operand.state(),
                    operand.name(),
                    granule,
                    FoundState.granule(found.name()),
                    "the granule is %s, not %s".formatted(found, wanted)));
        }
    }

    private static RefusedException refused(String condition, GranuleOperand operand, long value, String explanation) {
        return RefusedException.input(Refusal.ofValue(condition, operand.name(), value, explanation));
    }
}
