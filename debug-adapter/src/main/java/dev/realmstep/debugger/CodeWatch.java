package dev.realmstep.debugger;

import dev.realmstep.cpu.ProcessingElement;
import dev.realmstep.machine.VirtualCpu;
import java.util.List;

/** Notices what the guest's kernel does that moves code, brings some, or takes some away. */
final class CodeWatch {
    private final MappingWatch mappings;
    private final ModuleWatch modules;
    private final BreakpointTable breakpoints;

    CodeWatch(GuestSymbols symbols, GuestModules modules, BreakpointTable breakpoints, List<VirtualCpu> cpus) {
        this.mappings = new MappingWatch(symbols);
        this.modules = new ModuleWatch(symbols, modules, cpus);
        this.breakpoints = breakpoints;
        this.modules.settle();
    }

    /** Looks at the instruction in front of which a processor stands; quick, since it is done for many. */
    void look(ProcessingElement element, long address) {
        if (mappings.look(element, address)) {
            modules.settle();
            breakpoints.resolveAgain();
        }
        modules.look(element, address);
    }

    /** Whether anything is to be learnt from instructions of a page of 4 KiB; the answer may change when breakpoints do. */
    boolean isOfInterest(long pageAddress) {
        return mappings.isOfInterest(pageAddress) || modules.isOfInterest(pageAddress);
    }
}
