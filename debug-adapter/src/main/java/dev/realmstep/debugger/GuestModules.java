package dev.realmstep.debugger;

import dev.realmstep.debugger.linux.KernelModule;
import dev.realmstep.debugger.linux.ModuleList;
import dev.realmstep.debuginfo.DebugInformation;
import dev.realmstep.debuginfo.target.MemoryAccess;
import dev.realmstep.debuginfo.value.ValueException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;

/** The modules that a Linux kernel in the realm has loaded, as far as they have been noticed. */
public final class GuestModules {
    /** What has happened to a module. */
    public enum Event {
        LOADED,
        UNLOADED
    }

    /** A module that has come or gone. */
    public record Change(Event event, GuestModule module) {}

    private final GuestSymbols symbols;
    private final ModuleSymbols files;
    private final BreakpointTable breakpoints;
    private final Map<Long, GuestModule> byStructure = new LinkedHashMap<>();
    /** Those that are being freed, until they are out of the kernel's list. */
    private final Set<Long> leaving = new HashSet<>();

    private Optional<ModuleList> list = Optional.empty();
    private volatile Consumer<Change> listener = change -> {};

    GuestModules(GuestSymbols symbols, ModuleSymbols files, BreakpointTable breakpoints) {
        this.symbols = symbols;
        this.files = files;
        this.breakpoints = breakpoints;
    }

    /** From now on tells someone of modules that come and go, on the thread that runs the realm. */
    public void onChange(Consumer<Change> consumer) {
        this.listener = consumer;
    }

    /** Whether modules may bring symbols, so that a place that is unknown now may be known later. */
    public boolean mayBringSymbols() {
        return files.areExpected();
    }

    /** The modules that are known, in the order in which they were noticed. */
    public List<GuestModule> all() {
        return List.copyOf(byStructure.values());
    }

    /** Takes the modules of a kernel from now on, which has come to its place. */
    void setKernel(DebugInformation kernel) {
        list = ModuleList.of(kernel);
    }

    /**
     * Reads the kernel's list.
     *
     * @param memory as a processor sees it that runs the kernel
     * @throws ValueException if it cannot be read; then what was known is kept
     */
    void refresh(MemoryAccess memory) throws ValueException {
        if (list.isEmpty()) {
            return;
        }
        Map<Long, GuestModule> now = new LinkedHashMap<>();
        List<Change> changes = new ArrayList<>();
        List<KernelModule> listed = list.get().read(memory);
        leaving.retainAll(listed.stream().map(KernelModule::structure).toList());
        for (KernelModule module : listed) {
            if (leaving.contains(module.structure())) {
                continue;
            }
            GuestModule known = byStructure.get(module.structure());
            if (known != null && known.name().equals(module.name())) {
                now.put(module.structure(), known.with(module));
            } else {
                GuestModule found = files.find(module, list.get().sectionsOf(module, memory), memory);
                now.put(module.structure(), found);
                changes.add(new Change(Event.LOADED, found));
            }
        }
        byStructure.forEach((structure, known) -> {
            GuestModule same = now.get(structure);
            if (same == null || !same.name().equals(known.name())) {
                changes.addFirst(new Change(Event.UNLOADED, known));
            }
        });
        byStructure.clear();
        byStructure.putAll(now);
        publish(changes);
    }

    /** Forgets a module whose memory is about to be given back. */
    void forget(long structure) {
        leaving.add(structure);
        GuestModule gone = byStructure.remove(structure);
        if (gone != null) {
            publish(List.of(new Change(Event.UNLOADED, gone)));
        }
    }

    private void publish(List<Change> changes) {
        symbols.setModules(byStructure.values());
        breakpoints.resolveAgain();
        changes.forEach(listener);
    }
}
