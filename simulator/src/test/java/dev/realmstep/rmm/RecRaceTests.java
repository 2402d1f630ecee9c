package dev.realmstep.rmm;

import static dev.realmstep.rmm.RmiReply.ERROR_INPUT;
import static dev.realmstep.rmm.RmiReply.ERROR_REALM;
import static dev.realmstep.rmm.RmiReply.ERROR_REC;
import static org.assertj.core.api.Assertions.assertThat;

import dev.realmstep.rmm.realm.RealmState;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What the host does on one processing element while a REC runs on another. */
class RecRaceTests {
    private static final int LDR_X2 = 0xF940_0022; // ldr x2, [x1]
    private static final long GRANULE = NormalWorld.GRANULE;
    private static final long TRAP_WFI = 1 << 2;
    private static final long PSCI_SYSTEM_OFF = 0x8400_0008L;
    private static final long DATA_ABORT = 0x24;

    private final NormalWorld host = new NormalWorld();
    private final TestGuest guest = new TestGuest(host, LDR_X2, true);
    private final long run = host.granule();

    @BeforeEach
    void powerOn() {
        host.write(run, TRAP_WFI);
        host.switchTo(1);
        host.switchTo(0);
    }

    /** Lets a REC run on the other element, in front of its first instruction. */
    private void start(long rec) {
        host.switchTo(1);
        host.enterAndStay(rec, run);
        host.switchTo(0);
    }

    /** Goes on with it until it exits, and returns what RMI_REC_ENTER does. */
    private long finish() {
        host.switchTo(1);
        long code = host.element().x(0);
        host.switchTo(0);
        return code;
    }

    @Test
    void aRecThatRunsCannotBeTakenAwayOrEnteredAgain() {
        start(guest.rec());
        host.rmi(Rmi.REC_DESTROY, guest.rec()).refuses(ERROR_REC, "rec_state");
        RmiReply reply = host.rmi(Rmi.REC_ENTER, guest.rec(), host.granule()).refuses(ERROR_REC, "rec_state");
        assertThat(reply.refusal().orElseThrow().found().state()).isEqualTo("REC_RUNNING");
        host.rmi(Rmi.RTT_SET_RIPAS, guest.realm().rd(), guest.rec(), 0, GRANULE).refuses(ERROR_REC, "rec_state");
        host.rmi(Rmi.PSCI_COMPLETE, guest.rec(), guest.second(), 0).refuses(ERROR_INPUT, "pending");
        host.rmi(Rmi.REALM_DESTROY, guest.realm().rd()).refuses(ERROR_REALM, "realm_live");
        for (long held :
                new long[] {guest.rec(), guest.realm().rd(), guest.realm().root(), guest.data()}) {
            host.rmi(Rmi.GRANULE_UNDELEGATE, held).refuses(ERROR_INPUT, "gran_state");
        }
        assertThat(finish()).isZero();
        host.rmi(Rmi.REC_DESTROY, guest.rec()).succeeds();
    }

    /** The other element must not go on with a translation that it knows from before. */
    @Test
    void memoryIsGoneAtOnceForARecThatRuns() {
        guest.restart(0, TestGuest.DATA);
        start(guest.rec());
        assertThat(finish()).isZero();
        assertThat(guest.x(2)).isEqualTo(1);

        guest.restart(0, TestGuest.DATA);
        start(guest.rec());
        guest.realm().dataDestroy(TestGuest.DATA).succeeds();
        assertThat(finish()).isZero();
        assertThat(host.read(run + TestGuest.EXIT_ESR) >>> 26).isEqualTo(DATA_ABORT);
        assertThat(host.read(run + TestGuest.EXIT_HPFAR)).isEqualTo(TestGuest.DATA >>> 12 << 4);
    }

    @Test
    void aRecThatRunsWhenItsRealmGoesOffComesBackAndIsNotLetInAgain() {
        TestGuest caller = new TestGuest(host, TestGuest.SMC, true);
        host.rmm().model().recs().get(caller.second()).setRunnable(true);
        start(caller.second());
        caller.callUntil(TestGuest.EXIT_PSCI, PSCI_SYSTEM_OFF);
        assertThat(host.rmm().model().realms().get(caller.realm().rd()).state()).isEqualTo(RealmState.SYSTEM_OFF);
        assertThat(finish()).isZero();
        host.rmi(Rmi.REC_ENTER, caller.second(), run).refuses(ERROR_REALM, 1, "system_off");
        host.rmi(Rmi.REC_DESTROY, caller.second()).succeeds();
    }

    /** The host learns nothing of an exit for which it left no place (A4.3.3). */
    @Test
    void anExitThatCannotBeWrittenIsRefusedWithItsReason() {
        start(guest.rec());
        host.rmi(Rmi.GRANULE_DELEGATE, run).succeeds();
        assertThat(finish()).isEqualTo(ERROR_INPUT);
        assertThat(host.lastRefusal()).hasValueSatisfying(refusal -> {
            assertThat(refusal.condition()).isEqualTo("run_pas");
            assertThat(refusal.operand()).isEqualTo("run_ptr");
            assertThat(refusal.value()).isEqualTo(run);
            assertThat(refusal.found().state()).isNotBlank();
        });
        host.rmi(Rmi.REC_ENTER, guest.rec(), host.granule()).succeeds();
    }

    @Test
    void aRealmThatIsBuiltDoesNotMindOneThatRuns() {
        start(guest.rec());
        TestRealm other = TestRealm.create(host);
        other.tablesFor(0);
        other.data(0, new byte[] {1});
        other.rec(0);
        other.activate();
        assertThat(finish()).isZero();
    }
}
