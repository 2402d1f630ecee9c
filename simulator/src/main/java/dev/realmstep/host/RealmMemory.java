package dev.realmstep.host;

import dev.realmstep.config.IpaSpace;
import dev.realmstep.cpu.ProcessingElement;

/**
 * The realm's memory as the host sees it: which granule of its own RAM backs which page of the IPA space, and the RMI
 * calls that give pages to the realm and take them back.
 *
 * <p>Protected pages are delegated and become DATA granules; pages that the realm shares are plain granules of the
 * normal world, mapped at their alias in the unprotected half. Tables are created where a command says that its walk
 * ended too early, so that the host needs no knowledge of the tree.
 */
final class RealmMemory {
    static final int PAGE_SIZE = GranuleAllocator.GRANULE_SIZE;

    private static final int LAST_LEVEL = 3;
    private static final long MEASURE_CONTENT = 1;
    private static final int RIPAS_RAM = 1;

    /** Host-controlled bits of an unprotected mapping: MemAttr Normal write-back (FEAT_S2FWB), S2AP read and write. */
    private static final long UNPROTECTED_ATTRIBUTES = 0b110L << 2 | 0b11L << 6;

    private final RealmManagementInterface rmi;
    private final NormalWorldMemory memory;
    private final long rd;
    private final IpaSpace space;
    private final SharedMemory shared;
    private final GranuleAllocator granules;

    RealmMemory(RealmManagementInterface rmi, NormalWorldMemory memory, long rd, IpaSpace space, SharedMemory shared) {
        this.rmi = rmi;
        this.memory = memory;
        this.rd = rd;
        this.space = space;
        this.shared = shared;
        this.granules = shared.granules();
    }

    /** Declares [base, top) as RAM before the realm runs (RIPAS RAM, measured). */
    void initializeRipas(ProcessingElement element, long base, long top) throws RmiRefusedException {
        for (long at = base; at < top; ) {
            long from = at;
            RmiReply reply = withTables(element, at, () -> rmi.rttInitRipas(element, rd, from, top));
            at = progress("initialise RIPAS RAM of IPA 0x%x".formatted(at), at, reply);
        }
    }

    /** Populates one page before the realm runs: content is copied, and measured with its address. */
    void populate(ProcessingElement element, long ipa, byte[] content) throws RmiRefusedException {
        long source = granules.allocate();
        memory.write(element, source, content);
        long data = delegated(element);
        RmiReply reply =
                withTables(element, ipa, () -> rmi.dataCreate(element, rd, data, ipa, source, MEASURE_CONTENT));
        require("create data at IPA 0x%x".formatted(ipa), reply);
        memory.clear(element, source);
        granules.release(source);
    }

    /**
     * Backs a page of RAM that the running realm touched for the first time.
     *
     * @return false if the RMM says that there is nothing to back: the page's RIPAS is not RAM, or it is backed already
     */
    boolean backOnDemand(ProcessingElement element, long ipa) throws RmiRefusedException {
        RmiReply entry = rmi.rttReadEntry(element, rd, ipa, LAST_LEVEL);
        require("read the RTT entry of IPA 0x%x".formatted(ipa), entry);
        boolean unassigned = entry.x2() == 0;
        if (!unassigned || entry.x4() != RIPAS_RAM) {
            return false;
        }
        long data = delegated(element);
        RmiReply reply = withTables(element, ipa, () -> rmi.dataCreateUnknown(element, rd, data, ipa));
        require("back IPA 0x%x".formatted(ipa), reply);
        return true;
    }

    /**
     * Carries out a RIPAS change that the realm asked for with RSI_IPA_STATE_SET, up to top, or up to a page whose state
     * does not allow it: how far it went the realm learns from the RMM.
     *
     * @return the end of what was changed
     */
    long setRipas(ProcessingElement element, long rec, long base, long top) throws RmiRefusedException {
        long at = base;
        while (at < top) {
            long from = at;
            RmiReply reply = withTables(element, at, () -> rmi.rttSetRipas(element, rd, rec, from, top));
            if (reply.status() == RmiReply.Status.ERROR_RTT) {
                break; // not for want of a table: the page is DESTROYED, and the realm did not say that it knows
            }
            at = progress("set the RIPAS of IPA 0x%x".formatted(at), at, reply);
        }
        return at;
    }

