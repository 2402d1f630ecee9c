package dev.realmstep.debuginfo.dwarf;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Where the functions, global variables and types of a program are, by name.
 *
 * <p>A hash table with open addressing over primitive arrays, where a kernel has some hundred thousand names. A slot holds
 * a name's hash and leads to the last of its entries, which leads to the one before: the inline functions of Linux's
 * headers have an entry in each of thousands of units. Names themselves are not kept; a lookup reads the entries that it
 * finds and compares theirs.
 */
public final class NameIndex {
    /** What a name stands for; C keeps the tags of structures, unions and enumerations apart from other names. */
    public enum Kind {
        FUNCTION(1),
        VARIABLE(2),
        TYPE(3),
        STRUCTURE(4),
        UNION(5),
        ENUMERATION(6);

        private final long salt;

        Kind(int number) {
            // Spread over all bits (by the golden ratio), so that the kinds of one name fall far from each other.
            this.salt = number * 0x9e37_79b9_7f4a_7c15L;
        }
    }

    private static final int FREE = 0;

    private final DwarfFile file;
    private long[] keys = new long[1 << 12];

    /** By slot, the number of the name's last entry, from 1. */
    private int[] last = new int[1 << 12];

    private int names;

    /** By number of the entry, its offset in .debug_info and the number of the one of the same name before it. */
    private long[] offsets = new long[1 << 12];

    private int[] previous = new int[1 << 12];
    private int entries;

    private NameIndex(DwarfFile file) {
        this.file = file;
    }

    /** Reads the outermost entries of all units once; a unit that cannot be read is reported and left out. */
    static NameIndex of(DwarfFile file) {
        NameIndex index = new NameIndex(file);
        for (Unit unit : file.units()) {
            try {
                new NameScan(unit, index).run();
            } catch (DebugInformationException e) {
                file.report(e);
            }
        }
        return index;
    }

    /** Adds an entry; of several types of one name only the first is kept, since each unit repeats them. */
    void add(Kind kind, long nameHash, long offset) {
        boolean once = kind != Kind.FUNCTION && kind != Kind.VARIABLE;
        int slot = slotOf(key(kind, nameHash));
        if (last[slot] == FREE) {
            keys[slot] = key(kind, nameHash);
            names++;
        } else if (once) {
            return;
        }
        entries++;
        if (entries == offsets.length) {
            offsets = Arrays.copyOf(offsets, entries * 2);
            previous = Arrays.copyOf(previous, entries * 2);
        }
        offsets[entries] = offset;
        previous[entries] = last[slot];
        last[slot] = entries;
        if (2 * names > keys.length) {
            grow();
        }
    }

    /** The slot of a name, or the one it would take. */
    private int slotOf(long key) {
        int mask = keys.length - 1;
        int slot = (int) key & mask;
        while (last[slot] != FREE && keys[slot] != key) {
            slot = (slot + 1) & mask;
        }
        return slot;
    }

    private void grow() {
        long[] oldKeys = keys;
        int[] oldLast = last;
        keys = new long[oldKeys.length * 2];
        last = new int[oldKeys.length * 2];
        for (int i = 0; i < oldKeys.length; i++) {
            if (oldLast[i] != FREE) {
                int slot = slotOf(oldKeys[i]);
                keys[slot] = oldKeys[i];
                last[slot] = oldLast[i];
            }
        }
    }

    private static long key(Kind kind, long nameHash) {
        long key = nameHash ^ kind.salt;
        return key ^ key >>> 32;
    }

    /** The entries of a name, in the order of their units. */
    public List<Die> find(Kind kind, String name) throws DebugInformationException {
        List<Die> found = new ArrayList<>();
        int slot = slotOf(key(kind, Cursor.hash(name)));
        for (int entry = last[slot]; entry != FREE; entry = previous[entry]) {
            Die die = file.dieAt(offsets[entry]);
            if (name.equals(die.name())) {
                found.add(die);
            }
        }
        Collections.reverse(found);
        return found;
    }

    /** The kind of name that an entry with a tag defines, or null. */
    static @Nullable Kind kindOf(int tag) {
        return switch (tag) {
            case DwarfTag.SUBPROGRAM -> Kind.FUNCTION;
            case DwarfTag.VARIABLE -> Kind.VARIABLE;
            case DwarfTag.BASE_TYPE, DwarfTag.TYPEDEF, DwarfTag.UNSPECIFIED_TYPE -> Kind.TYPE;
            case DwarfTag.STRUCTURE_TYPE, DwarfTag.CLASS_TYPE -> Kind.STRUCTURE;
            case DwarfTag.UNION_TYPE -> Kind.UNION;
            case DwarfTag.ENUMERATION_TYPE -> Kind.ENUMERATION;
            default -> null;
        };
    }
}
