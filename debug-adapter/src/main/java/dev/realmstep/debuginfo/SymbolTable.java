package dev.realmstep.debuginfo;

import dev.realmstep.image.ElfFile;
import dev.realmstep.image.ElfSymbol;
import dev.realmstep.image.ImageException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The symbols of a program that name addresses, by address and by name. */
public final class SymbolTable {
    /** The symbols at their linked addresses, the same wherever the program was loaded. */
    private static final class Linked {
        private final List<Symbol> byAddress;

        /**
         * Where the reach of each symbol ends: what has no size reaches to the next symbol, but not out of its section.
         */
        private final long[] ends;

        private @Nullable Map<String, List<Symbol>> byName;

        Linked(List<Ranked> symbols) {
            this.byAddress = symbols.stream().map(Ranked::symbol).toList();
            this.ends = symbols.stream().mapToLong(Ranked::end).toArray();
        }

        List<Symbol> named(String name) {
            if (byName == null) {
                byName = new HashMap<>();
                for (Symbol symbol : byAddress) {
                    byName.computeIfAbsent(symbol.name(), key -> new ArrayList<>(1))
                            .add(symbol);
                }
            }
            return byName.getOrDefault(name, List.of());
        }
    }

    private final Linked linked;
    private final long bias;

    private SymbolTable(Linked linked, long bias) {
        this.linked = linked;
        this.bias = bias;
    }

    /** @param bias how far above its linked addresses the program was loaded, in bytes */
    static SymbolTable of(ElfFile elf, long bias) throws ImageException {
        List<Ranked> symbols = new ArrayList<>();
        long[] sectionEnds = elf.sections().stream()
                .mapToLong(section -> section.address() + section.size())
                .toArray();
        for (ElfSymbol symbol : elf.symbols()) {
            if (namesAddress(symbol)) {
                boolean function = symbol.type() == ElfSymbol.STT_FUNC;
                Symbol named = new Symbol(symbol.name(), symbol.value(), symbol.size(), function);
                int section = symbol.sectionIndex();
                long limit = section < sectionEnds.length ? sectionEnds[section] : named.address();
                long end = named.size() == 0 ? limit : named.address() + named.size();
                symbols.add(new Ranked(named, rank(symbol), end));
            }
        }
        symbols.sort(Comparator.comparing((Ranked ranked) -> ranked.symbol.address(), Long::compareUnsigned)
                .thenComparingInt(Ranked::rank));
        return new SymbolTable(new Linked(symbols), bias);
    }

    /** The symbols of the same program, loaded {@code otherBias} bytes above its linked addresses. */
    SymbolTable loadedAt(long otherBias) {
        return new SymbolTable(linked, otherBias);
    }

    private Symbol loaded(Symbol symbol) {
        return bias == 0
                ? symbol
                : new Symbol(symbol.name(), symbol.address() + bias, symbol.size(), symbol.isFunction());
    }

    private record Ranked(Symbol symbol, int rank, long end) {}

    private static boolean namesAddress(ElfSymbol symbol) {
        boolean kind = symbol.type() == ElfSymbol.STT_FUNC
                || symbol.type() == ElfSymbol.STT_OBJECT
                || symbol.type() == ElfSymbol.STT_NOTYPE;
        return kind
                && symbol.isDefined()
                && symbol.sectionIndex() != ElfSymbol.SHN_ABS
                && !symbol.isMappingSymbol()
                && !symbol.name().isEmpty();
    }

    /** Of several symbols at one address the last in this order names it: functions and objects before labels. */
    private static int rank(ElfSymbol symbol) {
        int kind = symbol.type() == ElfSymbol.STT_NOTYPE ? 0 : 2;
        return kind + (symbol.binding() == ElfSymbol.STB_LOCAL ? 0 : 1);
    }

    /** All of them in the order of their addresses. */
    public List<Symbol> all() {
        return linked.byAddress.stream().map(this::loaded).toList();
    }

    /** The symbol that an address belongs to: the nearest at or below it, if the address is in it. */
    public Optional<Symbol> at(long address) {
        long wanted = address - bias;
        int low = 0;
        int high = linked.byAddress.size();
        while (low < high) {
            int middle = (low + high) >>> 1;
            if (Long.compareUnsigned(linked.byAddress.get(middle).address(), wanted) <= 0) {
                low = middle + 1;
            } else {
                high = middle;
            }
        }
        return low != 0 && Long.compareUnsigned(wanted, linked.ends[low - 1]) < 0
                ? Optional.of(loaded(linked.byAddress.get(low - 1)))
                : Optional.empty();
    }

    /** The symbols of a name; several when files have local symbols of the same name. */
    public List<Symbol> named(String name) {
        return linked.named(name).stream().map(this::loaded).toList();
    }

    /** An address as symbol and offset, such as {@code main+8}; null when it belongs to none. */
    public @Nullable String describe(long address) {
        Optional<Symbol> symbol = at(address);
        if (symbol.isEmpty()) {
            return null;
        }
        long offset = address - symbol.get().address();
        return offset == 0 ? symbol.get().name() : symbol.get().name() + "+" + offset;
    }
}
