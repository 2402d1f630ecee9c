package dev.realmstep.cpu.engine.translator;

import dev.realmstep.cpu.MemoryManagementUnit;
import dev.realmstep.cpu.ProcessingElement;
import dev.realmstep.cpu.StateBlock;
import dev.realmstep.cpu.StopCondition;
import dev.realmstep.cpu.SynchronousException;
import dev.realmstep.cpu.decode.Decoder;
import dev.realmstep.cpu.engine.interpreter.InstructionStream;
import dev.realmstep.cpu.engine.translator.host.BackEnd;
import dev.realmstep.cpu.engine.translator.host.Exit;
import dev.realmstep.cpu.engine.translator.host.ExitNumbers;
import dev.realmstep.cpu.engine.translator.ir.TranslationState;
import dev.realmstep.cpu.engine.translator.lowering.FrontEnd;
import dev.realmstep.cpu.isa.Feature;
import dev.realmstep.memory.PhysicalMemory;
import org.jspecify.annotations.Nullable;

/** Runs one processing element: enters translated code, does what that leaves for, and enters again. */
final class ElementDispatcher {
    /** In a page with a breakpoint, how long the interpreter goes on before translated code gets another chance. */
    private static final long WATCHED_INSTRUCTIONS = 64;

    /** Pages that were executed lately, by the low bits of their number. */
    private static final int RECENT_PAGES = 1024;

    private final ProcessingElement element;
    private final MemoryManagementUnit memory;
    private final StateBlock block;
    private final InstructionStream interpreter;
    private final TranslationCache cache;
    private final BackEnd backEnd;
    private final EntryPoint entry;
    private final FrontEnd frontEnd;
    private final ElementStates states;
    private final @Nullable TranslatedPage[] recent = new @Nullable TranslatedPage[RECENT_PAGES];

    private StopCondition stop = StopCondition.NEVER;
    private long stopVersion;

    /** The count of retired instructions at which the budget is used up. */
    private long end;

    ElementDispatcher(ProcessingElement element, TranslationCache cache, BackEnd backEnd, EntryPoint entry) {
        this.element = element;
        this.memory = element.memory();
        this.block = element.block();
        this.interpreter = new InstructionStream(element);
        this.cache = cache;
        this.backEnd = backEnd;
        this.entry = entry;
        this.frontEnd = new FrontEnd(new Decoder(Feature.advertised(element.systemRegisters())));
        this.states = new ElementStates(element, cache);
        block.setLong(StateBlock.EXIT, entry.exit());
        block.setInt(StateBlock.VECTOR_CONTROL, backEnd.vectorControl());
        cache.add(element);
    }

    /** See {@link dev.realmstep.cpu.Engine#run}. */
    long run(long budget, StopCondition stop) {
        watch(stop);
        long start = element.retired();
        end = start + budget;
        // The caller has just seen to whatever asked for attention before.
        element.takeAttention();
        element.takePendingInterrupt();
        memory.withholdMarkedStores();
        boolean goOn = true;
        while (goOn && element.resident() == null && !element.isWaiting() && element.retired() < end) {
            TranslatedBlock next = isTranslatable() ? find() : null;
            goOn = next == null ? interpret() : execute(next);
        }
        return element.retired() - start;
    }

    private void watch(StopCondition condition) {
        stop = condition;
        if (stop.version() != stopVersion) {
            // Some pages that indirect branches find may have to be watched from now on.
            memory.jumps().clear();
            stopVersion = stop.version();
        }
    }

    /** Where code is not translated, much of what follows is not either. */
    private boolean interpret() {
        boolean isWatched = stop.mayStopIn(pageOf(element.programCounter()));
        boolean goOn = isWatched
                ? interpreter.step(Math.min(end - element.retired(), WATCHED_INSTRUCTIONS), stop)
                : interpreter.step();
        watch(stop);
        return goOn;
    }

    private static long pageOf(long address) {
        return address & -PhysicalMemory.PAGE_SIZE;
    }

    /** What is looked at before each instruction is looked at by the interpreter. */
    private boolean isTranslatable() {
        return !element.state().illegalExecution() && !element.debug().isActive();
    }

    /** The block at the program counter; null if it cannot be fetched from, or should not be translated. */
    private @Nullable TranslatedBlock find() {
        long address = element.programCounter();
        if (stop.mayStopIn(pageOf(address))) {
            return null;
        }
        long physical;
        try {
            physical = memory.fetchedFrom(address);
        } catch (SynchronousException e) {
            // The interpreter meets it again, and takes it.
            return null;
        }
        if (physical == MemoryManagementUnit.NOT_KEPT) {
            return null;
        }
        TranslatedPage page = page(pageOf(physical), pageOf(address), states.state(memory.isGuarded(address)));
        TranslatedBlock known = page.block(address);
        return known != null ? known : cache.block(page, address, frontEnd, memory.memoryAt(physical));
    }

