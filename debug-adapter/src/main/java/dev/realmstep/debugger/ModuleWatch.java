package dev.realmstep.debugger;

import dev.realmstep.cpu.ProcessingElement;
import dev.realmstep.debuginfo.DebugInformation;
import dev.realmstep.debuginfo.Symbol;
import dev.realmstep.debuginfo.value.ValueException;
import dev.realmstep.machine.VirtualCpu;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Notices modules that a Linux kernel loads and unloads, where it does: by the functions that it calls then.
 *
 * <p>{@code do_init_module} begins when a module is in its place and relocated, and has run nothing yet, so that
 * breakpoints are set in time even in its first function.
 */
final class ModuleWatch {
    private static final String ABOUT_TO_INITIALISE = "do_init_module";

    /** Gives back the memory that was for initialisation only; its breakpoints must not be hit in what comes there. */
    private static final String INITIALISED = "do_free_init";

    /** Is called with the {@code struct module} in X0. */
    private static final String ABOUT_TO_FREE = "free_module";

    private final GuestSymbols symbols;
    private final GuestModules modules;
    private final List<VirtualCpu> cpus;
    private AddressSet watched = AddressSet.EMPTY;
    private AddressSet freeing = AddressSet.EMPTY;

    ModuleWatch(GuestSymbols symbols, GuestModules modules, List<VirtualCpu> cpus) {
        this.symbols = symbols;
        this.modules = modules;
        this.cpus = cpus;
    }

    /** Looks for the kernel anew, after a program has come to its place. */
    void settle() {
        Optional<DebugInformation> kernel = symbols.kernel();
        if (kernel.isEmpty()) {
            return;
        }
        modules.setKernel(kernel.get());
        freeing = AddressSet.of(entries(kernel.get(), ABOUT_TO_FREE));
        List<Long> all = new ArrayList<>(entries(kernel.get(), ABOUT_TO_FREE));
        all.addAll(entries(kernel.get(), ABOUT_TO_INITIALISE));
        all.addAll(entries(kernel.get(), INITIALISED));
        watched = AddressSet.of(all);
    }

    /** The entries of a function, which a compiler may have renamed, as to {@code free_module.isra.0}. */
    private static List<Long> entries(DebugInformation kernel, String name) {
        return kernel.symbols().all().stream()
                .filter(Symbol::isFunction)
                .filter(symbol -> symbol.name().equals(name) || symbol.name().startsWith(name + "."))
                .map(Symbol::address)
                .toList();
    }

    /** Whether one of the watched functions begins in a page of 4 KiB. */
    boolean isOfInterest(long pageAddress) {
        return watched.isAnyInPage(pageAddress);
    }

    /** Looks at the instruction in front of which a processor stands; quick, since it is done for many. */
    void look(ProcessingElement element, long address) {
        if (!watched.contains(address)) {
            return;
        }
        if (freeing.contains(address)) {
            modules.forget(element.x(0));
            return;
        }
        try {
            modules.refresh(new CpuTarget(cpus.get(element.index())));
        } catch (ValueException e) {
            // What is known stays; whoever asks for the modules reads the list again and is told.
        }
    }
}
