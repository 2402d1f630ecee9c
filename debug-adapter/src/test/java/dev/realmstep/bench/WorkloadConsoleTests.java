package dev.realmstep.bench;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class WorkloadConsoleTests {
    private static final String SUM = "00000000000000ff";

    private final WorkloadConsole console = new WorkloadConsole();

    @Test
    void theTimeBetweenBeginAndEndIsTaken() {
        console.accept("begin calls", new Usage(100, 10, 0));
        console.accept("end calls " + SUM, new Usage(350, 30, 0));

        assertThat(console.measurements()).containsExactly(new Measurement("calls", 250, 20, SUM));
    }

    @Test
    void aKernelIsInsideOfItsWorkload() {
        console.accept("begin calls", new Usage(0, 0, 0));
        console.accept("begin calls/crc", new Usage(1, 1, 0));
        console.accept("end calls/crc " + SUM, new Usage(4, 3, 0));
        console.accept("end calls " + SUM, new Usage(10, 9, 0));

        assertThat(console.measurements())
                .containsExactly(new Measurement("calls/crc", 3, 2, SUM), new Measurement("calls", 10, 9, SUM));
    }

    @Test
    void otherLinesAreNoMeasurements() {
        console.accept("realmstep: building, which takes a minute the first time", Usage.NONE);
        console.accept("begin calls", Usage.NONE);
        console.accept("end calls", Usage.NONE);
        console.accept("end cold " + SUM, Usage.NONE);

        assertThat(console.measurements()).isEmpty();
    }
}
