package dev.realmstep.device.rtc;

import static org.assertj.core.api.Assertions.assertThat;

import dev.realmstep.device.timer.SystemCounter;
import org.junit.jupiter.api.Test;

/** The registers of Arm DDI 0224, chapter 3. */
class Pl031Tests {
    private static final int DR = 0x00;
    private static final int MR = 0x04;
    private static final int LR = 0x08;
    private static final int CR = 0x0C;
    private static final int IMSC = 0x10;
    private static final int RIS = 0x14;
    private static final int MIS = 0x18;
    private static final int ICR = 0x1C;

    private static final long EPOCH = 1_700_000_000;

    private final SystemCounter counter = new SystemCounter(() -> 0);
    private boolean level;
    private final Pl031 clock = new Pl031(counter, EPOCH, asserted -> level = asserted);

    private void sleepMilliseconds(long milliseconds) {
        counter.sleep(milliseconds * 1_000_000);
    }

    @Test
    void itShowsTheEpochAndGoesOnInSeconds() {
        assertThat(clock.read(DR, 4)).isEqualTo(EPOCH);
        assertThat(clock.read(CR, 4)).isEqualTo(1);
        sleepMilliseconds(1_999);
        assertThat(clock.read(DR, 4)).isEqualTo(EPOCH + 1);
        sleepMilliseconds(1);
        assertThat(clock.read(DR, 4)).isEqualTo(EPOCH + 2);
    }

    @Test
    void itIsSetByTheLoadRegister() {
        sleepMilliseconds(5_000);
        clock.write(LR, 4, 1000);
        assertThat(clock.read(DR, 4)).isEqualTo(1000);
        assertThat(clock.read(LR, 4)).isEqualTo(1000);
        sleepMilliseconds(2_000);
        assertThat(clock.read(DR, 4)).isEqualTo(1002);
    }

    @Test
    void itCountsModuloTwoToThe32() {
        clock.write(LR, 4, 0xFFFF_FFFFL);
        assertThat(clock.read(DR, 4)).isEqualTo(0xFFFF_FFFFL);
        sleepMilliseconds(1_000);
        assertThat(clock.read(DR, 4)).isZero();
    }

    @Test
    void anAlarmIsSeenInTheStatusUntilItIsCleared() {
        clock.write(MR, 4, EPOCH + 10);
        sleepMilliseconds(9_000);
        assertThat(clock.read(RIS, 4)).isZero();
        sleepMilliseconds(60_000);
        assertThat(clock.read(RIS, 4)).isEqualTo(1);
        assertThat(clock.read(MIS, 4)).isZero();
        clock.write(IMSC, 4, 1);
        assertThat(clock.read(MIS, 4)).isEqualTo(1);
        clock.write(ICR, 4, 1);
        assertThat(clock.read(RIS, 4)).isZero();
        sleepMilliseconds(60_000);
        assertThat(clock.read(RIS, 4)).as("it has been passed").isZero();
    }

    @Test
    void anAlarmForNowIsSeenAtOnceAndOneForThePastNever() {
        clock.write(MR, 4, EPOCH - 1);
        sleepMilliseconds(3_000);
        assertThat(clock.read(RIS, 4)).isZero();
        clock.write(MR, 4, EPOCH + 3);
        assertThat(clock.read(RIS, 4)).isEqualTo(1);
    }

    @Test
    void anAlarmInterruptsAtItsSecondUntilItIsCleared() {
        clock.write(MR, 4, EPOCH + 10);
        assertThat(clock.ticksUntilNextEvent()).isEqualTo(SystemCounter.NEVER);
        clock.write(IMSC, 4, 1);
        sleepMilliseconds(1_250);
        assertThat(clock.ticksUntilNextEvent()).isEqualTo(8_750L * 1_000_000);
        sleepMilliseconds(8_749);
        clock.update();
        assertThat(level).isFalse();
        sleepMilliseconds(1);
        clock.update();
        assertThat(level).isTrue();
        assertThat(clock.ticksUntilNextEvent()).isEqualTo(SystemCounter.NEVER);
        clock.write(ICR, 4, 1);
        assertThat(level).isFalse();
        assertThat(clock.ticksUntilNextEvent()).isEqualTo(SystemCounter.NEVER);
    }

    @Test
    void theIdentificationIsThatOfAPrimeCellClock() {
        long peripheral = 0;
        long primeCell = 0;
        for (int i = 0; i < 4; i++) {
            peripheral |= clock.read(0xFE0 + 4 * i, 4) << (8 * i);
            primeCell |= clock.read(0xFF0 + 4 * i, 4) << (8 * i);
        }
        // What Linux's amba bus matches: id 0x00041031 under mask 0x000fffff, and CID 0xb105f00d.
        assertThat(peripheral & 0xF_FFFF).isEqualTo(0x41031);
        assertThat(primeCell).isEqualTo(0xB105_F00DL);
    }
}
