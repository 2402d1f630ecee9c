package dev.realmstep.rmm;

import static org.assertj.core.api.Assertions.assertThat;

import dev.realmstep.memory.GranuleProtectionViolation;
import dev.realmstep.memory.PhysicalAccessException;
import dev.realmstep.rmm.granule.GranuleState;
import java.util.Arrays;
import java.util.HashSet;
import java.util.Random;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * A host that calls whatever comes to its mind, with operands that are nearly right. The RMM answers each call, and
 * keeps what it holds out of the normal world.
 */
class RmiFuzzTests {
    private static final long GRANULE = NormalWorld.GRANULE;
    private static final int POOL = 128;
    private static final int CALLS = 100_000;
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
    private static final Set<Long> ENDING = Set.of(
            Rmi.GRANULE_UNDELEGATE,
            Rmi.REALM_ACTIVATE,
            Rmi.REALM_DESTROY,
            Rmi.REC_DESTROY,
            Rmi.RTT_DESTROY,
            Rmi.RTT_FOLD,
            Rmi.DATA_DESTROY);

    /** All seeds get this far; the others need granules that fit, a realm that is alive or a guest that asks for something. */
    private static final Set<Long> REACHED_ALWAYS = Arrays.stream(COMMANDS)
            .boxed()
            .filter(command -> !Set.of(
                            Rmi.RTT_INIT_RIPAS,
                            Rmi.RTT_SET_RIPAS,
                            Rmi.PSCI_COMPLETE,
                            Rmi.REC_CREATE,
                            Rmi.REC_DESTROY,
                            Rmi.REC_ENTER,
                            Rmi.REALM_DESTROY,
                            Rmi.DATA_CREATE)
                    .contains(command))
            .collect(Collectors.toSet());

    private final NormalWorld host = new NormalWorld();
    private final long pool = host.granules(POOL, GRANULE);
    private final long pages = host.granules(8, GRANULE);

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5})
    void everyCallIsAnsweredAndWhatIsDelegatedIsOutOfReach(long seed) throws Exception {
        Random random = new Random(seed);
        Set<Long> succeeded = new HashSet<>();
        for (int call = 0; call < CALLS; call++) {
            if (random.nextInt(8) == 0) {
                writeStructure(random);
            }
            long function = command(random);
            long[] operands = operands(random, function);
            RmiReply reply = host.rmi(function, operands);
            assertThat(reply.code() & ~0x3FFL)
                    .as("a status of RMI 1.0 with a level")
                    .isZero();
            assertThat(reply.code() & 0xFF).isBetween(0L, 4L);
            if (reply.code() == 0) {
                succeeded.add(function);
            }
            if (call % CALLS_BETWEEN_CHECKS == 0) {
                checkGranules();
            }
        }
        checkGranules();
        assertThat(succeeded).as("commands that went well").containsAll(REACHED_ALWAYS);
    }

    /** What takes away or ends is called more rarely, so that something grows; there is always data to create. */
    private static long command(Random random) {
        long command = COMMANDS[random.nextInt(COMMANDS.length)];
        boolean rare = ENDING.contains(command) && random.nextInt(5) != 0;
        return rare ? Rmi.DATA_CREATE : command;
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
            structure = RmiStructure.rec(random.nextInt(3), random.nextInt(4) * GRANULE)
                    .withAuxiliary(granule(random, GranuleState.DELEGATED), granule(random, GranuleState.DELEGATED));
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

    /** Mostly a granule in a state, if there is one. */
    private long granule(Random random, GranuleState wanted) {
        long granule = poolGranule(random);
        int attempts = random.nextInt(10) == 0 ? 0 : POOL;
        for (int i = 0; i < attempts && host.rmm().model().granules().state(granule) != wanted; i++) {
            granule = pool + (granule - pool + GRANULE) % (POOL * GRANULE);
        }
        return granule;
    }

    private static long ipa(Random random) {
        long half = new long[] {0, 0, 0, 1L << 31, 1L << 32, 1L << 39, 1L << 47}[random.nextInt(7)];
        return half + new long[] {0, GRANULE, 2 * GRANULE, 0x20_0000, 0x4000_0000L}[random.nextInt(5)];
    }

    /** Mostly operands of the right kind, now and then one of another. */
    private long[] operands(Random random, long function) {
        long page = pages + random.nextInt(8) * GRANULE;
        long delegated = granule(random, GranuleState.DELEGATED);
        long rd = granule(random, GranuleState.RD);
        long rec = granule(random, GranuleState.REC);
        long[] operands;
        if (function == Rmi.GRANULE_DELEGATE) {
            operands = new long[] {granule(random, GranuleState.UNDELEGATED), 0, 0, 0};
        } else if (function == Rmi.GRANULE_UNDELEGATE) {
            operands = new long[] {delegated, 0, 0, 0};
        } else if (function == Rmi.REALM_CREATE) {
            operands = new long[] {delegated, page, 0, 0};
        } else if (function == Rmi.VERSION) {
            operands = new long[] {0x1_0000, 0, 0, 0};
        } else if (function == Rmi.REC_CREATE) {
            operands = new long[] {rd, delegated, page, 0};
        } else if (function == Rmi.REC_ENTER || function == Rmi.REC_DESTROY) {
            operands = new long[] {rec, page, 0, 0};
        } else if (function == Rmi.PSCI_COMPLETE) {
            operands = new long[] {rec, granule(random, GranuleState.REC), 0, 0};
        } else if (function == Rmi.RTT_SET_RIPAS) {
            operands = new long[] {rd, rec, ipa(random), ipa(random)};
        } else if (function == Rmi.RTT_CREATE) {
            operands = new long[] {rd, delegated, ipa(random), 1 + random.nextInt(3)};
        } else if (function == Rmi.DATA_CREATE || function == Rmi.DATA_CREATE_UNKNOWN) {
            operands = new long[] {rd, delegated, ipa(random), page};
        } else if (function == Rmi.RTT_INIT_RIPAS) {
            long base = ipa(random);
            operands = new long[] {rd, base, base + (1L << (12 + 9 * random.nextInt(3))), 0};
        } else {
            operands = new long[] {rd, ipa(random), 1 + random.nextInt(3), 0};
        }
        if (random.nextInt(8) == 0) {
            operands[random.nextInt(operands.length)] = odd(random);
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
