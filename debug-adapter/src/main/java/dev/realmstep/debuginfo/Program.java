package dev.realmstep.debuginfo;

import dev.realmstep.debuginfo.dwarf.DwarfFile;
import dev.realmstep.debuginfo.dwarf.Unit;
import dev.realmstep.debuginfo.type.TypeReader;
import org.jspecify.annotations.Nullable;

/**
 * A program as it was linked and as it was loaded. Everything of {@code dwarf} speaks of linked addresses; this package
 * gives out those of the running program.
 *
 * @param bias how far above its linked addresses the program was loaded, in bytes
 */
record Program(DwarfFile dwarf, TypeReader types, SourceFiles files, SymbolTable symbols, long bias) {
    /** The same program, loaded elsewhere. */
    Program loadedAt(long otherBias) {
        return new Program(dwarf, types, files, symbols.loadedAt(otherBias), otherBias);
    }

    /** The linked address of a running one. */
    long linked(long address) {
        return address - bias;
    }

    /** The running address of a linked one. */
    long loaded(long address) {
        return address + bias;
    }

    @Nullable
    Unit unitAt(long address) {
        return dwarf.unitAt(linked(address));
    }
}
