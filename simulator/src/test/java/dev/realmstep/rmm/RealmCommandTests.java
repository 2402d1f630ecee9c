package dev.realmstep.rmm;

import static dev.realmstep.rmm.RmiReply.ERROR_INPUT;
import static dev.realmstep.rmm.RmiReply.ERROR_REALM;
import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** RMI_REALM_CREATE, _ACTIVATE and _DESTROY, and what the RMM says of itself (RMM specification 1.0, B4.3). */
class RealmCommandTests {
    private static final long GRANULE = NormalWorld.GRANULE;
    private static final int FLAGS = 0x000;
    private static final int S2SZ = 0x008;
    private static final int NUM_BPS = 0x018;
    private static final int NUM_WPS = 0x020;
    private static final int PMU_NUM_CTRS = 0x028;
    private static final int HASH_ALGO = 0x030;
    private static final int VMID = 0x800;
    private static final int RTT_BASE = 0x808;
    private static final int RTT_LEVEL_START = 0x810;
    private static final int RTT_NUM_START = 0x818;

    private final NormalWorld host = new NormalWorld();

    private RmiReply create(long rd, RmiStructure params) {
        return host.rmi(Rmi.REALM_CREATE, rd, host.page(params));
    }

    /** The shapes of start tables that the architecture allows (Arm ARM D8.2.2, table D8-6). */
    @ParameterizedTest
    @CsvSource({
        "32, 1, 1",
        "32, 2, 4",
        "33, 1, 1",
        "33, 2, 8",
        "34, 2, 16",
        "40, 0, 1",
        "40, 1, 2",
        "43, 1, 16",
        "48, 0, 1"
    })
    void startTablesMayLieSideBySide(int ipaBits, int startLevel, int startTables) {
        TestRealm realm = TestRealm.create(host, ipaBits, startLevel, startTables);
        long half = 1L << (ipaBits - 1);
        long lastEntry = half - (1L << (12 + 9 * (3 - startLevel)));
        assertThat(realm.entry(lastEntry, startLevel).succeeds().x1()).isEqualTo(startLevel);
        assertThat(realm.entry(lastEntry, 3).succeeds().x1()).isEqualTo(startLevel);
        realm.tablesFor(half - GRANULE);
        realm.data(half - GRANULE, new byte[] {1});
        realm.dataDestroy(half).refuses(ERROR_INPUT, "ipa_bound");
        realm.entry(2 * half, startLevel).refuses(ERROR_INPUT, "ipa_bound");
    }

    @ParameterizedTest
    @CsvSource({"32, 0, 1", "32, 3, 1", "33, 0, 1", "35, 2, 32", "40, 2, 1024", "44, 1, 32", "48, 1, 512", "48, -1, 1"})
    void otherStartLevelsAreRefused(int ipaBits, int startLevel, int startTables) {
        long rtt = host.delegated(16, 16 * GRANULE);
        create(host.delegated(), RmiStructure.realm(ipaBits, rtt, startLevel, startTables))
                .refuses(ERROR_INPUT, "rtt_num_level");
    }

    @ParameterizedTest
    @CsvSource({FLAGS + ", 1", S2SZ + ", 31", S2SZ + ", 49", S2SZ + ", 255", NUM_BPS + ", 2", NUM_WPS + ", 255"})
    void whatTheFeatureRegisterDoesNotOfferIsRefused(int field, long value) {
        create(host.delegated(), RmiStructure.realm(33, host.delegated(), 1, 1).with(field, value))
                .refuses(ERROR_INPUT, "params_supp");
    }

    @ParameterizedTest
    @CsvSource({NUM_BPS + ", 0", NUM_WPS + ", 0", HASH_ALGO + ", 2", HASH_ALGO + ", 255"})
    void reservedValuesAreRefused(int field, long value) {
        create(host.delegated(), RmiStructure.realm(33, host.delegated(), 1, 1).with(field, value))
                .refuses(ERROR_INPUT, "params_valid");
    }

    @ParameterizedTest
    @CsvSource({"4, true", "5, false", "255, false"})
    void aRealmHasAsManyEventCountersAsThereAre(long counters, boolean accepted) {
        RmiReply reply = create(
                host.delegated(),
                RmiStructure.realm(33, host.delegated(), 1, 1).with(FLAGS, 4).with(PMU_NUM_CTRS, counters));
        if (accepted) {
            reply.succeeds();
        } else {
            reply.refuses(ERROR_INPUT, "params_supp");
        }
    }

