package dev.realmstep.cpu.engine.translator;

import dev.realmstep.cpu.ProcessingElement;
import dev.realmstep.cpu.engine.translator.host.BackEnd;
import dev.realmstep.cpu.engine.translator.host.ExecutableMemory;
import dev.realmstep.cpu.engine.translator.host.ExitNumbers;
import dev.realmstep.cpu.engine.translator.host.HostCode;
import dev.realmstep.cpu.engine.translator.ir.BlockCode;
import dev.realmstep.cpu.engine.translator.ir.TranslationState;
import dev.realmstep.cpu.engine.translator.lowering.FrontEnd;
import dev.realmstep.cpu.isa.base.BranchTargets;
import dev.realmstep.memory.NativeMemory;
import dev.realmstep.memory.PhysicalMemory;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * All translations of a machine, in bounded memory: when that is full everything is forgotten and made anew, since what is
 * in use comes back within milliseconds.
 */
final class TranslationCache {
    private static final int INSTRUCTION_BYTES = 4;
    /** A block of 64 instructions, each of them a conversion of four numbers with all that may go wrong. */
    private static final int LONGEST_CODE = 1 << 16;

    private static final int ANY_BRANCH = 0xF;

    private final ExecutableMemory executable;
    private final BackEnd backEnd;
    private final long emptyBytes;
    private final Map<TranslatedPage.Key, TranslatedPage> pages = new HashMap<>();
    private final Map<Long, List<TranslatedPage>> byPhysicalPage = new HashMap<>();
    private final Map<TranslationState, TranslationState> states = new HashMap<>();
    private final List<TranslatedBlock> blocks = new ArrayList<>();
    private final Set<PhysicalMemory> heard = new HashSet<>();
    private final Set<ProcessingElement> elements = new HashSet<>();

    /** @param executable holds nothing but what stays for ever */
    TranslationCache(ExecutableMemory executable, BackEnd backEnd) {
        this.executable = executable;
        this.backEnd = backEnd;
        this.emptyBytes = executable.used();
    }

    /** An element whose jump cache leads to these translations. */
    void add(ProcessingElement element) {
        elements.add(element);
    }

    /** The one object for all equal states. */
    TranslationState unique(TranslationState state) {
        return states.computeIfAbsent(state, same -> same);
    }

    /** The block that code has left by its number. */
    TranslatedBlock block(long exitNumber) {
        return blocks.get(ExitNumbers.block(exitNumber));
    }

    /** The page's translations, none as yet if there are not any. */
    TranslatedPage page(TranslatedPage.Key key) {
        TranslatedPage page = pages.get(key);
        if (page == null) {
            page = new TranslatedPage(key);
            pages.put(key, page);
            byPhysicalPage
                    .computeIfAbsent(key.physical(), physical -> new ArrayList<>())
                    .add(page);
        }
        return page;
    }

    /**
     * The block at an address, translated if it is not yet.
     *
     * @param page which may be forgotten by this
     * @param memory that the page is in
     */
    TranslatedBlock block(TranslatedPage page, long address, FrontEnd frontEnd, PhysicalMemory memory) {
        TranslatedBlock known = page.block(address);
        return known != null ? known : translate(page, address, frontEnd, memory);
    }

    private TranslatedBlock translate(TranslatedPage asked, long address, FrontEnd frontEnd, PhysicalMemory memory) {
        TranslatedPage page = asked;
        if (!executable.hasRoom(LONGEST_CODE) || blocks.size() == ExitNumbers.BLOCKS) {
            forgetAll();
            page = page(asked.key());
        }
        TranslationState state = page.key().state();
        long physical = page.key().physical() | (address & PhysicalMemory.PAGE_SIZE - 1);
        long host = memory.page(physical) + (address & PhysicalMemory.PAGE_SIZE - 1);
        BlockCode code = frontEnd.translate(address, host, state);
        watch(memory, physical, code.instructions());
        int accepted = acceptedBranchTypes(NativeMemory.getInt(host), state);
        HostCode hostCode = backEnd.translate(code, state, blocks.size(), accepted);
        TranslatedBlock block =
                new TranslatedBlock(page, address, code.instructions(), executable.add(hostCode.bytes()), hostCode);
        blocks.add(block);
        page.put(block);
        return block;
    }

    /** A bit for each value of PSTATE.BTYPE that a block may be entered with. */
    private static int acceptedBranchTypes(int word, TranslationState state) {
        if (!state.guarded()) {
            return ANY_BRANCH;
        }
        int accepted = 1;
        for (int type = 1; type <= 3; type++) {
            if (BranchTargets.accepts(word, type, state.strictBranchTargets())) {
                accepted |= 1 << type;
            }
        }
        return accepted;
    }

    private void watch(PhysicalMemory memory, long physical, int instructions) {
        if (heard.add(memory)) {
            memory.code().listen(this::codeWritten);
        }
        if (!memory.code().isPageWatched(physical)) {
            long page = physical & -PhysicalMemory.PAGE_SIZE;
            elements.forEach(element -> element.memory().withholdStores(page));
        }
        memory.code().watch(physical, INSTRUCTION_BYTES * instructions);
    }

    private void codeWritten(long physicalPage) {
        List<TranslatedPage> dead = byPhysicalPage.remove(physicalPage);
        if (dead == null) {
            return;
        }
        for (TranslatedPage page : dead) {
            page.die();
            pages.remove(page.key());
            elements.forEach(
                    element -> element.memory().jumps().forgetPage(page.key().virtual()));
        }
    }

    /** Links a block's exit to the next one, so that it need not be left again. */
    void chain(TranslatedBlock from, int jump, TranslatedBlock to) {
        executable.patch(from.codeAt(jump), to.directEntry());
    }

    private void forgetAll() {
        pages.values().forEach(TranslatedPage::die);
        pages.clear();
        byPhysicalPage.clear();
        blocks.clear();
        executable.truncate(emptyBytes);
        elements.forEach(element -> element.memory().jumps().clear());
    }
}
