package dev.realmstep.bench;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class ComparisonTests {
    private static final Task TASK = new Task("workloads", List.of(), List.of(), Optional.empty());
    private static final long SECOND = 1_000_000_000;
    private static final long MEBIBYTE = 1 << 20;

    private static Task.Done done(long peak, Measurement... measurements) {
        return new Task.Done(List.of(measurements), peak * MEBIBYTE);
    }

    private static Measurement calls(long seconds, long cpuSeconds) {
        return new Measurement("calls", seconds * SECOND, cpuSeconds * SECOND, "1");
    }

    private static Comparison ofThreeRounds() throws ContenderException {
        Comparison comparison = new Comparison(false);
        comparison.add(TASK, done(50, calls(2, 1)), done(60, calls(1, 1)));
        comparison.add(TASK, done(70, calls(3, 3)), done(90, calls(3, 1)));
        comparison.add(TASK, done(60, calls(9, 4)), done(80, calls(6, 2)));
        return comparison;
    }

    @Test
    void ratiosAreThoseOfEachRound() throws Exception {
        assertThat(ofThreeRounds().rows())
                .containsExactly(new Comparison.Row(
                        "calls", new Spread(3, 2, 9), new Spread(3, 1, 6), new Spread(1.5, 1, 2), new Spread(2, 1, 3)));
    }

    @Test
    void lessProcessorTimeThanCanBeSeenCountsAsTheLeastThatCan() throws Exception {
        Comparison comparison = new Comparison(false);
        comparison.add(
                TASK,
                done(1, new Measurement("calls", SECOND, 20_000_000, "1")),
                done(1, new Measurement("calls", SECOND, 0, "1")));

        assertThat(comparison.rows().getFirst().cpuRatio().median()).isEqualTo(2);
    }

    @Test
    void memoryIsTheMostOfAllRounds() throws Exception {
        assertThat(ofThreeRounds().memory())
                .containsExactly(new Comparison.Memory("workloads", 70 * MEBIBYTE, 90 * MEBIBYTE));
    }

    @Test
    void memoryThatThePlatformDoesNotTellIsLeftOut() throws Exception {
        Comparison comparison = new Comparison(false);
        comparison.add(TASK, done(0, calls(1, 1)), done(0, calls(1, 1)));

        assertThat(comparison.memory()).isEmpty();
    }

    @Test
    void kernelsHaveRowsWhenTheyAreWanted() throws Exception {
        Measurement crc = new Measurement("calls/crc", 1, 1, "2");
        Comparison without = new Comparison(false);
        Comparison with = new Comparison(true);
        for (Comparison comparison : List.of(without, with)) {
            comparison.add(TASK, done(1, crc, calls(1, 1)), done(1, crc, calls(1, 1)));
        }

        assertThat(without.rows()).extracting(Comparison.Row::name).containsExactly("calls");
        assertThat(with.rows()).extracting(Comparison.Row::name).containsExactly("calls/crc", "calls");
    }

    @Test
    void anotherChecksumIsAFailure() {
        Measurement other = new Measurement("calls", 1, 1, "2");

        assertThatThrownBy(() -> new Comparison(false).add(TASK, done(1, calls(1, 1)), done(1, other)))
                .isInstanceOf(ContenderException.class)
                .hasMessage("calls: QEMU's checksum is 1, Realmstep's 2");
    }

    @Test
    void whatOnlyOneDidIsAFailure() {
        assertThatThrownBy(() -> new Comparison(false).add(TASK, done(1, calls(1, 1)), done(1)))
                .isInstanceOf(ContenderException.class)
                .hasMessage("workloads: QEMU came to the end of 1 parts, Realmstep of 0");
    }

    @Test
    void tablesForPeople() throws Exception {
        assertThat(ComparisonText.of(ofThreeRounds()))
                .containsExactly(
                        "                            QEMU, s   Realmstep, s   ratio of times         of CPU times",
                        "calls                         3.000          3.000   1.50 [1.00..2.00]      2.00 [1.00..3.00]",
                        "Medians [least..most] of all rounds; ratios above 1: Realmstep is faster.",
                        "",
                        "                          QEMU, MiB Realmstep, MiB   times QEMU's",
                        "workloads                        70             90   1.29");
    }

    @Test
    void numbersForPrograms() throws Exception {
        JsonObject whole =
                JsonParser.parseString(ComparisonJson.of(ofThreeRounds())).getAsJsonObject();

        JsonObject calls = whole.getAsJsonArray("times").get(0).getAsJsonObject();
        assertThat(calls.get("name").getAsString()).isEqualTo("calls");
        assertThat(calls.getAsJsonObject("ratio").get("median").getAsDouble()).isEqualTo(1.5);
        assertThat(calls.getAsJsonObject("cpuRatio").get("max").getAsDouble()).isEqualTo(3);
        JsonObject memory = whole.getAsJsonArray("peakMemory").get(0).getAsJsonObject();
        assertThat(memory.get("realmstep").getAsLong()).isEqualTo(90 * MEBIBYTE);
    }
}