    /**
     * Takes back what backs [base, top): the granules return to the normal world. Pages without backing are skipped.
     *
     * @return how many pages were taken back
     */
    int reclaim(ProcessingElement element, long base, long top) throws RmiRefusedException {
        int reclaimed = 0;
        for (long at = base; at < top; ) {
            RmiReply reply = rmi.dataDestroy(element, rd, at);
            if (reply.isSuccess()) {
                undelegate(element, reply.x1());
                reclaimed++;
                at += PAGE_SIZE;
            } else if (reply.status() == RmiReply.Status.ERROR_RTT && reply.x2() > at) {
                at = reply.x2(); // nothing live below
            } else {
                throw new RmiRefusedException("reclaim IPA 0x%x".formatted(at), reply);
            }
        }
        return reclaimed;
    }

    /** The realm keeps nothing at [base, top) any more: what is behind the aliases belongs to both. */
    void giveUp(long base, long top) {
        shared.giveUp(base, top);
    }

    /** Maps a page of the normal world at the unprotected alias of a page of RAM, so that realm and host share it. */
    void share(ProcessingElement element, long ipa) throws RmiRefusedException {
        long granule = shared.map(ipa);
        long alias = space.unprotectedAlias(ipa);
        RmiReply reply = withTables(
                element,
                alias,
                () -> rmi.rttMapUnprotected(element, rd, alias, LAST_LEVEL, granule | UNPROTECTED_ATTRIBUTES));
        require("map unprotected IPA 0x%x".formatted(alias), reply);
    }

    /** Takes the shared pages behind the aliases of [base, top) back, where there are any. */
    void unshare(ProcessingElement element, long base, long top) throws RmiRefusedException {
        for (SharedMemory.Page page : shared.takeBack(base, top)) {
            if (page.mapped()) {
                long alias = space.unprotectedAlias(page.address());
                require(
                        "unmap unprotected IPA 0x%x".formatted(alias),
                        rmi.rttUnmapUnprotected(element, rd, alias, LAST_LEVEL));
            }
            memory.clear(element, page.granule());
            granules.release(page.granule());
        }
    }

    /** A granule of the host's, delegated to the Realm world. */
    long delegated(ProcessingElement element) throws RmiRefusedException {
        long granule = granules.allocate();
        require("delegate granule 0x%x".formatted(granule), rmi.granuleDelegate(element, granule));
        return granule;
    }

    private void undelegate(ProcessingElement element, long granule) throws RmiRefusedException {
        require("undelegate granule 0x%x".formatted(granule), rmi.granuleUndelegate(element, granule));
        granules.release(granule);
    }

    private interface Command {
        RmiReply run();
    }

    /** Runs a command, and again with one more table each time its walk ends above the last level. */
    private RmiReply withTables(ProcessingElement element, long ipa, Command command) throws RmiRefusedException {
        RmiReply reply = command.run();
        while (reply.status() == RmiReply.Status.ERROR_RTT && reply.index() < LAST_LEVEL) {
            int level = reply.index() + 1;
            long aligned = ipa & -entrySize(level - 1);
            long table = delegated(element);
            require(
                    "create the level %d RTT of IPA 0x%x".formatted(level, aligned),
                    rmi.rttCreate(element, rd, table, aligned, level));
            reply = command.run();
        }
        return reply;
    }

    /** The bytes that one entry of a table at a level maps: 4 KiB at level 3, 512 times more at each level above. */
    private static long entrySize(int level) {
        return (long) PAGE_SIZE << (9 * (LAST_LEVEL - level));
    }

    private static long progress(String action, long at, RmiReply reply) throws RmiRefusedException {
        require(action, reply);
        if (reply.x1() <= at) {
            throw new RmiRefusedException(action, reply);
        }
        return reply.x1();
    }

    private static void require(String action, RmiReply reply) throws RmiRefusedException {
        if (!reply.isSuccess()) {
            throw new RmiRefusedException(action, reply);
        }
    }
}
