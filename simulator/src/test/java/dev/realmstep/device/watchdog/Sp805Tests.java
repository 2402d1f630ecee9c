package dev.realmstep.device.watchdog;

import static org.assertj.core.api.Assertions.assertThat;

import dev.realmstep.device.timer.SystemCounter;
import org.junit.jupiter.api.Test;

/** The registers of Arm DDI 0270, chapter 3, at a clock of 1 MHz: a microsecond a count. */
class Sp805Tests {
    private static final int LOAD = 0x000;
    private static final int VALUE = 0x004;
    private static final int CONTROL = 0x008;
    private static final int INTCLR = 0x00C;
    private static final int RIS = 0x010;
    private static final int LOCK = 0xC00;
    private static final int INTEN = 1;
    private static final int RESEN = 2;

    private final SystemCounter counter = new SystemCounter(() -> 0);
    private boolean interrupt;
    private boolean reset;
    private final Sp805 watchdog =
            new Sp805(counter, 1_000_000, asserted -> interrupt = asserted, asserted -> reset = asserted);

    private void sleepMicroseconds(long microseconds) {
        counter.sleep(microseconds * 1_000);
        watchdog.update();
    }

    private void start(int control) {
        watchdog.write(LOAD, 4, 100);
        watchdog.write(CONTROL, 4, control);
    }

    @Test
    void itCountsDownWhileItsInterruptIsEnabled() {
        watchdog.write(LOAD, 4, 100);
        sleepMicroseconds(30);
        assertThat(watchdog.read(VALUE, 4)).isEqualTo(100);
        watchdog.write(CONTROL, 4, INTEN);
        sleepMicroseconds(30);
        assertThat(watchdog.read(VALUE, 4)).isEqualTo(70);
        assertThat(watchdog.ticksUntilNextEvent()).isEqualTo(70_000);
    }

    @Test
    void itInterruptsAtZeroAndBeginsAnew() {
        start(INTEN | RESEN);
        sleepMicroseconds(99);
        assertThat(interrupt).isFalse();
        sleepMicroseconds(1);
        assertThat(interrupt).isTrue();
        assertThat(watchdog.read(RIS, 4)).isEqualTo(1);
        assertThat(watchdog.read(VALUE, 4)).isEqualTo(100);
        assertThat(reset).isFalse();
    }

    @Test
    void itAsksForAResetWhenNobodyClearedTheInterrupt() {
        start(INTEN | RESEN);
        sleepMicroseconds(100);
        sleepMicroseconds(100);
        assertThat(reset).isTrue();
    }

    @Test
    void clearingTheInterruptKeepsTheResetAway() {
        start(INTEN | RESEN);
        sleepMicroseconds(100);
        watchdog.write(INTCLR, 4, 1);
        assertThat(interrupt).isFalse();
        sleepMicroseconds(100);
        assertThat(interrupt).isTrue();
        assertThat(reset).isFalse();
    }

    @Test
    void withoutItsEnableThereIsNoReset() {
        start(INTEN);
        sleepMicroseconds(100);
        sleepMicroseconds(100);
        assertThat(reset).isFalse();
    }

    @Test
    void itIgnoresWritesWhileItIsLocked() {
        watchdog.write(LOCK, 4, 1);
        start(INTEN);
        assertThat(watchdog.read(LOCK, 4)).isEqualTo(1);
        assertThat(watchdog.read(CONTROL, 4)).isZero();
        watchdog.write(LOCK, 4, 0x1ACC_E551);
        start(INTEN);
        assertThat(watchdog.read(CONTROL, 4)).isEqualTo(INTEN);
    }
}
