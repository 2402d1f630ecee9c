package dev.realmstep.cpu.engine.interpreter;

import dev.realmstep.cpu.MemoryManagementUnit;
import dev.realmstep.memory.PhysicalMemory;
import org.jspecify.annotations.Nullable;

/** The pages of code that one processing element ran lately, direct-mapped by virtual address. */
final class CodeCache {
    /** 4 MiB of code: more than the text of a small kernel's busy paths, at 8 KiB of heap a page. */
    private static final int SLOTS = 1024;

    private final @Nullable CodePage[] pages = new @Nullable CodePage[SLOTS];

    /**
     * The page of code that holds an address, or null where no RAM is.
     *
     * @throws dev.realmstep.cpu.SynchronousException if the address cannot be fetched from
     */
    @Nullable
    CodePage pageOf(long address, MemoryManagementUnit memory) {
        long pageAddress = address & ~CodePage.OFFSET_MASK;
        int slot = (int) (address >>> PhysicalMemory.PAGE_BITS) & (SLOTS - 1);
        CodePage page = pages[slot];
        if (page == null) {
            page = new CodePage();
            pages[slot] = page;
        }
        int context = memory.fetchContext();
        if (!page.holds(pageAddress, context)) {
            long bytes = memory.fetchPage(address);
            if (bytes == 0) {
                return null;
            }
            page.map(pageAddress, context, bytes);
        }
        return page;
    }
}
