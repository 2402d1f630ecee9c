package dev.realmstep.rmm;

import static dev.realmstep.rmm.RmiReply.ERROR_INPUT;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.FieldSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Every width of the IPA space with every level that its translation can start at (RMM specification 1.0, A5.5.3). */
class RealmShapeTests {
    private static final int LDR_X2 = 0xF940_0022; // ldr x2, [x1]
    private static final long GRANULE = NormalWorld.GRANULE;

    /** The least and the most bits of an IPA space that starts at a level, with up to 16 tables below level 0 (DDI 0487, D8.2.2). */
    private static final int[][] BITS_AT_LEVEL = {{40, 48}, {31, 43}, {22, 34}};

    /** Width, start level and number of start tables. */
    record Shape(int ipaBits, int startLevel, int startTables) {}

    static final List<Shape> SHAPES = shapes();

    private static List<Shape> shapes() {
        List<Shape> shapes = new ArrayList<>();
        for (int bits = 32; bits <= 48; bits++) {
            for (int level = 0; level < BITS_AT_LEVEL.length; level++) {
                if (bits >= BITS_AT_LEVEL[level][0] && bits <= BITS_AT_LEVEL[level][1]) {
                    int single = 12 + 9 * (4 - level);
                    shapes.add(new Shape(bits, level, 1 << Math.max(0, bits - single)));
                }
            }
        }
        return shapes;
    }

    private final NormalWorld host = new NormalWorld();

    /** The processing element walks the same tables: code at 0 reads the last protected and the first unprotected page. */
    @ParameterizedTest
    @FieldSource("SHAPES")
    void memoryIsWhereItsAddressSays(Shape shape) throws Exception {
        TestRealm realm = TestRealm.create(host, shape.ipaBits(), shape.startLevel(), shape.startTables());
        long last = realm.unprotected(-GRANULE);
        realm.tablesFor(last);
        realm.initRipas(last, last + GRANULE).succeeds();
        long data = realm.data(last, new byte[] {0x11});
        realm.tablesFor(realm.unprotected(0));
        long page = host.granule();
        host.write(page, 0x22);
        host.rmi(Rmi.RTT_MAP_UNPROTECTED, realm.rd(), realm.unprotected(0), 3, page | 0b110 << 2 | 3 << 6)
                .succeeds();
        TestGuest guest = new TestGuest(host, realm, LDR_X2, false);

        guest.restart(0, last);
        guest.enterUntilDone(0);
        assertThat(guest.x(2)).isEqualTo(0x11);
        guest.restart(0, realm.unprotected(0));
        guest.enterUntilDone(0);
        assertThat(guest.x(2)).isEqualTo(0x22);

        assertThat(realm.entry(last, 3).succeeds().x3()).isEqualTo(data);
        host.rmi(Rmi.RTT_READ_ENTRY, realm.rd(), 1L << shape.ipaBits(), 3).refuses(ERROR_INPUT, "ipa_bound");
    }

    @ParameterizedTest
    @ValueSource(ints = {32, 33, 34, 35, 36, 37, 38, 39, 40, 41, 42, 43, 44, 45, 46, 47, 48})
    void noOtherLevelOrNumberIsTaken(int bits) {
        for (int level = -1; level <= 4; level++) {
            for (int tables : new int[] {0, 1, 2, 4, 8, 16, 32}) {
                if (!SHAPES.contains(new Shape(bits, level, tables))) {
                    long rtt = host.delegated();
                    long params = host.page(RmiStructure.realm(bits, rtt, level, tables));
                    host.rmi(Rmi.REALM_CREATE, host.delegated(), params).refuses(ERROR_INPUT, "rtt_num_level");
                }
            }
        }
    }
}
