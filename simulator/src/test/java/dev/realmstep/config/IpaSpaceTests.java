package dev.realmstep.config;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class IpaSpaceTests {
    @Test
    void theTopBitTellsTheHalvesApart() {
        IpaSpace space = new IpaSpace(33);
        assertThat(space.isProtected(0xffff_ffffL)).isTrue();
        assertThat(space.isProtected(0x1_0000_0000L)).isFalse();
        assertThat(space.contains(0x1_ffff_ffffL)).isTrue();
        assertThat(space.contains(0x2_0000_0000L)).isFalse();
        assertThat(space.contains(-1)).isFalse();
    }

    @Test
    void theAliasesAreThoseOfKvmtoolQemuAndCloudHypervisor() {
        assertThat(new IpaSpace(33).unprotectedAlias(0x100_0000)).isEqualTo(0x1_0100_0000L);
        assertThat(new IpaSpace(41).unprotectedAlias(0x900_0000)).isEqualTo(0x100_0900_0000L);
        assertThat(new IpaSpace(48).unprotectedAlias(0x900_0000)).isEqualTo(0x8000_0900_0000L);
        assertThat(new IpaSpace(41).lowerHalf(0x100_0900_0000L)).isEqualTo(0x900_0000);
    }

    @Test
    void theNarrowestSpaceHoldsEverythingInItsLowerHalf() {
        assertThat(IpaSpace.holding(0x9000_0000L).bits()).isEqualTo(33);
        assertThat(IpaSpace.holding(0x1_0000_0000L).bits()).isEqualTo(33);
        assertThat(IpaSpace.holding(0x1_0000_1000L).bits()).isEqualTo(34);
        assertThat(IpaSpace.holding(0x1000).bits()).isEqualTo(32);
    }
}
