package dev.realmstep.rmm;

import static dev.realmstep.rmm.RmiReply.ERROR_INPUT;
import static dev.realmstep.rmm.RmiReply.ERROR_REALM;
import static dev.realmstep.rmm.RmiReply.ERROR_REC;
import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** RMI_REC_CREATE, _ENTER and _DESTROY, RMI_PSCI_COMPLETE, and PSCI of realms (RMM specification 1.0, B4.3 and B6.1). */
class RecCommandTests {
    private static final long GRANULE = NormalWorld.GRANULE;
    private static final int NUM_AUX = 0x800;
    private static final long PSCI_CPU_SUSPEND = 0x8400_0001L;
    private static final long PSCI_CPU_OFF = 0x8400_0002L;
    private static final long PSCI_CPU_ON = 0xC400_0003L;
    private static final long PSCI_AFFINITY_INFO = 0xC400_0004L;
    private static final long PSCI_SYSTEM_OFF = 0x8400_0008L;
    private static final long PSCI_FEATURES = 0x8400_000AL;
    private static final long SUCCESS = 0;
    private static final long NOT_SUPPORTED = -1;
    private static final long INVALID_PARAMETERS = -2;
    private static final long DENIED = -3;
    private static final long ALREADY_ON = -4;
    private static final long INVALID_ADDRESS = -9;

    private final NormalWorld host = new NormalWorld();

    private RmiReply create(TestRealm realm, long rec, RmiStructure params) {
        return host.rmi(Rmi.REC_CREATE, realm.rd(), rec, host.page(params));
    }

    @Test
    void aRecNeedsTwoAuxiliaryGranules() {
        TestRealm realm = TestRealm.create(host);
        assertThat(host.rmi(Rmi.REC_AUX_COUNT, realm.rd()).succeeds().x1()).isEqualTo(2);
        for (long count : new long[] {0, 1, 3, 17, -1}) {
            create(realm, host.delegated(), host.recParameters(0, 0).with(NUM_AUX, count))
                    .refuses(ERROR_INPUT, "num_aux");
        }
    }

    @Test
    void auxiliaryGranulesComeBackScrubbed() throws Exception {
        TestRealm realm = TestRealm.create(host);
        long rec = host.delegated();
        long aux = host.delegated();
        host.writeRealm(aux, 1);
        create(realm, rec, RmiStructure.rec(0, 0).withAuxiliary(host.delegated(), aux))
                .succeeds();
        assertThat(host.readRealm(aux)).isZero();
        host.rmi(Rmi.GRANULE_UNDELEGATE, aux).refuses(ERROR_INPUT, "gran_state");
        host.writeRealm(aux, 1);
        host.rmi(Rmi.REC_DESTROY, rec).succeeds();
        assertThat(host.readRealm(aux)).isZero();
        host.rmi(Rmi.GRANULE_UNDELEGATE, aux).succeeds();
    }

    @Test
    void aRecIsADelegatedGranule() {
        TestRealm realm = TestRealm.create(host);
        RmiStructure params = host.recParameters(0, 0);
        create(realm, 8, params).refuses(ERROR_INPUT, "rec_align");
        create(realm, 0, params).refuses(ERROR_INPUT, "rec_bound");
        create(realm, realm.rd(), params).refuses(ERROR_INPUT, "rec_state");
        host.rmi(Rmi.REC_CREATE, realm.root(), host.delegated(), host.page(params))
                .refuses(ERROR_INPUT, "rd_state");
        host.rmi(Rmi.REC_CREATE, realm.rd(), host.delegated(), 8).refuses(ERROR_INPUT, "params_align");
        host.rmi(Rmi.REC_CREATE, realm.rd(), host.delegated(), 0).refuses(ERROR_INPUT, "params_bound");
        host.rmi(Rmi.REC_CREATE, realm.rd(), host.delegated(), realm.rd()).refuses(ERROR_INPUT, "params_pas");
    }

    @Test
    void numbersFollowEachOther() {
        TestRealm realm = TestRealm.create(host);
        create(realm, host.delegated(), host.recParameters(1, 0)).refuses(ERROR_INPUT, "mpidr_index");
        create(realm, host.delegated(), host.recParameters(1L << 31, 0)).refuses(ERROR_INPUT, "mpidr_index");
        for (int index = 0; index < 16; index++) {
            create(realm, host.delegated(), host.recParameters(index, 0)).succeeds();
        }
        create(realm, host.delegated(), host.recParameters(16, 0)).refuses(ERROR_INPUT, "mpidr_index");
        create(realm, host.delegated(), host.recParameters(0x100, 0)).succeeds();
    }

    @Test
    void aNumberIsNotGivenAgain() {
        TestRealm realm = TestRealm.create(host);
        long first = realm.rec(0);
        realm.rec(0);
        host.rmi(Rmi.REC_DESTROY, first).succeeds();
        create(realm, first, host.recParameters(1, 0)).refuses(ERROR_INPUT, "mpidr_index");
        create(realm, first, host.recParameters(2, 0)).succeeds();
    }

