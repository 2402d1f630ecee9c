package dev.realmstep.host;

import dev.realmstep.config.TextRange;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;

/** Collects bytes at addresses and gives them back as whole pages in ascending order. */
final class PlannedContents {
    private static final int PAGE_SIZE = RealmMemory.PAGE_SIZE;

    private final TreeMap<Long, PlannedPage> pages = new TreeMap<>();

    /**
     * Places bytes; what is placed later overwrites.
     *
     * @param origin the statement that asked for them
     */
    void place(long ipa, MemorySegment bytes, TextRange origin) {
        for (long done = 0; done < bytes.byteSize(); ) {
            long at = ipa + done;
            int offset = (int) (at & (PAGE_SIZE - 1));
            int length = (int) Math.min(bytes.byteSize() - done, PAGE_SIZE - offset);
            MemorySegment.copy(
                    bytes,
                    ValueLayout.JAVA_BYTE,
                    done,
                    page(at - offset, origin).contents(),
                    offset,
                    length);
            done += length;
        }
    }

    /** Makes sure that [ipa, ipa + bytes) is part of the pages, zero where nothing is placed. */
    void reserve(long ipa, long bytes, TextRange origin) {
        for (long at = ipa & -PAGE_SIZE; at < ipa + bytes; at += PAGE_SIZE) {
            page(at, origin);
        }
    }

    private PlannedPage page(long ipa, TextRange origin) {
        return pages.computeIfAbsent(ipa, at -> new PlannedPage(at, origin));
    }

    List<PlannedPage> pages() {
        return new ArrayList<>(pages.values());
    }
}
