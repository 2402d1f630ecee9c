package dev.realmstep.device.watchdog;

import static org.assertj.core.api.Assertions.assertThat;

import dev.realmstep.device.timer.SystemCounter;
import dev.realmstep.memory.MemoryMappedDevice;
import org.junit.jupiter.api.Test;

/** The frames of Arm DEN0094, appendix A. */
class GenericWatchdogTests {
    private static final int WRR = 0x000;
    private static final int WCS = 0x000;
    private static final int WOR = 0x008;
    private static final int WOR_HIGH = 0x00C;
    private static final int WCV = 0x010;

    private final SystemCounter counter = new SystemCounter(() -> 0);
    private boolean first;
    private boolean second;
    private final GenericWatchdog watchdog =
            new GenericWatchdog(counter, asserted -> first = asserted, asserted -> second = asserted);
    private final MemoryMappedDevice control = watchdog.controlFrame();
    private final MemoryMappedDevice refresh = watchdog.refreshFrame();

    private void sleep(long ticks) {
        counter.sleep(ticks);
        watchdog.update();
    }

    private void start() {
        control.write(WOR, 4, 1_000);
        control.write(WCS, 4, 1);
    }

    @Test
    void itSignalsWhenItsTimeHasPassed() {
        start();
        sleep(1_000);
        assertThat(first).isFalse();
        sleep(1);
        assertThat(first).isTrue();
        assertThat(control.read(WCS, 4)).isEqualTo(0b011);
        assertThat(second).isFalse();
    }

    @Test
    void theSecondTimeItAsksForAReset() {
        start();
        sleep(1_001);
        sleep(1_001);
        assertThat(second).isTrue();
        assertThat(control.read(WCS, 4)).isEqualTo(0b111);
    }

    @Test
    void aRefreshBeginsAnew() {
        start();
        sleep(1_001);
        refresh.write(WRR, 4, 0);
        assertThat(first).isFalse();
        sleep(1_000);
        assertThat(first).isFalse();
        assertThat(watchdog.ticksUntilNextEvent()).isEqualTo(1);
    }

    @Test
    void whileItIsDisabledNothingHappens() {
        control.write(WOR, 4, 1_000);
        sleep(5_000);
        assertThat(first).isFalse();
        assertThat(watchdog.ticksUntilNextEvent()).isEqualTo(SystemCounter.NEVER);
    }

    @Test
    void theOffsetHas48Bits() {
        control.write(WOR, 4, 5);
        control.write(WOR_HIGH, 4, 0xF_FFFF);
        assertThat(control.read(WOR, 8)).isEqualTo(0xFFFF_0000_0005L);
        assertThat(control.read(WCV, 8)).isEqualTo(0xFFFF_0000_0005L);
    }
}
