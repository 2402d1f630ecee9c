package dev.realmstep.debugger;

import java.util.Collection;

/** An immutable set of instruction addresses whose common answer, no, costs one array read. */
final class AddressSet {
    static final AddressSet EMPTY = new AddressSet(new long[0]);

    private static final long PAGE = -4096;
    private static final int FILTER_BITS = 12;

    private final long[] members;
    private final boolean[] filter = new boolean[1 << FILTER_BITS];

    private AddressSet(long[] members) {
        this.members = members;
        for (long member : members) {
            filter[slot(member)] = true;
        }
    }

    static AddressSet of(Collection<Long> addresses) {
        return new AddressSet(addresses.stream().mapToLong(Long::longValue).toArray());
    }

    boolean contains(long address) {
        return filter[slot(address)] && isMember(address);
    }

    /** Whether any address of a page of 4 KiB is a member. */
    boolean isAnyInPage(long pageAddress) {
        for (long member : members) {
            if ((member & PAGE) == pageAddress) {
                return true;
            }
        }
        return false;
    }

    private boolean isMember(long address) {
        for (long member : members) {
            if (member == address) {
                return true;
            }
        }
        return false;
    }

    private static int slot(long address) {
        return (int) (address >>> 2) & ((1 << FILTER_BITS) - 1);
    }
}
