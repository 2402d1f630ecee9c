package dev.realmstep.machine;

import static org.assertj.core.api.Assertions.assertThat;

import dev.realmstep.rmm.granule.GranuleState;
import dev.realmstep.rmm.realm.MeasurementObserver;
import dev.realmstep.rmm.realm.RealmState;
import dev.realmstep.rmm.rec.ExitReason;
import dev.realmstep.rmm.rec.RecExit;
import dev.realmstep.rmm.refusal.FoundState;
import dev.realmstep.rmm.refusal.Operand;
import dev.realmstep.rmm.refusal.Refusal;
import dev.realmstep.rmm.rtt.Ripas;
import dev.realmstep.rmm.rtt.RttEntry;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class EventLogTests {
    /** A store of a byte that the host may emulate. */
    private static final long DATA_ABORT = 0x9200_0046L;

    private static final long WFI = 0x0600_0000L;

    private final EventLog log = new EventLog(MeasurementObserver.NONE);

    private void enter() {
        log.commandCompleted(
                "RMI_REC_ENTER",
                List.of(new Operand("rec", 0x1000), new Operand("run_ptr", 0x2000)),
                0,
                Optional.empty());
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
        log.commandCompleted("RMI_DATA_CREATE_UNKNOWN", List.of(), 0, Optional.empty());
        exit(abort(0x1_0100_0000L));
        assertThat(log.recent()).hasSize(5);
    }

    @Test
    void aCallTellsWhatItChanged() {
        log.granuleChanged(0x8000_1000L, GranuleState.DELEGATED, GranuleState.RTT);
        log.entryChanged(0x8000_0000L, 0, RttEntry.unassigned(Ripas.RAM, 2), RttEntry.table(0x8000_1000L, 2));
        log.realmChanged(0x8000_0000L, RealmState.NEW, RealmState.ACTIVE);
        log.recChanged(0x8000_2000L, 1, false);
        log.realmCalled(0, "PSCI_CPU_OFF", List.of(), 0, Optional.empty());
        log.realmCalled(0, "PSCI_VERSION", List.of(), 0, Optional.empty());

        EventLog.Call first = (EventLog.Call) log.recent().getFirst();
        assertThat(first.changes())
                .map(StateChange::toString)
                .containsExactly(
                        "granule 0x80001000: DELEGATED to RTT",
                        "IPA 0x0: UNASSIGNED with RIPAS RAM at level 2 to TABLE at level 2",
                        "realm 0x80000000: NEW to ACTIVE",
                        "REC 0x1: NOT_RUNNABLE");
        assertThat(((EventLog.Call) log.recent().getLast()).changes()).isEmpty();
    }

    @Test
    void ofManyChangesTheFirstAreKept() {
        for (int n = 0; n < 512; n++) {
            log.granuleChanged(n * 0x1000L, GranuleState.DELEGATED, GranuleState.DATA);
        }
        log.commandCompleted("RMI_RTT_INIT_RIPAS", List.of(), 0, Optional.empty());
        EventLog.Call call = (EventLog.Call) log.recent().getFirst();
        assertThat(call.changes()).hasSize(7).last().hasToString("and 506 more");
    }

    @Test
    void aRefusalIsKeptWhenItsEventIsGone() {
        Refusal refusal =
                new Refusal("rd_state", "rd", 0x1000, FoundState.granule("DATA"), "the granule is DATA, not RD");
        log.commandCompleted("RMI_REALM_ACTIVATE", List.of(new Operand("rd", 0x1000)), 1, Optional.of(refusal));
        for (int n = 0; n < 2000; n++) {
            log.commandCompleted("RMI_VERSION", List.of(), 0, Optional.empty());
        }
        assertThat(log.refusals()).isEqualTo(1);
        assertThat(log.refusedAfter(0))
                .singleElement()
                .hasToString("host: RMI_REALM_ACTIVATE(rd=0x1000) = RMI_ERROR_INPUT: "
                        + "rd_state: rd = 0x1000: the granule is DATA, not RD");
        assertThat(log.refusedAfter(1)).isEmpty();
    }

    @Test
    void moreRefusalsThanAreKeptAreCounted() {
        Refusal refusal = Refusal.ofValue("level_bound", "level", 4, "tables are made at levels 2 to 3");
        for (int n = 0; n < 1500; n++) {
            log.commandCompleted("RMI_RTT_CREATE", List.of(), 1, Optional.of(refusal));
        }
        assertThat(log.refusals()).isEqualTo(1500);
        assertThat(log.refusedAfter(0)).hasSize(1000);
        assertThat(log.refusedAfter(1499)).hasSize(1);
    }
}
