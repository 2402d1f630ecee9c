package dev.realmstep.rmm;

import static dev.realmstep.rmm.RmiReply.ERROR_INPUT;
import static dev.realmstep.rmm.RmiReply.ERROR_REALM;
import static dev.realmstep.rmm.RmiReply.ERROR_RTT;
import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** RMI_DATA_CREATE, _CREATE_UNKNOWN and _DESTROY (RMM specification 1.0, B4.3.1 to B4.3.3). */
class DataCommandTests {
    private static final long GRANULE = NormalWorld.GRANULE;
    private static final long BLOCK = TestRealm.BLOCK;
    private static final int EMPTY = 0;
    private static final int RAM = 1;
    private static final int DESTROYED = 2;

    private final NormalWorld host = new NormalWorld();
    private final TestRealm realm = TestRealm.create(host);

    @BeforeEach
    void makeTables() {
        realm.tablesFor(0);
    }

    private RmiReply create(long data, long ipa, long source) {
        return host.rmi(Rmi.DATA_CREATE, realm.rd(), data, ipa, source, 0);
    }

    private void assertEntry(long ipa, int state, long address, int ripas) {
        RmiReply reply = realm.entry(ipa, 3).succeeds();
        assertThat(reply.x2()).isEqualTo(state);
        assertThat(reply.x3()).isEqualTo(address);
        assertThat(reply.x4()).isEqualTo(ripas);
    }

    @Test
    void contentsAreCopiedAndBecomeRam() throws Exception {
        long data = realm.data(GRANULE, new byte[] {0x11, 0x22});
        assertThat(host.readRealm(data)).isEqualTo(0x2211);
        assertEntry(GRANULE, 1, data, RAM);
    }

    @Test
    void unknownContentsAreZeroesAndKeepTheRipas() throws Exception {
        realm.initRipas(0, GRANULE).succeeds();
        long ram = host.delegated();
        long empty = host.delegated();
        host.writeRealm(ram, 1);
        realm.dataCreateUnknown(ram, 0).succeeds();
        realm.dataCreateUnknown(empty, GRANULE).succeeds();
        assertThat(host.readRealm(ram)).isZero();
        assertEntry(0, 1, ram, RAM);
        assertEntry(GRANULE, 1, empty, EMPTY);
    }

    @Test
    void theSourceIsInTheNormalWorld() {
        long data = host.delegated();
        create(data, 0, NormalWorld.RAM + 8).refuses(ERROR_INPUT, "src_align");
        create(data, 0, NormalWorld.NOWHERE).refuses(ERROR_INPUT, "src_bound");
        create(data, 0, host.delegated()).refuses(ERROR_INPUT, "src_pas");
        create(data, 0, data).refuses(ERROR_INPUT, "src_pas");
    }

    @ParameterizedTest
    @ValueSource(longs = {2, 3, 1L << 32, Long.MIN_VALUE})
    void contentsAreMeasuredOrNot(long flags) {
        host.rmi(Rmi.DATA_CREATE, realm.rd(), host.delegated(), 0, host.granule(), flags)
                .refuses(ERROR_INPUT, "flags_valid");
    }

    @Test
    void theGranuleIsDelegated() {
        create(8, 0, host.granule()).refuses(ERROR_INPUT, "data_align");
        create(0, 0, host.granule()).refuses(ERROR_INPUT, "data_bound");
        create(host.granule(), 0, host.granule()).refuses(ERROR_INPUT, "data_state");
        realm.dataCreateUnknown(8, 0).refuses(ERROR_INPUT, "data_align");
        realm.dataCreateUnknown(0, 0).refuses(ERROR_INPUT, "data_bound");
        realm.dataCreateUnknown(realm.root(), 0).refuses(ERROR_INPUT, "data_state");
    }

    @Test
    void theRealmExists() {
        long data = host.delegated();
        host.rmi(Rmi.DATA_CREATE, data, data, 0, host.granule(), 0).refuses(ERROR_INPUT, "rd_state");
        host.rmi(Rmi.DATA_CREATE_UNKNOWN, 8, data, 0).refuses(ERROR_INPUT, "rd_align");
        host.rmi(Rmi.DATA_DESTROY, 0, 0).refuses(ERROR_INPUT, "rd_bound");
    }

