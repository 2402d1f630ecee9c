package dev.realmstep.rmm;

import static dev.realmstep.rmm.RmiReply.ERROR_INPUT;
import static dev.realmstep.rmm.RmiReply.ERROR_RTT;
import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** RMI_RTT_MAP_UNPROTECTED and _UNMAP_UNPROTECTED (RMM specification 1.0, B4.3.19 and B4.3.22). */
class UnprotectedMappingTests {
    private static final long GRANULE = NormalWorld.GRANULE;
    private static final long BLOCK = TestRealm.BLOCK;
    private static final long GIB = 0x4000_0000L;
    /** MemAttr and S2AP, which are the host's to choose. */
    private static final long ATTRIBUTES = 0b0110 << 2 | 0b11 << 6;

    private final NormalWorld host = new NormalWorld();
    private final TestRealm realm = TestRealm.create(host);
    private final long base = realm.unprotected(0);

    private RmiReply map(long ipa, long level, long descriptor) {
        return host.rmi(Rmi.RTT_MAP_UNPROTECTED, realm.rd(), ipa, level, descriptor);
    }

    private RmiReply unmap(long ipa, long level) {
        return host.rmi(Rmi.RTT_UNMAP_UNPROTECTED, realm.rd(), ipa, level);
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3})
    void pagesAndBlocksAreMapped(int level) {
        for (int below = 2; below <= level; below++) {
            realm.rttCreate(host.delegated(), base, below).succeeds();
        }
        map(base, level, GIB | ATTRIBUTES).succeeds();
        RmiReply entry = realm.entry(base, 3).succeeds();
        assertThat(entry.x1()).isEqualTo(level);
        assertThat(entry.x2()).isEqualTo(1);
        assertThat(entry.x3()).isEqualTo(GIB | ATTRIBUTES);
        assertThat(entry.x4()).isZero();
        map(base, level, GIB).refuses(ERROR_RTT, level, "rtte_state");
        unmap(base, level).succeeds();
        unmap(base, level).refuses(ERROR_RTT, level, "rtte_state");
        assertThat(realm.entry(base, 3).succeeds().x2()).isZero();
    }

    @ParameterizedTest
    @ValueSource(longs = {-1, 0, 4, 0x1_0000_0003L, Long.MIN_VALUE})
    void memoryIsMappedAtLevels1To3(long level) {
        map(base, level, 0).refuses(ERROR_INPUT, "level_bound");
        unmap(base, level).refuses(ERROR_INPUT, "level_bound");
    }

    @Test
    void theAddressIsInTheUnprotectedHalf() {
        for (long ipa : new long[] {0, base - GIB, 2 * base, -GIB, Long.MIN_VALUE}) {
            map(ipa, 1, 0).refuses(ERROR_INPUT, "ipa_bound");
            unmap(ipa, 1).refuses(ERROR_INPUT, "ipa_bound");
        }
        map(base + BLOCK, 1, 0).refuses(ERROR_INPUT, "ipa_align");
        unmap(base + GRANULE, 2).refuses(ERROR_INPUT, "ipa_align");
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 1L << 5, 1L << 8, 1L << 10, 1L << 11, 1L << 48, 1L << 51, 1L << 55, Long.MIN_VALUE})
    void otherBitsOfADescriptorAreNotTheHosts(long descriptor) {
        map(base, 1, descriptor).refuses(ERROR_INPUT, "attr_valid");
    }

    @Test
    void memoryIsAlignedForItsLevel() {
        map(base, 1, BLOCK).refuses(ERROR_INPUT, "addr_align");
        map(base, 2, GRANULE).refuses(ERROR_INPUT, "addr_align");
    }

    /** MemAttr[2:0] as FEAT_S2FWB has it: 0b100 is reserved. */
    @Test
    void theHostChoosesTheMemoryTypeAndTheAccess() {
        for (long memoryType = 0; memoryType < 8; memoryType++) {
            for (long access = 0; access < 4; access++) {
                long descriptor = GIB | memoryType << 2 | access << 6;
                if (memoryType == 0b100) {
                    map(base, 1, descriptor).refuses(ERROR_INPUT, "attr_valid");
                } else {
                    map(base, 1, descriptor).succeeds();
                    assertThat(realm.entry(base, 1).succeeds().x3()).isEqualTo(descriptor);
                    unmap(base, 1).succeeds();
                }
            }
        }
    }

    /** Inner shareable where the mapping is cacheable, else outer shareable (A5.5.11); SH is in bits 9:8. */
    @Test
    void shareabilityFollowsTheMemoryType() throws Exception {
        long entry = realm.root() + 8 * (base / GIB);
        for (long memoryType : new long[] {0, 1, 2, 3, 5, 6, 7}) {
            map(base, 1, GIB | memoryType << 2).succeeds();
            assertThat(host.readRealm(entry) >>> 8 & 3).isEqualTo(memoryType >= 6 ? 3 : 2);
            unmap(base, 1).succeeds();
        }
    }

    @Test
    void theWalkReachesTheLevel() {
        map(base, 3, 0).refuses(ERROR_RTT, 1, "rtt_walk");
        assertThat(unmap(base, 3).refuses(ERROR_RTT, 1, "rtt_walk").x1()).isEqualTo(512 * GIB);
        realm.tablesFor(base);
        map(base, 2, 0).refuses(ERROR_RTT, 2, "rtte_state");
        map(base, 1, 0).refuses(ERROR_RTT, 1, "rtte_state");
        assertThat(unmap(base, 2).refuses(ERROR_RTT, 2, "rtte_state").x1()).isEqualTo(base);
    }

    @Test
    void topLeadsToTheNextMapping() {
        realm.tablesFor(base);
        map(base + 2 * GRANULE, 3, 0).succeeds();
        map(base + 9 * GRANULE, 3, 0).succeeds();
        assertThat(unmap(base, 3).refuses(ERROR_RTT, 3, "rtte_state").x1()).isEqualTo(base + 2 * GRANULE);
        assertThat(unmap(base + 2 * GRANULE, 3).succeeds().x1()).isEqualTo(base + 9 * GRANULE);
        assertThat(unmap(base + 9 * GRANULE, 3).succeeds().x1()).isEqualTo(base + BLOCK);
    }

    /** A level above the start tables has no entries. */
    @Test
    void blocksBeginWithTheStartLevel() {
        TestRealm flat = TestRealm.create(host, 32, 2, 4);
        host.rmi(Rmi.RTT_MAP_UNPROTECTED, flat.rd(), flat.unprotected(0), 1, 0).refuses(ERROR_INPUT, "level_bound");
        host.rmi(Rmi.RTT_UNMAP_UNPROTECTED, flat.rd(), flat.unprotected(0), 1).refuses(ERROR_INPUT, "level_bound");
        host.rmi(Rmi.RTT_MAP_UNPROTECTED, flat.rd(), flat.unprotected(BLOCK), 2, 0)
                .succeeds();
    }
}
