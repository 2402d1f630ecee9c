package dev.realmstep.debuginfo.dwarf;

/** The shape of a kind of entry: its tag, whether it has children, and which attributes it has in which forms. */
final class Abbreviation {
    /** The size of an entry's attributes when it is not the same for all. */
    static final int VARIABLE_SIZE = -1;

    private final int tag;
    private final boolean hasChildren;
    private final int[] attributes;
    private final int[] forms;
    private final long[] implicitConstants;
    private final int fixedSize;
    private final int siblingIndex;

    Abbreviation(int tag, boolean hasChildren, int[] attributes, int[] forms, long[] implicitConstants, int fixedSize) {
        this.tag = tag;
        this.hasChildren = hasChildren;
        this.attributes = attributes;
        this.forms = forms;
        this.implicitConstants = implicitConstants;
        this.fixedSize = fixedSize;
        this.siblingIndex = indexOf(DwarfAttribute.SIBLING);
    }

    int tag() {
        return tag;
    }

    boolean hasChildren() {
        return hasChildren;
    }

    int count() {
        return attributes.length;
    }

    int form(int index) {
        return forms[index];
    }

    long implicitConstant(int index) {
        return implicitConstants[index];
    }

    /** The bytes that the attributes take in each entry, or {@link #VARIABLE_SIZE}; lets a scan skip them at once. */
    int fixedSize() {
        return fixedSize;
    }

    int siblingIndex() {
        return siblingIndex;
    }

    /** The place of an attribute, or -1. */
    int indexOf(int attribute) {
        for (int i = 0; i < attributes.length; i++) {
            if (attributes[i] == attribute) {
                return i;
            }
        }
        return -1;
    }
}
