package dev.realmstep.rmm;

import static org.assertj.core.api.Assertions.assertThat;

import dev.realmstep.memory.GranuleProtectionViolation;
import dev.realmstep.memory.PhysicalAccessException;
import dev.realmstep.rmm.granule.GranuleState;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * A host that calls whatever comes to its mind, with operands that are nearly right. The RMM answers each call, and
 * keeps what it holds out of the normal world.
 */
class RmiFuzzTests {
    private static final long GRANULE = NormalWorld.GRANULE;
    private static final int POOL = 64;
    private static final int CALLS = 60_000;
    private static final int CALLS_BETWEEN_CHECKS = 2_000;
    private static final long[] ODD = {
        0,
        1,
        2,
        3,
        4,
        8,
        -1,
        -2,
        -GRANULE,
        GRANULE,
        Long.MIN_VALUE,
        Long.MAX_VALUE,
        Long.MAX_VALUE - 0xFFF,
        1L << 32,
        1L << 33,
        1L << 47,
        1L << 48,
        0x20_0000,
        0x4000_0000L,
        0x8000_0000L,
        0xFFFF_F000L,
        0x1_0000_0003L
    };
    private static final long[] COMMANDS = {
        Rmi.GRANULE_DELEGATE,
        Rmi.GRANULE_DELEGATE,
        Rmi.GRANULE_DELEGATE,
        Rmi.GRANULE_UNDELEGATE,
        Rmi.REALM_CREATE,
        Rmi.REALM_CREATE,
        Rmi.REALM_ACTIVATE,
        Rmi.REALM_DESTROY,
        Rmi.REC_CREATE,
        Rmi.REC_CREATE,
        Rmi.REC_DESTROY,
        Rmi.REC_ENTER,
        Rmi.RTT_CREATE,
        Rmi.RTT_CREATE,
        Rmi.RTT_DESTROY,
        Rmi.RTT_FOLD,
        Rmi.RTT_READ_ENTRY,
        Rmi.RTT_MAP_UNPROTECTED,
        Rmi.RTT_UNMAP_UNPROTECTED,
        Rmi.RTT_INIT_RIPAS,
        Rmi.RTT_SET_RIPAS,
        Rmi.DATA_CREATE,
        Rmi.DATA_CREATE_UNKNOWN,
        Rmi.DATA_DESTROY,
        Rmi.PSCI_COMPLETE,
        Rmi.REC_AUX_COUNT,
        Rmi.FEATURES,
        Rmi.VERSION
    };
    private final NormalWorld host = new NormalWorld();
    private final long pool = host.granules(POOL, GRANULE);
    private final long pages = host.granules(8, GRANULE);
    private final List<Long> realms = new ArrayList<>();

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5})
    void everyCallIsAnsweredAndWhatIsDelegatedIsOutOfReach(long seed) throws Exception {
        Random random = new Random(seed);
        int successes = 0;
        for (int call = 0; call < CALLS; call++) {
            if (random.nextInt(8) == 0) {
                writeStructure(random);
            }
            long function = COMMANDS[random.nextInt(COMMANDS.length)];
            long[] operands = operands(random, function);
            RmiReply reply = host.rmi(function, operands);
            assertThat(reply.code() & ~0x3FFL)
                    .as("a status of RMI 1.0 with a level")
                    .isZero();
            assertThat(reply.code() & 0xFF).isBetween(0L, 4L);
            if (reply.code() == 0) {
                successes++;
                if (function == Rmi.REALM_CREATE) {
                    realms.add(operands[0]);
                }
            }
            if (call % CALLS_BETWEEN_CHECKS == 0) {
                checkGranules();
            }
        }
        checkGranules();
        assertThat(successes).as("calls that did something").isGreaterThan(CALLS / 20);
    }

    private void writeStructure(Random random) {
        RmiStructure structure;
        if (random.nextBoolean()) {
            int[][] shapes = {{33, 1, 1}, {32, 2, 4}, {40, 1, 2}, {48, 0, 1}, {32, 1, 1}};
            int[] shape = shapes[random.nextInt(shapes.length)];
            long root = random.nextInt(10) == 0 ? odd(random) : poolGranule(random) & -(shape[2] * GRANULE);
            structure = RmiStructure.realm(shape[0], root, shape[1], shape[2]).with(0x800, random.nextInt(4));
            if (random.nextInt(4) == 0) {
                int[] offsets = {0, 8, 0x10, 0x18, 0x20, 0x28, 0x30, 0x800, 0x808, 0x810, 0x818};
                structure.with(offsets[random.nextInt(offsets.length)], odd(random));
            }
        } else {
            structure = RmiStructure.rec(random.nextInt(3), random.nextInt(4) * GRANULE);
            if (random.nextInt(4) == 0) {
                structure.with(new int[] {0, 0x100, 0x200, 0x800}[random.nextInt(4)], odd(random));
            }
        }
        host.write(pages + random.nextInt(8) * GRANULE, structure.bytes());
    }

    private static long odd(Random random) {
        return random.nextInt(4) == 0 ? random.nextLong() : ODD[random.nextInt(ODD.length)];
    }

    private long poolGranule(Random random) {
        return pool + random.nextInt(POOL) * GRANULE;
    }

    private long realm(Random random) {
        return realms.isEmpty() ? poolGranule(random) : realms.get(random.nextInt(realms.size()));
    }

    private static long ipa(Random random) {
        long half = new long[] {0, 1L << 31, 1L << 32, 1L << 39, 1L << 47}[random.nextInt(5)];
        return half + new long[] {0, GRANULE, 2 * GRANULE, 0x20_0000, 0x4000_0000L}[random.nextInt(5)];
    }

    /** Mostly operands of the right kind, now and then one of another. */
    private long[] operands(Random random, long function) {
        long[] operands = new long[6];
        for (int n = 0; n < operands.length; n++) {
            operands[n] = poolGranule(random);
        }
        boolean firstIsRealm = function != Rmi.GRANULE_DELEGATE
                && function != Rmi.GRANULE_UNDELEGATE
                && function != Rmi.REALM_CREATE
                && function != Rmi.REC_DESTROY
                && function != Rmi.REC_ENTER
                && function != Rmi.PSCI_COMPLETE;
        if (firstIsRealm) {
            operands[0] = realm(random);
        }
        if (function == Rmi.REALM_CREATE || function == Rmi.REC_ENTER) {
            operands[1] = pages + random.nextInt(8) * GRANULE;
        } else if (function == Rmi.REC_CREATE) {
            operands[2] = pages + random.nextInt(8) * GRANULE;
        } else if (function == Rmi.RTT_CREATE) {
            operands[2] = ipa(random);
            operands[3] = random.nextInt(4);
        } else if (function == Rmi.DATA_CREATE || function == Rmi.DATA_CREATE_UNKNOWN) {
            operands[2] = ipa(random);
            operands[3] = pages;
        } else if (firstIsRealm) {
            operands[1] = ipa(random);
            operands[2] = function == Rmi.RTT_INIT_RIPAS ? ipa(random) : random.nextInt(4);
        }
        if (random.nextInt(5) == 0) {
            operands[random.nextInt(4)] = odd(random);
        }
        return operands;
    }

    private void checkGranules() throws PhysicalAccessException {
        for (int i = 0; i < POOL; i++) {
            long granule = pool + i * GRANULE;
            GranuleState state = host.rmm().model().granules().state(granule);
            assertThat(isReachable(granule))
                    .as("the normal world reaches granule 0x%x, which is %s", granule, state)
                    .isEqualTo(state == GranuleState.UNDELEGATED);
        }
    }

    private boolean isReachable(long granule) throws PhysicalAccessException {
        try {
            host.tryToRead(granule);
            return true;
        } catch (GranuleProtectionViolation e) {
            return false;
        }
    }
}
