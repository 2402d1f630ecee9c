package dev.realmstep.host;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class StartTablesTests {
    /** Start level and number of tables as Arm ARM table D8-12 has them for a 4 KiB granule, with the fewest levels. */
    @ParameterizedTest
    @CsvSource({
        "32, 2, 4",
        "33, 2, 8",
        "34, 2, 16",
        "35, 1, 1",
        "39, 1, 1",
        "40, 1, 2",
        "41, 1, 4",
        "43, 1, 16",
        "44, 0, 1",
        "48, 0, 1"
    })
    void translationStartsWithTheFewestLevels(int ipaBits, int level, int count) {
        assertThat(StartTables.forIpaBits(ipaBits)).isEqualTo(new StartTables(level, count));
    }
}