    private TranslatedPage page(long physical, long virtual, TranslationState state) {
        int slot = (int) (virtual >>> PhysicalMemory.PAGE_BITS) & (RECENT_PAGES - 1);
        TranslatedPage page = recent[slot];
        if (page == null || !page.is(physical, virtual, state)) {
            page = cache.page(new TranslatedPage.Key(physical, virtual, state));
            recent[slot] = page;
        }
        return page;
    }

    /**
     * Executes a block and those after it, until Java has to look where the element is.
     *
     * @return false if attention was asked for
     */
    private boolean execute(TranslatedBlock first) {
        long key = states.key();
        block.setLong(StateBlock.TRANSLATION_KEY, key);
        block.setLong(StateBlock.BUDGET, end - element.retired());
        long code = first.indirectEntry();
        while (true) {
            long number = entry.enter(block.anchor(), code);
            takeFloatingPointFlags();
            TranslatedBlock left = cache.block(number);
            Exit exit = left.exit(ExitNumbers.exit(number));
            switch (exit.kind()) {
                case BUDGET -> {
                    standAt(left.address(), 0);
                    return element.retired() == end || interpreter.step();
                }
                case LEAVE -> {
                    standIn(left, exit);
                    return interpreter.step();
                }
                case INTERPRET -> {
                    standIn(left, exit);
                    int context = memory.fetchContext();
                    boolean goOn = interpreter.step();
                    if (!goOn || !continues(left, exit, context, key)) {
                        return goOn;
                    }
                    code = left.codeAt(exit.resume());
                }
                case LOAD_MISS, STORE_MISS -> {
                    if (!learn(exit)) {
                        standIn(left, exit);
                        return interpreter.step();
                    }
                    code = left.codeAt(exit.resume());
                }
                case CHAIN -> {
                    standAt(exit.target(), 0);
                    TranslatedBlock next = chain(left, exit);
                    if (next == null) {
                        return true;
                    }
                    code = next.directEntry();
                }
                case JUMP -> {
                    // A target with a tag leaves the block: nobody may look for it in the jump cache.
                    standAt(element.branchAddress(block.getLong(StateBlock.PROGRAM_COUNTER)), 0);
                    TranslatedBlock next = find();
                    if (next == null) {
                        return true;
                    }
                    memory.jumps().put(next.address(), key, next.indirectEntry());
                    code = next.indirectEntry();
                }
            }
        }
    }

    /** What translated code has raised belongs to FPSR before anybody looks at it. */
    private void takeFloatingPointFlags() {
        int raised = backEnd.floatingPointFlags(block.getInt(StateBlock.VECTOR_CONTROL));
        if (raised != 0) {
            element.floatingPoint().raise(raised);
            block.setInt(StateBlock.VECTOR_CONTROL, backEnd.vectorControl());
        }
    }

    /** The element is in front of an instruction, which and whose followers in the block are not executed. */
    private void standIn(TranslatedBlock left, Exit exit) {
        standAt(left.addressOf(exit.instruction()), left.instructions() - exit.instruction());
    }

    private void standAt(long address, int notExecuted) {
        element.setRetired(end - block.getLong(StateBlock.BUDGET) - notExecuted);
        element.setProgramCounter(address);
    }

    /** Whether a block goes on after the instruction that the interpreter has executed. */
    private boolean continues(TranslatedBlock left, Exit exit, int context, long key) {
        return element.programCounter() == left.addressOf(exit.instruction() + 1)
                && memory.fetchContext() == context
                && left.page().isAlive()
                && !element.isWaiting()
                && states.key() == key
                && isTranslatable();
    }

    private boolean learn(Exit exit) {
        long address = block.getLong(StateBlock.ADDRESS);
        return exit.kind() == Exit.Kind.LOAD_MISS
                ? memory.learnForLoad(address, exit.bytes())
                : memory.learnForStore(address, exit.bytes());
    }

    private @Nullable TranslatedBlock chain(TranslatedBlock left, Exit exit) {
        TranslatedPage page = left.page();
        if (!page.isAlive()) {
            return null;
        }
        long offset = exit.target() & PhysicalMemory.PAGE_SIZE - 1;
        PhysicalMemory ram = memory.memoryAt(page.key().physical() | offset);
        TranslatedBlock next = cache.block(page, exit.target(), frontEnd, ram);
        if (page.isAlive()) {
            cache.chain(left, exit.jump(), next);
        }
        return next;
    }
}
