package dev.realmstep.rmm;

import static dev.realmstep.rmm.RmiReply.ERROR_INPUT;
import static dev.realmstep.rmm.RmiReply.ERROR_RTT;
import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** RMI_RTT_CREATE, _DESTROY, _FOLD and _READ_ENTRY (RMM specification 1.0, B4.3). */
class RttCommandTests {
    private static final long GRANULE = NormalWorld.GRANULE;
    private static final long BLOCK = TestRealm.BLOCK;
    private static final long GIB = 0x4000_0000L;
    private static final int UNASSIGNED = 0;
    private static final int ASSIGNED = 1;
    private static final int TABLE = 2;
    private static final int EMPTY = 0;
    private static final int RAM = 1;
    private static final int DESTROYED = 2;

    private final NormalWorld host = new NormalWorld();
    private final TestRealm realm = TestRealm.create(host);

    private RmiReply destroy(long ipa, long level) {
        return host.rmi(Rmi.RTT_DESTROY, realm.rd(), ipa, level);
    }

    private RmiReply fold(long ipa, long level) {
        return host.rmi(Rmi.RTT_FOLD, realm.rd(), ipa, level);
    }

    private void assertEntry(long ipa, long level, int state, long address, int ripas) {
        RmiReply reply = realm.entry(ipa, level).succeeds();
        assertThat(reply.x1()).isEqualTo(level);
        assertThat(reply.x2()).isEqualTo(state);
        assertThat(reply.x3()).isEqualTo(address);
        assertThat(reply.x4()).isEqualTo(ripas);
    }

    @Test
    void aTableSaysOfItsAddressesWhatItsParentSaid() {
        realm.initRipas(0, GIB).succeeds();
        long level2 = host.delegated();
        realm.rttCreate(level2, 0, 2).succeeds();
        assertEntry(0, 1, TABLE, level2, EMPTY);
        assertEntry(511 * BLOCK, 2, UNASSIGNED, 0, RAM);
        long unprotected = host.delegated();
        realm.rttCreate(unprotected, realm.unprotected(0), 2).succeeds();
        assertEntry(realm.unprotected(BLOCK), 2, UNASSIGNED, 0, EMPTY);
    }

    @ParameterizedTest
    @ValueSource(longs = {-2, -1, 0, 1, 4, 0x1_0000_0002L, Long.MIN_VALUE, Long.MAX_VALUE})
    void tablesAreBelowTheStartLevel(long level) {
        realm.rttCreate(host.delegated(), 0, level).refuses(ERROR_INPUT, "level_bound");
        destroy(0, level).refuses(ERROR_INPUT, "level_bound");
        fold(0, level).refuses(ERROR_INPUT, "level_bound");
    }

    @ParameterizedTest
    @ValueSource(longs = {-2, -1, 0, 4, 0x1_0000_0001L, Long.MIN_VALUE, Long.MAX_VALUE})
    void entriesAreFromTheStartLevelOn(long level) {
        realm.entry(0, level).refuses(ERROR_INPUT, "level_bound");
    }

    @Test
    void addressesAreInTheIpaSpaceAndAligned() {
        long rtt = host.delegated();
        for (long ipa : new long[] {1L << 33, -GIB, Long.MIN_VALUE}) {
            realm.rttCreate(rtt, ipa, 2).refuses(ERROR_INPUT, "ipa_bound");
            destroy(ipa, 2).refuses(ERROR_INPUT, "ipa_bound");
            fold(ipa, 2).refuses(ERROR_INPUT, "ipa_bound");
            realm.entry(ipa, 1).refuses(ERROR_INPUT, "ipa_bound");
        }
        realm.rttCreate(rtt, BLOCK, 2).refuses(ERROR_INPUT, "ipa_align");
        destroy(BLOCK, 2).refuses(ERROR_INPUT, "ipa_align");
        fold(GRANULE, 3).refuses(ERROR_INPUT, "ipa_align");
        realm.entry(GRANULE, 2).refuses(ERROR_INPUT, "ipa_align");
        realm.entry(8, 3).refuses(ERROR_INPUT, "ipa_align");
    }

    @Test
    void theNewTableIsADelegatedGranule() {
        realm.rttCreate(8, 0, 2).refuses(ERROR_INPUT, "rtt_align");
        realm.rttCreate(0, 0, 2).refuses(ERROR_INPUT, "rtt_bound");
        realm.rttCreate(host.granule(), 0, 2).refuses(ERROR_INPUT, "rtt_state");
        realm.rttCreate(realm.rd(), 0, 2).refuses(ERROR_INPUT, "rtt_state");
        host.rmi(Rmi.RTT_CREATE, host.granule(), host.delegated(), 0, 2).refuses(ERROR_INPUT, "rd_state");
    }

    @Test
    void tablesAreMadeFromTheTop() {
        realm.rttCreate(host.delegated(), 0, 3).refuses(ERROR_RTT, 1, "rtt_walk");
        realm.rttCreate(host.delegated(), 0, 2).succeeds();
        realm.rttCreate(host.delegated(), 0, 2).refuses(ERROR_RTT, 1, "rtte_state");
        realm.rttCreate(host.delegated(), 0, 3).succeeds();
        realm.rttCreate(host.delegated(), 0, 3).refuses(ERROR_RTT, 2, "rtte_state");
    }

    @Test
    void aDestroyedTableLeavesDestroyedAddresses() throws Exception {
        realm.initRipas(0, GIB).succeeds();
        long level2 = host.delegated();
        realm.rttCreate(level2, 0, 2).succeeds();
        RmiReply reply = destroy(0, 2).succeeds();
        assertThat(reply.x1()).isEqualTo(level2);
        assertThat(host.readRealm(level2)).isZero();
        assertEntry(0, 1, UNASSIGNED, 0, DESTROYED);
        host.rmi(Rmi.GRANULE_UNDELEGATE, level2).succeeds();

        realm.rttCreate(host.delegated(), realm.unprotected(0), 2).succeeds();
        destroy(realm.unprotected(0), 2).succeeds();
        assertEntry(realm.unprotected(0), 1, UNASSIGNED, 0, EMPTY);
    }