    @Test
    void theAddressIsAPageOfTheProtectedHalf() {
        long data = host.delegated();
        long source = host.granule();
        for (long ipa : new long[] {8, GRANULE - 1}) {
            create(data, ipa, source).refuses(ERROR_INPUT, "ipa_align");
            realm.dataCreateUnknown(data, ipa).refuses(ERROR_INPUT, "ipa_align");
            realm.dataDestroy(ipa).refuses(ERROR_INPUT, "ipa_align");
        }
        for (long ipa : new long[] {realm.unprotected(0), 1L << 33, Long.MIN_VALUE, -GRANULE}) {
            create(data, ipa, source).refuses(ERROR_INPUT, "ipa_bound");
            realm.dataCreateUnknown(data, ipa).refuses(ERROR_INPUT, "ipa_bound");
            realm.dataDestroy(ipa).refuses(ERROR_INPUT, "ipa_bound");
        }
    }

    @Test
    void contentsComeBeforeActivation() {
        realm.activate();
        create(host.delegated(), 0, host.granule()).refuses(ERROR_REALM, "realm_state");
        create(host.delegated(), 8, host.granule()).refuses(ERROR_REALM, "realm_state");
        create(host.delegated(), BLOCK, host.granule()).refuses(ERROR_REALM, "realm_state");
        realm.dataCreateUnknown(host.delegated(), 0).succeeds();
    }

    @Test
    void anAddressHasOnePage() {
        long data = host.delegated();
        create(data, BLOCK, host.granule()).refuses(ERROR_RTT, 2, "rtt_walk");
        create(data, 0x4000_0000L, host.granule()).refuses(ERROR_RTT, 1, "rtt_walk");
        create(data, 0, host.granule()).succeeds();
        create(host.delegated(), 0, host.granule()).refuses(ERROR_RTT, 3, "rtte_state");
        realm.dataCreateUnknown(host.delegated(), 0).refuses(ERROR_RTT, 3, "rtte_state");
        realm.dataCreateUnknown(host.delegated(), BLOCK).refuses(ERROR_RTT, 2, "rtt_walk");
    }

    @Test
    void aDestroyedPageIsScrubbedAndItsRamIsDestroyed() throws Exception {
        long ram = realm.data(0, new byte[] {1});
        long empty = host.delegated();
        realm.dataCreateUnknown(empty, GRANULE).succeeds();

        RmiReply reply = realm.dataDestroy(0).succeeds();
        assertThat(reply.x1()).isEqualTo(ram);
        assertThat(reply.x2()).isEqualTo(GRANULE);
        assertThat(host.readRealm(ram)).isZero();
        assertEntry(0, 0, 0, DESTROYED);
        assertThat(realm.dataDestroy(GRANULE).succeeds().x2()).isEqualTo(BLOCK);
        assertEntry(GRANULE, 0, 0, EMPTY);
        host.rmi(Rmi.GRANULE_UNDELEGATE, ram).succeeds();
    }

    @Test
    void topLeadsToTheNextPage() {
        realm.data(5 * GRANULE, new byte[] {1});
        assertThat(realm.dataDestroy(GRANULE)
                        .refuses(ERROR_RTT, 3, "rtte_state")
                        .x2())
                .isEqualTo(5 * GRANULE);
        assertThat(realm.dataDestroy(6 * GRANULE)
                        .refuses(ERROR_RTT, 3, "rtte_state")
                        .x2())
                .isEqualTo(BLOCK);
        assertThat(realm.dataDestroy(BLOCK + GRANULE)
                        .refuses(ERROR_RTT, 2, "rtt_walk")
                        .x2())
                .isEqualTo(0x4000_0000L);
    }

    @Test
    void aDestroyedAddressGetsMemoryOfTheHostOnlyAsDestroyed() {
        realm.data(0, new byte[] {1});
        realm.dataDestroy(0).succeeds();
        long data = host.delegated();
        realm.dataCreateUnknown(data, 0).succeeds();
        assertEntry(0, 1, data, DESTROYED);
        realm.dataDestroy(0).succeeds();
        assertEntry(0, 0, 0, DESTROYED);
    }
}
