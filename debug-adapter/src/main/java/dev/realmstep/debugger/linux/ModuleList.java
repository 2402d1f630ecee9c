package dev.realmstep.debugger.linux;

import dev.realmstep.debuginfo.DebugInformation;
import dev.realmstep.debuginfo.Symbol;
import dev.realmstep.debuginfo.dwarf.AddressRange;
import dev.realmstep.debuginfo.target.MemoryAccess;
import dev.realmstep.debuginfo.type.EnumerationType;
import dev.realmstep.debuginfo.value.Value;
import dev.realmstep.debuginfo.value.ValueException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The kernel's list {@code modules}. */
public final class ModuleList {
    /** A kernel has a few hundred modules; a longer list is a loop, in memory that was overwritten. */
    private static final int LONGEST = 10_000;

    private final DebugInformation kernel;
    private final long head;

    private ModuleList(DebugInformation kernel, long head) {
        this.kernel = kernel;
        this.head = head;
    }

    /**
     * The list of a kernel; empty for other programs, and for kernels that cannot load modules.
     *
     * @param kernel at the addresses at which it runs
     */
    public static Optional<ModuleList> of(DebugInformation kernel) {
        return kernel.symbols().named("modules").stream()
                .filter(symbol -> !symbol.isFunction())
                .map(Symbol::address)
                .findFirst()
                .map(head -> new ModuleList(kernel, head));
    }

    /**
     * The modules that are loaded, or about to be initialised; not those that are being made or taken apart.
     *
     * @throws ValueException if the list cannot be read, or the kernel's debug information does not describe it
     */
    public List<KernelModule> read(MemoryAccess memory) throws ValueException {
        long offset = structure("module", 0, memory).member("list").address().orElse(0);
        List<KernelModule> modules = new ArrayList<>();
        long entry = next(head, memory);
        for (int count = 0; entry != head; count++) {
            if (entry == 0 || count == LONGEST) {
                throw new ValueException("the kernel's list of modules does not end");
            }
            Value module = structure("module", entry - offset, memory);
            if (!isUnformed(module.member("state"))) {
                String name = KernelText.of(module.member("name"));
                modules.add(new KernelModule(name, entry - offset, memoryOf(module)));
            }
            entry = next(entry, memory);
        }
        return modules;
    }

    private Value structure(String name, long address, MemoryAccess memory) throws ValueException {
        return kernel.structureAt(name, address, memory)
                .orElseThrow(() -> new ValueException("the kernel's debug information has no struct " + name));
    }

    private long next(long entry, MemoryAccess memory) throws ValueException {
        return structure("list_head", entry, memory).member("next").number();
    }

    private static boolean isUnformed(Value state) throws ValueException {
        long number = state.number();
        return state.type().bare() instanceof EnumerationType states
                && states.enumerators().stream()
                        .anyMatch(
                                known -> known.value() == number && known.name().equals("MODULE_STATE_UNFORMED"));
    }

    /** Since Linux 6.4 {@code mem} has a range for each kind of contents. */
    private static List<AddressRange> memoryOf(Value module) throws ValueException {
        Value kinds = module.member("mem");
        List<AddressRange> ranges = new ArrayList<>();
        for (long kind = 0; kind < kinds.childCount(); kind++) {
            long base = kinds.element(kind).member("base").number();
            long size = kinds.element(kind).member("size").number();
            if (base != 0 && size != 0) {
                ranges.add(new AddressRange(base, base + size));
            }
        }
        return ranges;
    }

    /**
     * Where the sections of a module were loaded, by their names; none if the kernel does not keep that (it does for
     * {@code /sys/module/NAME/sections}).
     *
     * @throws ValueException if that cannot be read
     */
    public Map<String, Long> sectionsOf(KernelModule module, MemoryAccess memory) throws ValueException {
        return SectionAttributes.read(structure("module", module.structure(), memory));
    }
}
