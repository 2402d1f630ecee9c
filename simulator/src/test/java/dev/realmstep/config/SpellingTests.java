package dev.realmstep.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class SpellingTests {
    @Test
    void lettersLostAddedChangedOrSwappedCountOne() {
        assertThat(Spelling.distance("earycon", "earlycon")).isEqualTo(1);
        assertThat(Spelling.distance("hassh", "hash")).isEqualTo(1);
        assertThat(Spelling.distance("vcpus", "vcput")).isEqualTo(1);
        assertThat(Spelling.distance("ripsa", "ripas")).isEqualTo(1);
        assertThat(Spelling.distance("", "ram")).isEqualTo(3);
    }

    @Test
    void theClosestWordIsMeantIfItIsClose() {
        List<String> words = List.of("ram", "ripas", "readonly");
        assertThat(Spelling.closest("redonyl", words)).hasValue("readonly");
        assertThat(Spelling.closest("rom", words)).hasValue("ram");
        assertThat(Spelling.closest("rib", words)).isEmpty();
        assertThat(Spelling.closest("x".repeat(100_000), words)).isEmpty();
    }
}
