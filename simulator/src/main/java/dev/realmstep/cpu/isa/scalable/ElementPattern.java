package dev.realmstep.cpu.isa.scalable;

/** How many elements a predicate constraint names (Arm ARM, DecodePredCount). */
final class ElementPattern {
    private static final int POW2 = 0;
    private static final int VL8 = 8;
    private static final int VL256 = 13;
    private static final int MUL4 = 29;
    private static final int MUL3 = 30;
    private static final int ALL = 31;

    private ElementPattern() {}

    /** @param elements of a whole vector */
    static int count(int pattern, int elements) {
        return switch (pattern) {
            case POW2 -> Integer.highestOneBit(elements);
            case MUL4 -> elements - elements % 4;
            case MUL3 -> elements - elements % 3;
            case ALL -> elements;
            default -> fixed(pattern, elements);
        };
    }

    /** VL1 to VL8, then VL16 and further powers of two, as far as there are so many; the rest name none. */
    private static int fixed(int pattern, int elements) {
        if (pattern > VL256) {
            return 0;
        }
        int count = pattern <= VL8 ? pattern : VL8 << (pattern - VL8);
        return count <= elements ? count : 0;
    }
}
