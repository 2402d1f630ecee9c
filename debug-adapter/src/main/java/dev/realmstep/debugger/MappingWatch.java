package dev.realmstep.debugger;

import dev.realmstep.cpu.ProcessingElement;
import dev.realmstep.cpu.mmu.AccessKind;
import dev.realmstep.cpu.mmu.TranslationStep;
import java.util.OptionalLong;

/**
 * Notices where a kernel maps itself, which with KASLR it decides while it boots.
 *
 * <p>A kernel runs at its final addresses from its first instruction in the upper half on, the half of TTBR1_EL1. That
 * instruction is translated as the processing element translates it; if it comes from where the image was loaded, the
 * two addresses tell how far the image was moved.
 */
final class MappingWatch {
    private static final long PAGE = -4096;

    private final GuestSymbols symbols;
    private long lastPage;

    MappingWatch(GuestSymbols symbols) {
        this.symbols = symbols;
    }

    /**
     * Looks at the instruction in front of which a processor stands.
     *
     * @return whether a program has come to a new place
     */
    boolean look(ProcessingElement element, long address) {
        if (isOfInterest(address) && (address & PAGE) != lastPage) {
            lastPage = address & PAGE;
            OptionalLong intermediate = intermediate(element, address);
            return intermediate.isPresent() && symbols.mapped(address, intermediate.getAsLong());
        }
        return false;
    }

    /** Whether anything is to be learnt from an instruction at an address: in the upper half, while that is not mapped. */
    boolean isOfInterest(long address) {
        return address < 0 && symbols.awaitsMapping();
    }

    /** The output of stage 1: an intermediate physical address in a realm, where stage 2 follows. */
    private static OptionalLong intermediate(ProcessingElement element, long address) {
        for (TranslationStep step :
                element.memory().debug().trace(address, AccessKind.FETCH).steps()) {
            if (step instanceof TranslationStep.StageOutput output && output.stage() == 1) {
                return OptionalLong.of(output.output());
            }
        }
        return OptionalLong.empty();
    }
}
