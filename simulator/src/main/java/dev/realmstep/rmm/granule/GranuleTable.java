package dev.realmstep.rmm.granule;

import dev.realmstep.memory.PhysicalMemory;
import dev.realmstep.rmm.refusal.Refusal;
import dev.realmstep.rmm.refusal.RefusedException;
import dev.realmstep.rmm.refusal.RmiStatus;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** The state of each granule of the RAM that the RMM manages; one that it never heard of is UNDELEGATED. */
public final class GranuleTable {
    public static final int GRANULE_SIZE = 0x1000;

    private final List<PhysicalMemory> managed;
    private final Map<Long, GranuleState> states = new HashMap<>();

    /** @param managed the RAM whose granules may be delegated */
    public GranuleTable(List<PhysicalMemory> managed) {
        this.managed = List.copyOf(managed);
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
        if (state == GranuleState.UNDELEGATED) {
            states.remove(granule);
        } else {
            states.put(granule, state);
        }
    }

    /**
     * Requires an operand to be the address of a granule in a state.
     *
     * @param operand its name in the specification
     * @throws RefusedException with ERROR_INPUT and the condition {@code operand_align}, {@code operand_bound} or
     *     {@code operand_state}
     */
    public void require(String operand, long granule, GranuleState wanted) throws RefusedException {
        if (!isAligned(granule)) {
            throw input(operand + "_align", operand, granule, "not a multiple of 4 KiB");
        }
        if (!isManaged(granule)) {
            throw input(operand + "_bound", operand, granule, "no granule of RAM that can be delegated");
        }
        GranuleState found = state(granule);
        if (found != wanted) {
            throw input(operand + "_state", operand, granule, "the granule is %s, not %s".formatted(found, wanted));
        }
    }

    private static RefusedException input(String condition, String operand, long value, String found) {
        return new RefusedException(RmiStatus.ERROR_INPUT, 0, new Refusal(condition, operand, value, found));
    }
}
