package dev.realmstep.memory;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class PhysicalMemoryTests {
    private final PhysicalMemory memory = new PhysicalMemory(0x8000_0000L, 0x4000);

    @Test
    void bytesAreLittleEndian() {
        memory.write(0x8000_0010L, 8, 0x1122_3344_5566_7788L);

        assertThat(memory.read(0x8000_0010L, 1)).isEqualTo(0x88);
        assertThat(memory.read(0x8000_0012L, 2)).isEqualTo(0x5566);
        assertThat(memory.read(0x8000_0014L, 4)).isEqualTo(0x1122_3344);
    }

    @Test
    void narrowReadsAreZeroExtended() {
        memory.write(0x8000_0000L, 8, -1);

        assertThat(memory.read(0x8000_0000L, 1)).isEqualTo(0xFF);
        assertThat(memory.read(0x8000_0000L, 2)).isEqualTo(0xFFFF);
        assertThat(memory.read(0x8000_0000L, 4)).isEqualTo(0xFFFF_FFFFL);
    }

    @Test
    void whatWasNeverWrittenReadsAsZero() {
        assertThat(memory.read(0x8000_3FF8L, 8)).isZero();
    }

    @Test
    void blocksOfBytesCrossPages() {
        byte[] written = new byte[0x1800];
        for (int i = 0; i < written.length; i++) {
            written[i] = (byte) (i % 251);
        }
        memory.write(0x8000_0C00L, written);

        byte[] read = new byte[written.length];
        memory.read(0x8000_0C00L, read);
        assertThat(read).isEqualTo(written);
        assertThat(memory.read(0x8000_1000L, 1)).isEqualTo(0x400 % 251);
    }

    @Test
    void anAccessBelongsToTheMemoryOnlyWithAllItsBytes() {
        assertThat(memory.contains(0x8000_3FF8L, 8)).isTrue();
        assertThat(memory.contains(0x8000_3FF9L, 8)).isFalse();
        assertThat(memory.contains(0x7FFF_FFFFL, 1)).isFalse();
        assertThat(memory.contains(-8, 8)).isFalse();
    }

    @Test
    void scrubbingLeavesTheNeighboursAlone() {
        memory.write(0x8000_0FFFL, 1, 1);
        memory.write(0x8000_1000L, 1, 2);
        memory.write(0x8000_2000L, 1, 3);

        memory.clearPage(0x8000_1000L);

        assertThat(memory.read(0x8000_0FFFL, 1)).isEqualTo(1);
        assertThat(memory.read(0x8000_1000L, 1)).isZero();
        assertThat(memory.read(0x8000_2000L, 1)).isEqualTo(3);
    }
}
