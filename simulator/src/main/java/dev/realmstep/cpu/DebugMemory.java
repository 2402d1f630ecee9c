package dev.realmstep.cpu;

import dev.realmstep.cpu.mmu.AccessKind;
import dev.realmstep.cpu.mmu.AddressTranslation;
import dev.realmstep.cpu.mmu.Translation;
import dev.realmstep.cpu.mmu.TranslationContext;
import dev.realmstep.cpu.mmu.TranslationFault;
import dev.realmstep.cpu.mmu.TranslationRequest;
import dev.realmstep.cpu.mmu.TranslationTrace;
import dev.realmstep.memory.PhysicalAccessException;
import dev.realmstep.memory.PhysicalMemory;
import dev.realmstep.memory.PhysicalPort;
import java.util.function.ToLongFunction;

/**
 * Virtual memory of a processing element as a debugger sees it: no exception is taken, no Access flag or dirty state is
 * set, devices are not touched.
 */
public final class DebugMemory {
    private final AddressTranslation translation;
    private final TranslationContexts contexts;
    private final PhysicalPort port;

    DebugMemory(AddressTranslation translation, TranslationContexts contexts, PhysicalPort port) {
        this.translation = translation;
        this.contexts = contexts;
        this.port = port;
    }

    /** Follows an address of the current level through its regime, step by step. */
    public TranslationTrace trace(long address, AccessKind kind) {
        return translation.trace(contexts.current(), address, kind);
    }

    /** Follows an address of another level of the current world. */
    public TranslationTrace trace(ExceptionLevel level, long address, AccessKind kind) {
        return translation.trace(contexts.of(level), address, kind);
    }

    /** Follows an intermediate physical address of the current world through stage 2; it is a physical one without. */
    public TranslationTrace traceIntermediate(long address, AccessKind kind) {
        return translation.traceSecondStage(contexts.of(ExceptionLevel.EL1), address, kind);
    }

    /**
     * Reads as many bytes as can be read from an address on, with the rights of a level of the current world.
     *
     * @return how many bytes of the array were filled; fewer than all where a page does not translate or is not RAM
     */
    public int read(ExceptionLevel level, long address, byte[] into) {
        return transfer(level, address, into, AccessKind.READ);
    }

    /**
     * Writes as many bytes as can be written from an address on. Read-only mappings are no obstacle: a debugger patches
     * code.
     *
     * @return how many bytes were written
     */
    public int write(ExceptionLevel level, long address, byte[] from) {
        return transfer(level, address, from, AccessKind.WRITE);
    }

    /**
     * Reads as many bytes as can be read from an address of EL2 of the normal world on, which another world has displaced.
     *
     * @param registers what the normal world has in them
     * @return how many bytes of the array were filled
     */
    public int readOfNormalWorld(ToLongFunction<SystemRegister> registers, long address, byte[] into) {
        return transfer(contexts.ofNormalWorld(registers), address, into, AccessKind.READ);
    }

    private int transfer(ExceptionLevel level, long address, byte[] bytes, AccessKind kind) {
        return transfer(contexts.of(level), address, bytes, kind);
    }

    private int transfer(TranslationContext context, long address, byte[] bytes, AccessKind kind) {
        int done = 0;
        while (done < bytes.length) {
            long at = address + done;
            int length =
                    Math.min(bytes.length - done, PhysicalMemory.PAGE_SIZE - ((int) at & PhysicalMemory.PAGE_SIZE - 1));
            if (!transferWithin(context, at, bytes, done, length, kind)) {
                break;
            }
            done += length;
        }
        return done;
    }

    private boolean transferWithin(
            TranslationContext context, long address, byte[] bytes, int from, int length, AccessKind kind) {
        try {
            Translation where =
                    translation.translate(TranslationRequest.inquiry(context, address, AccessKind.READ, null));
            byte[] part = new byte[length];
            if (kind.writes()) {
                System.arraycopy(bytes, from, part, 0, length);
                port.write(where.space(), where.address(), part);
            } else {
                port.read(where.space(), where.address(), part);
                System.arraycopy(part, 0, bytes, from, length);
            }
            return true;
        } catch (TranslationFault | PhysicalAccessException e) {
            return false;
        }
    }
}