    @ParameterizedTest
    @CsvSource({"0, rtt_num_level", "2, rtt_num_level", "4294967295, rtt_num_level"})
    void theNumberOfStartTablesFollowsFromTheLevel(long number, String condition) {
        create(host.delegated(), RmiStructure.realm(33, host.delegated(), 1, 1).with(RTT_NUM_START, number))
                .refuses(ERROR_INPUT, condition);
    }

    @Test
    void aStartLevelOfManyBitsIsNotCut() {
        create(host.delegated(), RmiStructure.realm(33, host.delegated(), 1, 1).with(RTT_LEVEL_START, 0x1_0000_0001L))
                .refuses(ERROR_INPUT, "rtt_num_level");
    }

    @ParameterizedTest
    @CsvSource({
        "8, rtt_align",
        "0, rtt_state",
        "0x1000000000, rtt_state",
        "0x7ffffffffffff000, rtt_state",
        "-4096, rtt_state",
        "-0x8000000000000000, rtt_state"
    })
    void startTablesAreDelegatedRam(String base, String condition) {
        create(host.delegated(), RmiStructure.realm(33, Long.decode(base), 1, 1))
                .refuses(ERROR_INPUT, condition);
    }

    @Test
    void startTablesAreAlignedToAllOfThem() {
        long rtt = host.delegated(4, 4 * GRANULE);
        create(host.delegated(), RmiStructure.realm(33, rtt + GRANULE, 2, 8)).refuses(ERROR_INPUT, "rtt_align");
    }

    @Test
    void eachStartTableIsDelegated() {
        long rtt = host.granules(4, 4 * GRANULE);
        for (int i = 0; i < 3; i++) {
            host.rmi(Rmi.GRANULE_DELEGATE, rtt + i * GRANULE).succeeds();
        }
        create(host.delegated(), RmiStructure.realm(32, rtt, 2, 4)).refuses(ERROR_INPUT, "rtt_state");
    }

    @Test
    void theParametersAreInTheNormalWorld() {
        long rd = host.delegated();
        host.rmi(Rmi.REALM_CREATE, rd, NormalWorld.RAM + 8).refuses(ERROR_INPUT, "params_align");
        host.rmi(Rmi.REALM_CREATE, rd, NormalWorld.NOWHERE).refuses(ERROR_INPUT, "params_bound");
        host.rmi(Rmi.REALM_CREATE, rd, rd).refuses(ERROR_INPUT, "params_pas");
    }

    @Test
    void theDescriptorIsADelegatedGranuleBesideTheTables() {
        long rtt = host.delegated(4, 4 * GRANULE);
        RmiStructure params = RmiStructure.realm(32, rtt, 2, 4);
        create(rtt, params).refuses(ERROR_INPUT, "alias");
        create(rtt + 3 * GRANULE, params).refuses(ERROR_INPUT, "alias");
        create(rtt + 3 * GRANULE + 8, params).refuses(ERROR_INPUT, "alias");
        create(8, params).refuses(ERROR_INPUT, "rd_align");
        create(NormalWorld.NOWHERE, params).refuses(ERROR_INPUT, "rd_bound");
        create(host.granule(), params).refuses(ERROR_INPUT, "rd_state");
        create(host.delegated(), params).succeeds();
    }

    @Test
    void aVmidHasOneRealm() {
        create(host.delegated(), RmiStructure.realm(33, host.delegated(), 1, 1)).succeeds();
        RmiStructure second = RmiStructure.realm(33, host.delegated(), 1, 1);
        create(host.delegated(), second).refuses(ERROR_INPUT, "vmid_valid");
        create(host.delegated(), second.with(VMID, 0xFFFF)).succeeds();
    }

    @Test
    void aRefusedRealmLeavesItsGranulesDelegated() {
        long rd = host.delegated();
        long rtt = host.delegated();
        create(rd, RmiStructure.realm(33, rtt, 1, 1).with(RTT_BASE, rtt).with(HASH_ALGO, 9))
                .refuses(ERROR_INPUT, "params_valid");
        host.rmi(Rmi.GRANULE_UNDELEGATE, rd).succeeds();
        host.rmi(Rmi.GRANULE_UNDELEGATE, rtt).succeeds();
    }

