package dev.realmstep.cpu.mmu;

import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;

/**
 * The translations that a processing element keeps: pages of RAM by virtual address and context, apart for loads, stores
 * and fetches, direct-mapped.
 *
 * <p>A context gets a small number the first time it translates something. An entry's tag holds the page's address and
 * that number, so a change of context changes one number, and an invalidation of all that a context knows forgets it.
 */
public final class TranslationLookasideBuffer {
    /** The context of a lookup that must miss. */
    public static final int NO_CONTEXT = 0;

    /** Fewer than the bits of a tag below the page's address: translated code keeps the number in other tags, too. */
    private static final int LAST_CONTEXT = 0x3FF;

    /** A context that nothing is kept for, while watchpoints want to see every access. */
    public static final int WATCHED_CONTEXT = LAST_CONTEXT + 1;

    private final TranslationEntries loads;
    private final TranslationEntries stores;
    private final TranslationEntries fetches;
    private final JumpCache jumps;
    private final Map<TranslationContext, Integer> numbers = new HashMap<>();
    /** Blocks of stage 1 that entries were made from: invalidating one address in a block ends all of it. */
    private final Set<Block> blocks = new HashSet<>();

    private int lastNumber;
    private int generation;
    private int epoch;

    private record Block(long number, int bits) {}

    /** Each parameter is the host's address of the entries for one kind of access, the last of the {@link JumpCache}. */
    public TranslationLookasideBuffer(long loads, long stores, long fetches, long jumps) {
        this.loads = new TranslationEntries(loads);
        this.stores = new TranslationEntries(stores);
        this.fetches = new TranslationEntries(fetches);
        this.jumps = new JumpCache(jumps);
    }

    public TranslationEntries loads() {
        return loads;
    }

    public TranslationEntries stores() {
        return stores;
    }

    public TranslationEntries fetches() {
        return fetches;
    }

    /** Where translations of the instructions are that were fetched. */
    public JumpCache jumps() {
        return jumps;
    }

    /** Changes whenever contexts were forgotten, so that their numbers must be asked for again. */
    public int generation() {
        return generation;
    }

    /** Changes whenever numbers are given out again that others had. */
    public int epoch() {
        return epoch;
    }

    /** The number of a context, 1 to 1023. */
    public int numberOf(TranslationContext context) {
        Integer known = numbers.get(context);
        if (known != null) {
            return known;
        }
        if (lastNumber == LAST_CONTEXT) {
            clear();
        }
        numbers.put(context, ++lastNumber);
        return lastNumber;
    }

    /** Notes what stage 1 mapped an entry with. */
    public void noteBlock(long address, int bits) {
        if (bits > Descriptor.PAGE_BITS && bits < Descriptor.PHYSICAL_ADDRESS_BITS) {
            blocks.add(new Block(block(address, bits), bits));
        }
    }

    /** Forgets everything. */
    public void invalidateAll() {
        numbers.clear();
        blocks.clear();
        generation++;
    }

    /** Forgets what contexts know. */
    public void invalidate(Predicate<TranslationContext> contexts) {
        numbers.keySet().removeIf(contexts);
        generation++;
    }

    /** Forgets an address in all contexts. */
    public void invalidateAddress(long address) {
        if (isInBlock(address)) {
            invalidateAll();
            return;
        }
        loads.invalidate(address);
        stores.invalidate(address);
        fetches.invalidate(address);
        jumps.forgetPage(address);
    }

    /** Forgets a page of physical memory in all contexts: to whom it belongs may have changed. */
    public void invalidatePhysicalPage(long pageAddress) {
        loads.forgetPhysicalPage(pageAddress);
        stores.forgetPhysicalPage(pageAddress);
        if (fetches.forgetPhysicalPage(pageAddress)) {
            // The jumps into it may be known longer than the page itself, by any address.
            jumps.clear();
        }
    }

    private boolean isInBlock(long address) {
        if (blocks.isEmpty()) {
            return false;
        }
        for (int level = 1; level < Descriptor.LAST_LEVEL; level++) {
            int bits = Descriptor.mappedBits(level);
            if (blocks.contains(new Block(block(address, bits), bits))) {
                return true;
            }
        }
        return false;
    }

    /** Addresses are compared without their top byte, which may be ignored. */
    private static long block(long address, int bits) {
        return (address << 8 >>> 8) >>> bits;
    }

    private void clear() {
        loads.clear();
        stores.clear();
        fetches.clear();
        jumps.clear();
        invalidateAll();
        lastNumber = 0;
        epoch++;
    }
}