    /** RMI_FEATURES says that the order is 9. */
    @Test
    void aRealmHasAtMost511RecsAtATime() {
        TestRealm realm = TestRealm.create(host);
        long last = 0;
        for (int index = 0; index < 511; index++) {
            last = host.delegated();
            create(realm, last, host.recParameters((index & 0xF) | (index >> 4 << 8), 0))
                    .succeeds();
        }
        create(realm, host.delegated(), host.recParameters((511 & 0xF) | (511 >> 4 << 8), 0))
                .refuses(ERROR_REALM, "num_recs");
        host.rmi(Rmi.REC_DESTROY, last).succeeds();
        create(realm, host.delegated(), host.recParameters((511 & 0xF) | (511 >> 4 << 8), 0))
                .succeeds();
    }

    @Test
    void recsComeBeforeActivation() {
        TestRealm realm = TestRealm.create(host);
        realm.activate();
        create(realm, host.delegated(), host.recParameters(0, 0)).refuses(ERROR_REALM, "realm_state");
    }

    @Test
    void aRecIsDestroyedOnce() {
        TestRealm realm = TestRealm.create(host);
        long rec = realm.rec(0);
        host.rmi(Rmi.REC_DESTROY, rec).succeeds();
        host.rmi(Rmi.REC_DESTROY, rec).refuses(ERROR_INPUT, "rec_gran_state");
        host.rmi(Rmi.REC_DESTROY, 8).refuses(ERROR_INPUT, "rec_align");
        host.rmi(Rmi.REC_DESTROY, 0).refuses(ERROR_INPUT, "rec_bound");
        host.rmi(Rmi.GRANULE_UNDELEGATE, rec).succeeds();
    }

    @Test
    void aRecRunsOnlyInAnActiveRealm() {
        TestRealm realm = TestRealm.create(host);
        long rec = realm.rec(0);
        long run = host.granule();
        host.rmi(Rmi.REC_ENTER, rec, 8).refuses(ERROR_INPUT, "run_align");
        host.rmi(Rmi.REC_ENTER, rec, 0).refuses(ERROR_INPUT, "run_bound");
        host.rmi(Rmi.REC_ENTER, rec, rec).refuses(ERROR_INPUT, "run_pas");
        host.rmi(Rmi.REC_ENTER, 8, run).refuses(ERROR_INPUT, "rec_align");
        host.rmi(Rmi.REC_ENTER, 0, run).refuses(ERROR_INPUT, "rec_bound");
        host.rmi(Rmi.REC_ENTER, realm.rd(), run).refuses(ERROR_INPUT, "rec_gran_state");
        host.rmi(Rmi.REC_ENTER, rec, run).refuses(ERROR_REALM, 0, "realm_new");
    }

    @Test
    void aRecThatIsOffDoesNotRun() {
        TestRealm realm = TestRealm.create(host);
        long rec = host.delegated();
        create(realm, rec, host.recParameters(0, 0).with(0, 0)).succeeds();
        realm.activate();
        host.rmi(Rmi.REC_ENTER, rec, host.granule()).refuses(ERROR_REC, "rec_runnable");
    }

    @Test
    void aRecThatRunsIsLeftAlone() {
        TestGuest guest = new TestGuest(host, TestGuest.SMC);
        host.switchTo(1);
        host.switchTo(0);
        host.enterAndStay(guest.rec(), guest.run());
        host.switchTo(1);
        host.rmi(Rmi.REC_ENTER, guest.rec(), host.granule()).refuses(ERROR_REC, "rec_state");
        host.rmi(Rmi.REC_DESTROY, guest.rec()).refuses(ERROR_REC, "rec_state");
        host.rmi(Rmi.RTT_SET_RIPAS, guest.realm().rd(), guest.rec(), 0, GRANULE).refuses(ERROR_REC, "rec_state");
    }

    @Test
    void aRealmThatIsOffStaysOff() {
        TestGuest guest = new TestGuest(host, TestGuest.SMC);
        guest.callUntil(TestGuest.EXIT_PSCI, PSCI_SYSTEM_OFF, 5);
        assertThat(guest.exit(TestGuest.EXIT_GPRS)).isEqualTo(PSCI_SYSTEM_OFF);
        assertThat(guest.exit(TestGuest.EXIT_GPRS + 8)).isZero();
        guest.enter(0).refuses(ERROR_REALM, 1, "system_off");
        host.rmi(Rmi.REALM_ACTIVATE, guest.realm().rd()).refuses(ERROR_REALM, "realm_state");
    }

    @Test
    void aProcessorPowersItselfOff() {
        TestGuest guest = new TestGuest(host, TestGuest.SMC);
        guest.callUntil(TestGuest.EXIT_PSCI, PSCI_CPU_SUSPEND | 1 << 16, 5, 6, 7, 8);
        // The hint that SVE state is dead is not part of the name, and operands are not the host's to know.
        assertThat(guest.exit(TestGuest.EXIT_GPRS)).isEqualTo(PSCI_CPU_SUSPEND);
        assertThat(guest.exit(TestGuest.EXIT_GPRS + 8)).isZero();
        guest.enterUntilDone(0);
        assertThat(guest.x(0)).isEqualTo(SUCCESS);
        assertThat(guest.x(1)).isZero();
        assertThat(guest.x(3)).isZero();
        assertThat(guest.x(4)).isEqualTo(8);
        guest.callUntil(TestGuest.EXIT_PSCI, PSCI_CPU_OFF);
        guest.enter(0).refuses(ERROR_REC, "rec_runnable");
    }

