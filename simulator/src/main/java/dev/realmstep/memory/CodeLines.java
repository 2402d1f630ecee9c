package dev.realmstep.memory;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The lines of a RAM, 64 bytes each, that instructions were translated from: whoever writes to one, by whatever way, makes
 * the translations void.
 *
 * <p>Lines rather than pages, so that data beside code, as small programs have it, does not cost translations at each store.
 */
public final class CodeLines {
    /** Told before a write to a page some lines of which are watched. */
    @FunctionalInterface
    public interface Listener {
        /** @param pageAddress physical, a multiple of 4 KiB; none of its lines is watched any more */
        void codeWritten(long pageAddress);
    }

    /** 64 lines, a bit of a long each, are a page. */
    private static final int LINE_BITS = PhysicalMemory.PAGE_BITS - 6;

    private final long base;
    private final int pages;
    private final List<Listener> listeners = new ArrayList<>();

    /** By page, a bit for each line; made when the first line is watched, since most machines never translate. */
    private long @Nullable [] lines;

    CodeLines(long base, int pages) {
        this.base = base;
        this.pages = pages;
    }

    public void listen(Listener listener) {
        listeners.add(listener);
    }

    /** Watches the lines that hold any of some bytes, which do not cross a page. */
    public void watch(long address, int bytes) {
        if (lines == null) {
            lines = new long[pages];
        }
        lines[page(address)] |= linesOf(address, bytes);
    }

    /** Whether any line of the page that holds an address is watched: then stores to it have to be told. */
    public boolean isPageWatched(long address) {
        return lines != null && lines[page(address)] != 0;
    }

    /** To be told before bytes of one page are written. */
    public void written(long address, int bytes) {
        if (lines != null && (lines[page(address)] & linesOf(address, bytes)) != 0) {
            lines[page(address)] = 0;
            listeners.forEach(listener -> listener.codeWritten(address & -PhysicalMemory.PAGE_SIZE));
        }
    }

    private int page(long address) {
        return (int) ((address - base) >>> PhysicalMemory.PAGE_BITS);
    }

    private static long linesOf(long address, int bytes) {
        int first = (int) (address >>> LINE_BITS) & 63;
        int last = (int) ((address + bytes - 1) >>> LINE_BITS) & 63;
        return (-1L >>> (63 - last)) & (-1L << first);
    }
}
