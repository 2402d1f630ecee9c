package dev.realmstep.debuginfo.dwarf;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Where the functions, global variables and types of a program are, by name.
 *
 * <p>A hash table with open addressing over primitive arrays: 16 bytes a slot, where a kernel has some hundred thousand
 * names. Only hashes are kept; a lookup reads the entries that it finds and compares their names.
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

    private static final long FREE = 0;

    private final DwarfFile file;
    private long[] keys = new long[1 << 12];
    private long[] offsets = new long[1 << 12];
    private int count;

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
        if (2 * (count + 1) > keys.length) {
            grow();
        }
        boolean once = kind != Kind.FUNCTION && kind != Kind.VARIABLE;
        insert(key(kind, nameHash), offset, once);
    }

    private void insert(long key, long offset, boolean once) {
        int mask = keys.length - 1;
        int slot = (int) key & mask;
        while (keys[slot] != FREE) {
            if (once && keys[slot] == key) {
                return;
            }
            slot = (slot + 1) & mask;
        }
        keys[slot] = key;
        offsets[slot] = offset;
        count++;
    }

    private void grow() {
        long[] oldKeys = keys;
        long[] oldOffsets = offsets;
        keys = new long[oldKeys.length * 2];
        offsets = new long[oldKeys.length * 2];
        count = 0;
        for (int i = 0; i < oldKeys.length; i++) {
            if (oldKeys[i] != FREE) {
                insert(oldKeys[i], oldOffsets[i], false);
            }
        }
    }

    private static long key(Kind kind, long nameHash) {
        long key = nameHash ^ kind.salt;
        key ^= key >>> 32;
        return key == FREE ? 1 : key;
    }

    /** The entries of a name, in the order of their units. */
    public List<Die> find(Kind kind, String name) throws DebugInformationException {
        List<Die> found = new ArrayList<>();
        long key = key(kind, Cursor.hash(name));
        int mask = keys.length - 1;
        for (int slot = (int) key & mask; keys[slot] != FREE; slot = (slot + 1) & mask) {
            if (keys[slot] == key) {
                Die die = file.dieAt(offsets[slot]);
                if (name.equals(die.name())) {
                    found.add(die);
                }
            }
        }
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
