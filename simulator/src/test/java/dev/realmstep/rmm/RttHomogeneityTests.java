package dev.realmstep.rmm;

import static dev.realmstep.rmm.RmiReply.ERROR_RTT;
import static org.assertj.core.api.Assertions.assertThat;

import dev.realmstep.rmm.rec.PendingAnswer;
import dev.realmstep.rmm.rtt.Ripas;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Tables of each state are folded to an entry and unfolded again (RMM specification 1.0, A5.5.6 and A5.5.7). */
class RttHomogeneityTests {
    private static final long GRANULE = NormalWorld.GRANULE;
    private static final long BLOCK = TestRealm.BLOCK;
    private static final long GIB = 0x4000_0000L;
    private static final int UNASSIGNED = 0;
    private static final int ASSIGNED = 1;
    private static final int EMPTY = 0;
    private static final int RAM = 1;
    private static final int DESTROYED = 2;

    private final NormalWorld host = new NormalWorld();
    private final TestRealm realm = TestRealm.create(host);

    private RmiReply fold(long ipa, long level) {
        return host.rmi(Rmi.RTT_FOLD, realm.rd(), ipa, level);
    }

    private void assertEntry(long ipa, long level, int state, long address, int ripas) {
        RmiReply reply = realm.entry(ipa, level).succeeds();
        assertThat(reply.x1()).as("level").isEqualTo(level);
        assertThat(reply.x2()).as("state").isEqualTo(state);
        assertThat(reply.x3()).as("descriptor").isEqualTo(address);
        assertThat(reply.x4()).as("RIPAS").isEqualTo(ripas);
    }

    /** Memory behind the first block, in a row, of a RIPAS. */
    private long pages(int ripas) {
        realm.tablesFor(0);
        long memory = host.delegated(512, BLOCK);
        if (ripas != EMPTY) {
            realm.initRipas(0, BLOCK).succeeds();
        }
        for (int i = 0; i < 512; i++) {
            if (ripas == DESTROYED) {
                realm.dataCreateUnknown(host.delegated(), i * GRANULE).succeeds();
                realm.dataDestroy(i * GRANULE).succeeds();
            }
            realm.dataCreateUnknown(memory + i * GRANULE, i * GRANULE).succeeds();
        }
        return memory;
    }

    @ParameterizedTest
    @ValueSource(ints = {EMPTY, RAM, DESTROYED})
    void pagesOfAnyRipasBecomeABlockAndPagesAgain(int ripas) {
        long memory = pages(ripas);
        assertEntry(GRANULE, 3, ASSIGNED, memory + GRANULE, ripas);
        long table = fold(0, 3).succeeds().x1();
        assertEntry(0, 2, ASSIGNED, memory, ripas);
        realm.rttCreate(table, 0, 3).succeeds();
        for (int i : new int[] {0, 1, 511}) {
            assertEntry(i * GRANULE, 3, ASSIGNED, memory + i * GRANULE, ripas);
        }
    }

    @Test
    void aPageOfAnotherRipasKeepsPagesFromFolding() {
        long memory = pages(RAM);
        realm.dataDestroy(7 * GRANULE).succeeds();
        realm.dataCreateUnknown(memory + 7 * GRANULE, 7 * GRANULE).succeeds();
        RmiReply reply = fold(0, 3).refuses(ERROR_RTT, 3, "rtt_homo");
        assertThat(reply.refusal().orElseThrow().found().state()).isEqualTo("ASSIGNED with RIPAS DESTROYED at level 3");
    }

    @Test
    void tablesFoldLevelByLevel() {
        realm.tablesFor(0);
        realm.initRipas(0, BLOCK).succeeds();
        fold(0, 3).succeeds();
        realm.initRipas(BLOCK, GIB).succeeds();
        fold(0, 2).succeeds();
        assertEntry(0, 1, UNASSIGNED, 0, RAM);
        realm.rttCreate(host.delegated(), 0, 2).succeeds();
        assertEntry(GIB - BLOCK, 2, UNASSIGNED, 0, RAM);
    }

    @Test
    void destroyedAddressesFoldAndUnfold() {
        realm.tablesFor(0);
        realm.rttCreate(host.delegated(), GIB, 2).succeeds();
        host.rmi(Rmi.RTT_DESTROY, realm.rd(), GIB, 2).succeeds();
        realm.rttCreate(host.delegated(), GIB, 2).succeeds();
        assertEntry(GIB + BLOCK, 2, UNASSIGNED, 0, DESTROYED);
        fold(GIB, 2).succeeds();
        assertEntry(GIB, 1, UNASSIGNED, 0, DESTROYED);
    }

