package dev.realmstep.host;

import dev.realmstep.config.IpaSpace;
import dev.realmstep.cpu.ProcessingElement;
import dev.realmstep.device.GuestMemory;
import dev.realmstep.device.GuestMemoryException;
import dev.realmstep.memory.PhysicalAccessException;
import dev.realmstep.memory.PhysicalAddressSpace;
import dev.realmstep.memory.PhysicalMemory;
import dev.realmstep.memory.PhysicalPort;
import java.util.ArrayList;
import java.util.List;
import java.util.NavigableMap;
import java.util.TreeMap;

/**
 * What the realm shares with the host: pages of the normal world behind the unprotected aliases of its RAM. The devices
 * that the host emulates reach these pages and no others: the rest of the realm's memory is closed to a host.
 *
 * <p>A page is shared once the realm has given it up (RIPAS EMPTY) or has touched its alias. A driver in a realm sets the
 * unprotected bit in the addresses that it hands out; without the bit the same page is meant, as with kvmtool.
 */
public final class SharedMemory implements GuestMemory {
    private static final int PAGE_SIZE = GranuleAllocator.GRANULE_SIZE;

    /**
     * A page that the host has memory for.
     *
     * @param address in the lower half
     * @param mapped whether the realm's tables lead to it, else only devices have come here up to now
     */
    record Page(long address, long granule, boolean mapped) {}

    private final IpaSpace space;
    private final SharedMemoryPolicy shareable;
    private final GranuleAllocator granules;
    private final PhysicalPort port;
    private final NavigableMap<Long, Page> pages = new TreeMap<>();
    private final AddressRanges givenUp = new AddressRanges();

    /** @param port the host's way to memory */
    SharedMemory(IpaSpace space, SharedMemoryPolicy shareable, GranuleAllocator granules, PhysicalPort port) {
        this.space = space;
        this.shareable = shareable;
        this.granules = granules;
        this.port = port;
    }

    /**
     * Nothing is shared at first.
     *
     * @param elements of which any is the host's way to memory
     */
    public static SharedMemory of(RealmPlan plan, List<ProcessingElement> elements, HostHardware hardware) {
        PhysicalMemory ram = hardware.ram();
        return new SharedMemory(
                plan.configuration().ipaSpace(),
                plan::isRam,
                new GranuleAllocator(ram.base(), ram.size()),
                elements.getFirst().memory().physical());
    }

    /** Where shared pages come from, as all else that the host gives away. */
    GranuleAllocator granules() {
        return granules;
    }

    /** The realm no longer keeps anything at [base, top) of the lower half: the aliases may be used. */
    void giveUp(long base, long top) {
        givenUp.add(base, top);
    }

    /**
     * The realm takes [base, top) of the lower half back.
     *
     * @return the pages of it that were shared
     */
    List<Page> takeBack(long base, long top) {
        givenUp.remove(base, top);
        NavigableMap<Long, Page> taken = pages.subMap(base, true, top, false);
        List<Page> copy = new ArrayList<>(taken.values());
        taken.clear();
        return copy;
    }

    /** The host's granule for a page of the lower half, which the realm's tables are about to lead to. */
    long map(long address) {
        long granule = backed(address).granule();
        pages.put(address, new Page(address, granule, true));
        return granule;
    }

    private Page backed(long address) {
        return pages.computeIfAbsent(address, absent -> new Page(address, granules.allocate(), false));
    }

    @Override
    public void read(long address, byte[] into, int offset, int length) throws GuestMemoryException {
        for (int done = 0; done < length; ) {
            byte[] part = new byte[partOfPage(address + done, length - done)];
            long physical = physical(address + done);
            try {
                port.read(PhysicalAddressSpace.NON_SECURE, physical, part);
            } catch (PhysicalAccessException e) {
                throw new GuestMemoryException(address + done, String.valueOf(e.getMessage()));
            }
            System.arraycopy(part, 0, into, offset + done, part.length);
            done += part.length;
        }
    }

    @Override
    public void write(long address, byte[] from, int offset, int length) throws GuestMemoryException {
        for (int done = 0; done < length; ) {
            byte[] part = new byte[partOfPage(address + done, length - done)];
            System.arraycopy(from, offset + done, part, 0, part.length);
            long physical = physical(address + done);
            try {
                port.write(PhysicalAddressSpace.NON_SECURE, physical, part);
            } catch (PhysicalAccessException e) {
                throw new GuestMemoryException(address + done, String.valueOf(e.getMessage()));
            }
            done += part.length;
        }
    }

    private static int partOfPage(long address, int length) {
        return Math.min(length, PAGE_SIZE - (int) (address & (PAGE_SIZE - 1)));
    }

    private long physical(long address) throws GuestMemoryException {
        if (!space.contains(address)) {
            throw new GuestMemoryException(address, "it is no address of the realm's");
        }
        long lower = space.lowerHalf(address);
        long pageAddress = lower & -PAGE_SIZE;
        Page page = pages.get(pageAddress);
        if (page == null) {
            page = newPage(pageAddress, address);
        }
        return page.granule() | (lower & (PAGE_SIZE - 1));
    }

    /** A device is the first to touch a page. */
    private Page newPage(long pageAddress, long address) throws GuestMemoryException {
        if (!givenUp.contains(pageAddress) || !shareable.mayShare(pageAddress)) {
            throw new GuestMemoryException(address, "the realm does not share it");
        }
        try {
            return backed(pageAddress);
        } catch (HostOutOfMemoryException e) {
            throw new GuestMemoryException(address, String.valueOf(e.getMessage()));
        }
    }
}
