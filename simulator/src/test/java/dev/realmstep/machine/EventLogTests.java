package dev.realmstep.machine;

import static org.assertj.core.api.Assertions.assertThat;

import dev.realmstep.rmm.realm.MeasurementObserver;
import dev.realmstep.rmm.rec.ExitReason;
import dev.realmstep.rmm.rec.RecExit;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class EventLogTests {
    /** A store of a byte that the host may emulate. */
    private static final long DATA_ABORT = 0x9200_0046L;

    private static final long WFI = 0x0600_0000L;

    private final EventLog log = new EventLog(MeasurementObserver.NONE);

    private void enter() {
        log.commandCompleted("RMI_REC_ENTER", new long[] {0x1000, 0x2000, 0, 0}, 0, Optional.empty());
    }

    private void exit(RecExit exit) {
        enter();
        log.recExited(0, exit);
    }

    private static RecExit abort(long ipa) {
        return new RecExit(ExitReason.SYNC).withSyndrome(DATA_ABORT).withFaultAddress(ipa & 0xFFF, ipa >>> 12 << 4);
    }

    @Test
    void anExitTellsItsSyndromeAndItsAddress() {
        exit(abort(0x1_0100_0005L));
        assertThat(log.recent())
                .last()
                .hasToString("REC 0x0: exit SYNC: data abort lower level, ESR_EL2 0x92000046, at IPA 0x101000005");
        exit(new RecExit(ExitReason.SYNC).withSyndrome(WFI));
        assertThat(log.recent()).last().asString().startsWith("REC 0x0: exit SYNC: trapped wf, ESR_EL2 0x");
        exit(new RecExit(ExitReason.IRQ));
        assertThat(log.recent()).last().hasToString("REC 0x0: exit IRQ");
    }

    @Test
    void exitsForOneDeviceInARowAreOneEvent() {
        for (int n = 0; n < 3000; n++) {
            exit(abort(0x1_0100_0000L + n % 8));
        }
        exit(abort(0x1_0200_0000L));
        exit(new RecExit(ExitReason.IRQ));
        exit(abort(0x1_0200_0000L));
        assertThat(log.recent())
                .map(EventLog.Event::toString)
                .filteredOn(text -> !text.startsWith("host: RMI_REC_ENTER"))
                .containsExactly(
                        "REC 0x0: 3000 exits SYNC: data abort lower level, ESR_EL2 0x92000046, the last at IPA 0x101000007",
                        "REC 0x0: exit SYNC: data abort lower level, ESR_EL2 0x92000046, at IPA 0x102000000",
                        "REC 0x0: exit IRQ",
                        "REC 0x0: exit SYNC: data abort lower level, ESR_EL2 0x92000046, at IPA 0x102000000");
    }

    @Test
    void whatTheHostDidBetweenTwoExitsKeepsThemApart() {
        exit(abort(0x1_0100_0000L));
        log.commandCompleted("RMI_DATA_CREATE_UNKNOWN", new long[] {1}, 0, Optional.empty());
        exit(abort(0x1_0100_0000L));
        assertThat(log.recent()).hasSize(5);
    }
}