    @Test
    void aTableWithSomethingInItStays() {
        realm.tablesFor(0);
        realm.data(GRANULE, new byte[] {1});
        assertThat(destroy(0, 3).refuses(ERROR_RTT, 3, "rtt_live").x2()).isZero();
        assertThat(destroy(0, 2).refuses(ERROR_RTT, 2, "rtt_live").x2()).isZero();
        realm.dataDestroy(GRANULE).succeeds();
        assertThat(destroy(0, 3).succeeds().x2()).isEqualTo(GIB);
    }

    /** X2 leads the host to the next address at which something is left to destroy. */
    @Test
    void topSkipsWhatHasNoTable() {
        realm.rttCreate(host.delegated(), 0, 2).succeeds();
        realm.rttCreate(host.delegated(), 4 * BLOCK, 3).succeeds();
        RmiReply reply = destroy(BLOCK, 3).refuses(ERROR_RTT, 2, "rtte_state");
        assertThat(reply.x2()).isEqualTo(4 * BLOCK);
        assertThat(destroy(5 * BLOCK, 3).refuses(ERROR_RTT, 2, "rtte_state").x2())
                .isEqualTo(GIB);
        assertThat(destroy(GIB + BLOCK, 3).refuses(ERROR_RTT, 1, "rtt_walk").x2())
                .isEqualTo(512 * GIB);
        realm.rttCreate(host.delegated(), 6 * BLOCK, 3).succeeds();
        assertThat(destroy(4 * BLOCK, 3).succeeds().x2()).isEqualTo(6 * BLOCK);
    }

    @Test
    void topEndsWithTheTableOfTheWalk() {
        TestRealm wide = TestRealm.create(host, 40, 1, 2);
        RmiReply reply = host.rmi(Rmi.RTT_DESTROY, wide.rd(), 3 * GIB, 2).refuses(ERROR_RTT, 1, "rtte_state");
        assertThat(reply.x2()).isEqualTo(512 * GIB);
    }

    @Test
    void aTableOfOneStateFolds() {
        realm.tablesFor(0);
        realm.initRipas(0, BLOCK).succeeds();
        long level3 = realm.entry(0, 2).x3();
        assertThat(fold(0, 3).succeeds().x1()).isEqualTo(level3);
        assertEntry(0, 2, UNASSIGNED, 0, RAM);
        fold(0, 2).refuses(ERROR_RTT, 2, "rtt_homo");
        host.rmi(Rmi.GRANULE_UNDELEGATE, level3).succeeds();
    }

    @Test
    void thereMustBeATableToFold() {
        fold(0, 3).refuses(ERROR_RTT, 1, "rtt_walk");
        fold(0, 2).refuses(ERROR_RTT, 1, "rtte_state");
        realm.tablesFor(0);
        fold(0, 2).refuses(ERROR_RTT, 2, "rtt_homo");
        fold(0, 3).succeeds();
        fold(0, 2).succeeds();
        assertEntry(0, 1, UNASSIGNED, 0, EMPTY);
    }

    private long pagesOfABlock() {
        realm.tablesFor(0);
        realm.initRipas(0, BLOCK).succeeds();
        long memory = host.delegated(512, BLOCK);
        for (int i = 0; i < 512; i++) {
            realm.dataCreateUnknown(memory + i * GRANULE, i * GRANULE).succeeds();
        }
        return memory;
    }

    @Test
    void pagesInARowFoldToABlockAndUnfold() {
        long memory = pagesOfABlock();
        fold(0, 3).succeeds();
        assertEntry(0, 2, ASSIGNED, memory, RAM);
        assertThat(realm.dataDestroy(GRANULE).refuses(ERROR_RTT, 2, "rtt_walk").x2())
                .isEqualTo(GRANULE);
        realm.rttCreate(host.delegated(), 0, 3).succeeds();
        assertEntry(511 * GRANULE, 3, ASSIGNED, memory + 511 * GRANULE, RAM);
        assertThat(realm.dataDestroy(3 * GRANULE).succeeds().x1()).isEqualTo(memory + 3 * GRANULE);
        fold(0, 3).refuses(ERROR_RTT, 3, "rtt_homo");
    }

    @Test
    void pagesThatLieApartDoNotFold() {
        long memory = pagesOfABlock();
        realm.dataDestroy(0).succeeds();
        realm.dataDestroy(GRANULE).succeeds();
        realm.dataCreateUnknown(memory, GRANULE).succeeds();
        realm.dataCreateUnknown(memory + GRANULE, 0).succeeds();
        fold(0, 3).refuses(ERROR_RTT, 3, "rtt_homo");
    }

    @Test
    void sharedPagesFoldToASharedBlock() {
        long base = realm.unprotected(0);
        realm.tablesFor(base);
        long memory = 0x9000_0000L;
        for (int i = 0; i < 512; i++) {
            host.rmi(Rmi.RTT_MAP_UNPROTECTED, realm.rd(), base + i * GRANULE, 3, (memory + i * GRANULE) | 3 << 6)
                    .succeeds();
        }
        fold(base, 3).succeeds();
        assertEntry(base, 2, ASSIGNED, memory | 3 << 6, EMPTY);
        assertThat(host.rmi(Rmi.RTT_UNMAP_UNPROTECTED, realm.rd(), base, 2)
                        .succeeds()
                        .x1())
                .isEqualTo(base + GIB);
    }
}
