package dev.realmstep.cpu.engine.translator;

import dev.realmstep.cpu.Engine;
import dev.realmstep.cpu.ProcessingElement;
import dev.realmstep.cpu.StopCondition;
import dev.realmstep.cpu.engine.translator.host.BackEnd;
import dev.realmstep.cpu.engine.translator.host.ExecutableMemory;
import dev.realmstep.cpu.engine.translator.host.ExecutableMemoryException;
import dev.realmstep.cpu.engine.translator.x86.HostProcessor;
import dev.realmstep.cpu.engine.translator.x86.X86BackEnd;
import java.util.HashMap;
import java.util.Map;

/**
 * Executes blocks of instructions as code of the host, and what is left by the interpreter: the same instructions in the
 * same order, with the same effects. One translator serves the elements of one machine.
 */
public final class Translator implements Engine {
    /** More than the text of a kernel and a few programs becomes; what is not used costs nothing. */
    private static final long CODE_BYTES = 128L << 20;

    private final TranslationCache cache;
    private final BackEnd backEnd;
    private final EntryPoint entry;
    private final Map<ProcessingElement, ElementDispatcher> dispatchers = new HashMap<>();

    private Translator(ExecutableMemory executable, BackEnd backEnd) {
        this.backEnd = backEnd;
        this.entry = new EntryPoint(executable, backEnd);
        this.cache = new TranslationCache(executable, backEnd);
    }

    /**
     * A translator for the machine that Java runs on.
     *
     * @throws ExecutableMemoryException if that is no x86-64 with Linux and AVX2, or gives no memory for code
     */
    public static Translator forThisHost() throws ExecutableMemoryException {
        return forThisHost(CODE_BYTES);
    }

    /** The same with so many bytes for code, at least a few times what the longest block takes. */
    static Translator forThisHost(long codeBytes) throws ExecutableMemoryException {
        HostProcessor.check();
        return new Translator(ExecutableMemory.open(codeBytes), new X86BackEnd());
    }

    @Override
    public long run(ProcessingElement element, long budget, StopCondition stop) {
        return dispatchers
                .computeIfAbsent(element, key -> new ElementDispatcher(key, cache, backEnd, entry))
                .run(budget, stop);
    }
}
