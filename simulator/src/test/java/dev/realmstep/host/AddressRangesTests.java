package dev.realmstep.host;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.BitSet;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class AddressRangesTests {
    private final AddressRanges ranges = new AddressRanges();

    @Test
    void aRangeHoldsItsBaseAndNotItsEnd() {
        ranges.add(10, 20);
        assertThat(ranges.contains(9)).isFalse();
        assertThat(ranges.contains(10)).isTrue();
        assertThat(ranges.contains(19)).isTrue();
        assertThat(ranges.contains(20)).isFalse();
    }

    @Test
    void aHoleSplitsARange() {
        ranges.add(10, 40);
        ranges.remove(20, 30);
        assertThat(ranges.contains(19)).isTrue();
        assertThat(ranges.contains(20)).isFalse();
        assertThat(ranges.contains(29)).isFalse();
        assertThat(ranges.contains(30)).isTrue();
    }

    @Test
    void emptyRangesHoldNothing() {
        ranges.add(10, 10);
        assertThat(ranges.contains(10)).isFalse();
        ranges.add(10, 20);
        ranges.remove(15, 15);
        assertThat(ranges.contains(15)).isTrue();
    }

    /** Against a set that knows each address by itself. */
    @Test
    void anyOrderOfAdditionsAndRemovalsIsKept() {
        SplittableRandom random = new SplittableRandom(7);
        BitSet expected = new BitSet();
        for (int step = 0; step < 5_000; step++) {
            int base = random.nextInt(100);
            int end = base + random.nextInt(20);
            if (random.nextBoolean()) {
                ranges.add(base, end);
                expected.set(base, end);
            } else {
                ranges.remove(base, end);
                expected.clear(base, end);
            }
            for (int address = 0; address < 120; address++) {
                assertThat(ranges.contains(address))
                        .as("step %d, %d", step, address)
                        .isEqualTo(expected.get(address));
            }
        }
    }
}