    @Test
    void psciSaysWhatItOffers() {
        TestGuest guest = new TestGuest(host, TestGuest.SMC);
        assertThat(guest.call(0x8400_0000L)).isEqualTo(0x1_0001);
        assertThat(guest.call(PSCI_FEATURES, PSCI_CPU_ON)).isEqualTo(SUCCESS);
        assertThat(guest.call(PSCI_FEATURES, 0xC400_0008L)).isEqualTo(NOT_SUPPORTED);
        assertThat(guest.call(0xC400_0002L)).isEqualTo(NOT_SUPPORTED);
    }

    @Test
    void badTargetsAreRefusedWithoutTheHost() {
        TestGuest guest = new TestGuest(host, TestGuest.SMC);
        assertThat(guest.call(PSCI_CPU_ON, 0, 0x1_0000_0000L)).isEqualTo(INVALID_ADDRESS);
        assertThat(guest.call(PSCI_CPU_ON, 7, 0)).isEqualTo(INVALID_PARAMETERS);
        assertThat(guest.call(PSCI_CPU_ON, 0, 0)).isEqualTo(ALREADY_ON);
        assertThat(guest.call(PSCI_AFFINITY_INFO, 0, 1)).isEqualTo(INVALID_PARAMETERS);
        assertThat(guest.call(PSCI_AFFINITY_INFO, 7, 0)).isEqualTo(INVALID_PARAMETERS);
        assertThat(guest.call(PSCI_AFFINITY_INFO, 0, 0)).isZero();
    }

    private RmiReply complete(long calling, long target, long status) {
        return host.rmi(Rmi.PSCI_COMPLETE, calling, target, status);
    }

    @Test
    void theHostCompletesCpuOn() {
        TestGuest guest = new TestGuest(host, TestGuest.SMC, true);
        long target = guest.second();
        complete(guest.rec(), target, SUCCESS).refuses(ERROR_INPUT, "pending");
        guest.callUntil(TestGuest.EXIT_PSCI, PSCI_CPU_ON, 1, TestGuest.CODE, 42);
        assertThat(guest.exit(TestGuest.EXIT_GPRS)).isEqualTo(PSCI_CPU_ON);
        assertThat(guest.exit(TestGuest.EXIT_GPRS + 8)).isEqualTo(1);
        assertThat(guest.exit(TestGuest.EXIT_GPRS + 16)).isZero();
        guest.enter(0).refuses(ERROR_REC, "rec_psci");

        complete(guest.rec(), guest.rec(), SUCCESS).refuses(ERROR_INPUT, "alias");
        complete(guest.realm().rd(), target, SUCCESS).refuses(ERROR_INPUT, "calling_state");
        complete(guest.rec(), guest.realm().rd(), SUCCESS).refuses(ERROR_INPUT, "target_state");
        complete(guest.rec(), TestRealm.create(host).rec(0), SUCCESS).refuses(ERROR_INPUT, "owner");
        complete(guest.rec(), target, ALREADY_ON).refuses(ERROR_INPUT, "status");
        complete(guest.rec(), target, SUCCESS).succeeds();
        guest.enterUntilDone(0);
        assertThat(guest.x(0)).isEqualTo(SUCCESS);
        assertThat(host.rmm().model().recs().get(target).registers().general(0)).isEqualTo(42);
        assertThat(host.rmm().model().recs().get(target).isRunnable()).isTrue();

        guest.callUntil(TestGuest.EXIT_PSCI, PSCI_CPU_ON, 1, TestGuest.CODE, 43);
        complete(guest.rec(), target, DENIED).refuses(ERROR_INPUT, "status");
        complete(guest.rec(), target, SUCCESS).succeeds();
        guest.enterUntilDone(0);
        assertThat(guest.x(0)).isEqualTo(ALREADY_ON);
    }

    @Test
    void theHostMayDenyCpuOn() {
        TestGuest guest = new TestGuest(host, TestGuest.SMC, true);
        guest.callUntil(TestGuest.EXIT_PSCI, PSCI_CPU_ON, 1, TestGuest.CODE, 0);
        complete(guest.rec(), guest.second(), DENIED).succeeds();
        guest.enterUntilDone(0);
        assertThat(guest.x(0)).isEqualTo(DENIED);
        guest.callUntil(TestGuest.EXIT_PSCI, PSCI_AFFINITY_INFO, 1, 0);
        complete(guest.rec(), guest.second(), DENIED).refuses(ERROR_INPUT, "status");
        complete(guest.rec(), guest.second(), SUCCESS).succeeds();
        guest.enterUntilDone(0);
        assertThat(guest.x(0)).isEqualTo(1);
    }
}
