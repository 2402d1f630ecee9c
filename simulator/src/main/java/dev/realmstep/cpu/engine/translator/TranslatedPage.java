package dev.realmstep.cpu.engine.translator;

import dev.realmstep.cpu.engine.translator.ir.TranslationState;
import dev.realmstep.memory.PhysicalMemory;
import org.jspecify.annotations.Nullable;

/** The translations of a page of physical memory as it is seen at one virtual address in one state. */
final class TranslatedPage {
    /**
     * What tells such pages apart.
     *
     * @param physical address of the page
     * @param virtual address of the page
     * @param state of the element that executes it
     */
    record Key(long physical, long virtual, TranslationState state) {
        /** Few pages are translated for more than one state, which is large. */
        @Override
        public int hashCode() {
            return Long.hashCode(31 * virtual + physical);
        }
    }

    private static final int WORDS = PhysicalMemory.PAGE_SIZE / Integer.BYTES;

    private final Key key;
    private final @Nullable TranslatedBlock[] blocks = new @Nullable TranslatedBlock[WORDS];
    private boolean alive = true;

    TranslatedPage(Key key) {
        this.key = key;
    }

    Key key() {
        return key;
    }

    /** Whether this page is alive and has a key; states are compared by identity. */
    @SuppressWarnings("ReferenceEquality") // equal states are one object
    boolean is(long physical, long virtual, TranslationState state) {
        return alive && key.physical == physical && key.virtual == virtual && key.state == state;
    }

    /** The block that begins at an address of the page, if there is one. */
    @Nullable
    TranslatedBlock block(long address) {
        return blocks[index(address)];
    }

    void put(TranslatedBlock block) {
        blocks[index(block.address())] = block;
    }

    /** Whether memory still holds what was translated. */
    boolean isAlive() {
        return alive;
    }

    void die() {
        alive = false;
    }

    private static int index(long address) {
        return (int) (address >>> 2) & WORDS - 1;
    }
}