    /** The level of the refusal is that of the table, whose entries would need a block that the architecture has not. */
    @Test
    void thereAreNoBlocksOfLevelZero() {
        TestRealm wide = TestRealm.create(host, 40, 0, 1);
        long base = wide.unprotected(0);
        wide.rttCreate(host.delegated(), base, 1).succeeds();
        for (int i = 0; i < 512; i++) {
            host.rmi(Rmi.RTT_MAP_UNPROTECTED, wide.rd(), base + i * GIB, 1, i * GIB)
                    .succeeds();
        }
        host.rmi(Rmi.RTT_FOLD, wide.rd(), base, 1).refuses(ERROR_RTT, 1, "rtt_homo");
    }

    @Test
    void aSharedMappingOfOtherAttributesKeepsThemFromFolding() {
        long base = realm.unprotected(0);
        realm.tablesFor(base);
        long memory = 0x9000_0000L;
        for (int i = 0; i < 512; i++) {
            long attributes = i == 300 ? 0b101 << 2 : 0b110 << 2;
            host.rmi(Rmi.RTT_MAP_UNPROTECTED, realm.rd(), base + i * GRANULE, 3, memory + i * GRANULE | attributes)
                    .succeeds();
        }
        fold(base, 3).refuses(ERROR_RTT, 3, "rtt_homo");
        host.rmi(Rmi.RTT_UNMAP_UNPROTECTED, realm.rd(), base + 300 * GRANULE, 3).succeeds();
        fold(base, 3).refuses(ERROR_RTT, 3, "rtt_homo");
        host.rmi(Rmi.RTT_MAP_UNPROTECTED, realm.rd(), base + 300 * GRANULE, 3, memory + 300 * GRANULE | 0b110 << 2)
                .succeeds();
        fold(base, 3).succeeds();
    }

    /** A table goes with what the host has mapped of its own memory in it, and X2 leads behind it. */
    @Test
    void aTableOfSharedMappingsIsDestroyed() {
        long base = realm.unprotected(0);
        realm.tablesFor(base);
        host.rmi(Rmi.RTT_MAP_UNPROTECTED, realm.rd(), base, 3, 0x9000_0000L).succeeds();
        assertThat(host.rmi(Rmi.RTT_DESTROY, realm.rd(), base, 3).succeeds().x2())
                .isEqualTo(base + GIB);
        assertEntry(base, 2, UNASSIGNED, 0, EMPTY);
    }

    /** A block that says already what the realm asks for needs no table below it. */
    @Test
    void aRipasChangePassesOverABlockThatHasIt() {
        realm.tablesFor(0);
        realm.initRipas(BLOCK, 2 * BLOCK).succeeds();
        long rec = realm.rec(0);
        long base = BLOCK + GRANULE;
        long top = BLOCK + 3 * GRANULE;
        host.rmm().model().recs().get(rec).setPending(new PendingAnswer.RipasChange(base, base, top, Ripas.RAM, false));
        assertThat(host.rmi(Rmi.RTT_SET_RIPAS, realm.rd(), rec, base, top)
                        .succeeds()
                        .x1())
                .isEqualTo(top);
        assertEntry(BLOCK, 2, UNASSIGNED, 0, RAM);
    }

    @Test
    void destroyedAddressesBecomeRamBeforeActivation() {
        realm.tablesFor(0);
        realm.data(0, new byte[] {1});
        realm.dataDestroy(0).succeeds();
        assertEntry(0, 3, UNASSIGNED, 0, DESTROYED);
        realm.initRipas(0, GRANULE).succeeds();
        assertEntry(0, 3, UNASSIGNED, 0, RAM);
    }

    /** INIT_RIPAS stops in front of memory (A5.3.5: HIPAS is UNASSIGNED), and says how far it came. */
    @Test
    void anInitialRipasEndsInFrontOfMemory() {
        realm.tablesFor(0);
        realm.dataCreateUnknown(host.delegated(), 3 * GRANULE).succeeds();
        assertThat(realm.initRipas(0, BLOCK).succeeds().x1()).isEqualTo(3 * GRANULE);
        assertEntry(3 * GRANULE, 3, ASSIGNED, realm.entry(3 * GRANULE, 3).x3(), EMPTY);
    }
}
