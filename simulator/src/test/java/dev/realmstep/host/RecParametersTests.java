package dev.realmstep.host;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RecParametersTests {
    @ParameterizedTest
    @CsvSource({"0, 0x0", "1, 0x1", "15, 0xf", "16, 0x100", "255, 0xf0f", "256, 0x1000"})
    void affinityZeroCountsToFifteen(int index, String mpidr) {
        assertThat(RecParameters.mpidr(index)).isEqualTo(Long.decode(mpidr));
    }

    @Test
    void fieldsAreWhereTheSpecificationPutsThem() {
        byte[] page = RecParameters.encode(true, 0x100, 0x8020_0000L, 0x8FE0_0000L, List.of(0x9000L, 0xA000L));

        ByteBuffer fields = ByteBuffer.wrap(page).order(ByteOrder.LITTLE_ENDIAN);
        assertThat(page).hasSize(0x1000);
        assertThat(fields.getLong(0x000)).isEqualTo(1);
        assertThat(fields.getLong(0x100)).isEqualTo(0x100);
        assertThat(fields.getLong(0x200)).isEqualTo(0x8020_0000L);
        assertThat(fields.getLong(0x300)).isEqualTo(0x8FE0_0000L);
        assertThat(fields.getLong(0x308)).isZero();
        assertThat(fields.getLong(0x800)).isEqualTo(2);
        assertThat(fields.getLong(0x808)).isEqualTo(0x9000);
        assertThat(fields.getLong(0x810)).isEqualTo(0xA000);
    }
}
