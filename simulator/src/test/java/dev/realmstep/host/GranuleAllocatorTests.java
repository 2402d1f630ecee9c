package dev.realmstep.host;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

class GranuleAllocatorTests {
    private final GranuleAllocator granules = new GranuleAllocator(0x8000_1000L, 0x1_0000);

    @Test
    void granulesAreHandedOutOnce() {
        assertThat(granules.allocate()).isEqualTo(0x8000_1000L);
        assertThat(granules.allocate()).isEqualTo(0x8000_2000L);
    }

    @Test
    void aReleasedGranuleIsHandedOutAgain() {
        long granule = granules.allocate();
        granules.allocate();

        granules.release(granule);

        assertThat(granules.allocate()).isEqualTo(granule);
    }

    @Test
    void granulesInARowAreAlignedToTheirNumberAndLoseNothing() {
        assertThat(granules.allocateContiguous(4)).isEqualTo(0x8000_4000L);
        assertThat(granules.allocate()).isEqualTo(0x8000_1000L);
        assertThat(granules.allocate()).isEqualTo(0x8000_2000L);
        assertThat(granules.allocate()).isEqualTo(0x8000_3000L);
        assertThat(granules.allocate()).isEqualTo(0x8000_8000L);
    }

    @Test
    void anEmptyHostSaysSo() {
        for (int i = 0; i < 16; i++) {
            granules.allocate();
        }
        assertThatThrownBy(granules::allocate).isInstanceOf(HostOutOfMemoryException.class);
    }
}
