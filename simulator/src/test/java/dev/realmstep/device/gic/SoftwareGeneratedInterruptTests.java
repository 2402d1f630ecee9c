package dev.realmstep.device.gic;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class SoftwareGeneratedInterruptTests {
    private static final long SENDER = 0x12_0003_0201L;

    @Test
    void theTargetListNamesElementsOfACluster() {
        var request = new SoftwareGeneratedInterrupt(0x12L << 48 | 0x03L << 32 | 7L << 24 | 0x02L << 16 | 0b1010);
        assertThat(request.id()).isEqualTo(7);
        assertThat(request.reaches(0x12_0003_0201L, SENDER)).isTrue();
        assertThat(request.reaches(0x12_0003_0203L, SENDER)).isTrue();
        assertThat(request.reaches(0x12_0003_0202L, SENDER)).isFalse();
        assertThat(request.reaches(0x12_0003_0101L, SENDER)).as("other Aff1").isFalse();
        assertThat(request.reaches(0x12_0004_0201L, SENDER)).as("other Aff2").isFalse();
        assertThat(request.reaches(0x13_0003_0201L, SENDER)).as("other Aff3").isFalse();
    }

    @Test
    void theRangeSelectorMovesTheListBySixteen() {
        var request = new SoftwareGeneratedInterrupt(1L << 44 | 1);
        assertThat(request.reaches(16, SENDER)).isTrue();
        assertThat(request.reaches(0, SENDER)).isFalse();
    }

    @Test
    void theRoutingModeReachesAllOthers() {
        var request = new SoftwareGeneratedInterrupt(1L << 40);
        assertThat(request.reaches(0x55, SENDER)).isTrue();
        assertThat(request.reaches(SENDER, SENDER)).isFalse();
    }
}
