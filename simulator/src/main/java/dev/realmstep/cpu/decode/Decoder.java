package dev.realmstep.cpu.decode;

import dev.realmstep.cpu.isa.Encoding;
import dev.realmstep.cpu.isa.Feature;
import dev.realmstep.cpu.isa.Instruction;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Finds the instruction of a word, by a binary tree over the bits that tell the instructions of the table apart. */
public final class Decoder {
    /** Below this many candidates a comparison with each is cheaper than another level of the tree. */
    private static final int LEAF_SIZE = 3;

    private static final Comparator<Instruction> MOST_SPECIAL_FIRST = Comparator.comparingInt(
            instruction -> -Integer.bitCount(instruction.encoding().mask()));

    private sealed interface Node {}

    private record Branch(int bit, Node clear, Node set) implements Node {}

    private record Leaf(List<Instruction> candidates) implements Node {}

    private final Node root;

    /** @param features what the machine has; the instructions of others are unallocated */
    public Decoder(Set<Feature> features) {
        this.root = grow(
                InstructionTable.instructions().stream()
                        .filter(instruction -> features.contains(instruction.feature()))
                        .toList(),
                0);
    }

    /** A decoder that knows every instruction of the table. */
    public static Decoder ofAllFeatures() {
        return new Decoder(EnumSet.allOf(Feature.class));
    }

    private static Node grow(List<Instruction> candidates, int decided) {
        int bit = candidates.size() <= LEAF_SIZE ? -1 : mostTelling(candidates, decided);
        if (bit < 0) {
            return new Leaf(candidates.stream().sorted(MOST_SPECIAL_FIRST).toList());
        }
        List<Instruction> clear = new ArrayList<>();
        List<Instruction> set = new ArrayList<>();
        for (Instruction candidate : candidates) {
            Encoding encoding = candidate.encoding();
            if ((encoding.mask() & bit) == 0 || (encoding.value() & bit) == 0) {
                clear.add(candidate);
            }
            if ((encoding.mask() & bit) == 0 || (encoding.value() & bit) != 0) {
                set.add(candidate);
            }
        }
        return new Branch(bit, grow(clear, decided | bit), grow(set, decided | bit));
    }

    /** The bit whose larger half is smallest, or -1 if none leaves fewer candidates on both sides. */
    private static int mostTelling(Collection<Instruction> candidates, int decided) {
        int best = -1;
        int bestSize = candidates.size();
        for (int position = 0; position < Integer.SIZE; position++) {
            int bit = 1 << position;
            if ((decided & bit) == 0) {
                int size = Math.max(count(candidates, bit, 0), count(candidates, bit, bit));
                if (size < bestSize) {
                    best = bit;
                    bestSize = size;
                }
            }
        }
        return best;
    }

    private static int count(Collection<Instruction> candidates, int bit, int value) {
        int count = 0;
        for (Instruction candidate : candidates) {
            Encoding encoding = candidate.encoding();
            if ((encoding.mask() & bit) == 0 || (encoding.value() & bit) == value) {
                count++;
            }
        }
        return count;
    }

    /** The instruction of a word, or null if the word is unallocated. */
    public @Nullable Instruction decode(int word) {
        Node node = root;
        while (node instanceof Branch(int bit, Node clear, Node set)) {
            node = (word & bit) == 0 ? clear : set;
        }
        List<Instruction> candidates = ((Leaf) node).candidates;
        for (int i = 0; i < candidates.size(); i++) {
            Instruction candidate = candidates.get(i);
            if (candidate.encoding().matches(word)) {
                return candidate.isAllocated(word) ? candidate : null;
            }
        }
        return null;
    }
}