    @Test
    void aRealmIsActivatedOnce() {
        TestRealm realm = TestRealm.create(host);
        realm.activate();
        host.rmi(Rmi.REALM_ACTIVATE, realm.rd()).refuses(ERROR_REALM, "realm_state");
        host.rmi(Rmi.REALM_ACTIVATE, realm.root()).refuses(ERROR_INPUT, "rd_state");
        host.rmi(Rmi.REALM_ACTIVATE, 8).refuses(ERROR_INPUT, "rd_align");
        host.rmi(Rmi.REALM_ACTIVATE, 0).refuses(ERROR_INPUT, "rd_bound");
    }

    @Test
    void aRealmIsDestroyedWhenNothingHangsOnIt() throws Exception {
        TestRealm realm = TestRealm.create(host, 32, 2, 4);
        long rec = realm.rec(0);
        host.rmi(Rmi.REALM_DESTROY, realm.rd()).refuses(ERROR_REALM, "realm_live");
        host.rmi(Rmi.REC_DESTROY, rec).succeeds();

        long lastTable = realm.unprotected(0x7FE0_0000);
        realm.rttCreate(host.delegated(), lastTable, 3).succeeds();
        host.rmi(Rmi.REALM_DESTROY, realm.rd()).refuses(ERROR_REALM, "realm_live");
        host.rmi(Rmi.RTT_DESTROY, realm.rd(), lastTable, 3).succeeds();

        host.rmi(Rmi.REALM_DESTROY, realm.rd()).succeeds();
        for (int i = 0; i < 4; i++) {
            assertThat(host.readRealm(realm.root() + i * GRANULE)).isZero();
            assertThat(host.readRealm(realm.root() + i * GRANULE + 0xFF8)).isZero();
            host.rmi(Rmi.GRANULE_UNDELEGATE, realm.root() + i * GRANULE).succeeds();
        }
        host.rmi(Rmi.GRANULE_UNDELEGATE, realm.rd()).succeeds();
        host.rmi(Rmi.REALM_DESTROY, realm.rd()).refuses(ERROR_INPUT, "rd_state");
    }

    /** What the host has mapped of its own memory does not make a realm live (A5.5.8). */
    @Test
    void aSharedBlockInAStartTableGoesWithTheRealm() {
        TestRealm realm = TestRealm.create(host, 32, 2, 4);
        long ipa = realm.unprotected(0x4000_0000);
        host.rmi(Rmi.RTT_MAP_UNPROTECTED, realm.rd(), ipa, 2, 0x4000_0000L).succeeds();
        host.rmi(Rmi.REALM_DESTROY, realm.rd()).succeeds();
    }

    @Test
    void aVmidIsFreeAfterItsRealm() {
        long rd = host.delegated();
        long rtt = host.delegated();
        create(rd, RmiStructure.realm(33, rtt, 1, 1)).succeeds();
        host.rmi(Rmi.REALM_DESTROY, rd).succeeds();
        create(rd, RmiStructure.realm(33, rtt, 1, 1)).succeeds();
    }

    @Test
    void versionOneIsOffered() {
        RmiReply reply = host.rmi(Rmi.VERSION, 0x1_0000).succeeds();
        assertThat(reply.x1()).isEqualTo(0x1_0000);
        assertThat(reply.x2()).isEqualTo(0x1_0000);
        reply = host.rmi(Rmi.VERSION, 0x1_0001).refuses(ERROR_INPUT, "version");
        assertThat(reply.x1()).isEqualTo(0x1_0000);
        assertThat(reply.x2()).isEqualTo(0x1_0000);
    }

    /** RmiFeatureRegister0: 48 bits, SVE of 2048 bits, two breakpoints and watchpoints, four event counters, both hashes, 16 list registers. */
    @Test
    void theFeatureRegisterSaysWhatRealmsCanHave() {
        assertThat(host.rmi(Rmi.FEATURES, 0).succeeds().x1())
                .isEqualTo(48 | 1L << 9 | 15L << 10 | 1L << 14 | 1L << 20 | 1L << 26 | 4L << 27 | 3L << 32 | 15L << 34
                        | 9L << 38);
        assertThat(host.rmi(Rmi.FEATURES, 1).succeeds().x1()).isZero();
        assertThat(host.rmi(Rmi.FEATURES, -1).succeeds().x1()).isZero();
    }

    @ParameterizedTest
    @CsvSource({"0xC4000156", "0xC4000160", "0xC4000163", "0xC400016A", "0xC400018E"})
    void otherIdentifiersAreNotSupported(String function) {
        assertThat(host.rmi(Long.decode(function), 1, 2, 3).code()).isEqualTo(-1);
    }
}
