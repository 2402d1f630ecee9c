package dev.realmstep.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class AutomaticPlacementTests {
    private static final long MIB = 1 << 20;

    private static RamRegion ram(long base, long size) {
        return new RamRegion(base, size, Ripas.RAM, SourceLocation.of(TextRange.FILE_START));
    }

    private static AutomaticPlacement placement(long base, long size) {
        return new AutomaticPlacement(List.of(ram(base, size)));
    }

    @Test
    void aKernelIsItsOffsetBehindTheFirstMultipleOfTwoMebibytes() {
        assertThat(AutomaticPlacement.ofKernel(List.of(ram(0x8000_0000L, 64 * MIB)), 0))
                .hasValue(0x8000_0000L);
        assertThat(AutomaticPlacement.ofKernel(List.of(ram(0x8000_1000L, 64 * MIB)), 0x8_0000))
                .hasValue(0x8028_0000L);
        assertThat(AutomaticPlacement.ofKernel(List.of(), 0)).isEmpty();
    }

    /** The addresses that kvmtool prints for RAM of 512 MiB, and for less than 256 MiB. */
    @Test
    void theDeviceTreeIsWhereKvmtoolHasIt() {
        assertThat(placement(0x8000_0000L, 512 * MIB).placeDeviceTree(0x1000)).hasValue(0x8fe0_0000L);
        assertThat(placement(0x8000_0000L, 128 * MIB).placeDeviceTree(0x1000)).hasValue(0x87e0_0000L);
    }

    @Test
    void theInitrdIsRightBelowTheDeviceTreeAsKvmtoolHasIt() {
        AutomaticPlacement placement = placement(0x8000_0000L, 512 * MIB);
        placement.placeDeviceTree(0x1000);
        assertThat(placement.placeInitrd(0x10_0001)).hasValue(0x8fcf_fffcL);

        AutomaticPlacement another = placement(0x8000_0000L, 512 * MIB);
        another.placeDeviceTree(0x1000);
        assertThat(another.placeInitrd(0x10_0000)).hasValue(0x8fcf_fffcL);
    }

    @Test
    void whatIsThereAlreadyIsAvoided() {
        AutomaticPlacement placement = placement(0x8000_0000L, 512 * MIB);
        placement.occupy(0x8fe0_0800L, 4);
        placement.occupy(0x8e00_0000L, MIB);
        assertThat(placement.placeDeviceTree(0x1000)).hasValue(0x8fc0_0000L);
        assertThat(placement.placeInitrd(32 * MIB - 4)).hasValue(0x8bff_fffcL + 4);
    }

    @Test
    void whatDoesNotFitBelow256MebibytesGoesHigher() {
        AutomaticPlacement placement = placement(0x8000_0000L, 1024 * MIB);
        placement.placeDeviceTree(0x1000);
        assertThat(placement.placeInitrd(300 * MIB - 4)).hasValue(0xc000_0000L - 300 * MIB);
    }

    @Test
    void aSmallRamHasItsDeviceTreeOnAPage() {
        AutomaticPlacement placement = placement(0x8000_0000L, 2 * MIB);
        placement.occupy(0x8000_0000L, MIB);
        assertThat(placement.placeDeviceTree(0x1001)).hasValue(0x801f_e000L);
        assertThat(placement.placeInitrd(0x1000)).hasValue(0x801f_cffcL);
    }

    @Test
    void aSecondRegionIsUsedWhenTheFirstIsFull() {
        AutomaticPlacement placement =
                new AutomaticPlacement(List.of(ram(0x8000_0000L, 2 * MIB), ram(0x9000_0000L, 4 * MIB)));
        placement.occupy(0x8000_0000L, 2 * MIB);
        assertThat(placement.placeDeviceTree(0x1000)).hasValue(0x9020_0000L);
    }

    @Test
    void aFullRamHasNoRoom() {
        AutomaticPlacement placement = placement(0x8000_0000L, 2 * MIB);
        placement.occupy(0x8000_0000L, 2 * MIB - 0x1000);
        assertThat(placement.placeDeviceTree(0x1001)).isEmpty();
        assertThat(placement.placeInitrd(0x1000)).isEmpty();
    }
}
