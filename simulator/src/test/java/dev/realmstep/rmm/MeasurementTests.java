package dev.realmstep.rmm;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** RIM and REM (RMM specification 1.0, A7.1), compared with values that measurements.py beside them has computed. */
class MeasurementTests {
    private static final long GRANULE = NormalWorld.GRANULE;
    private static final long GIB = 0x4000_0000L;
    private static final int HASH_ALGO = 0x030;
    private static final long MEASUREMENT_READ = 0xC400_0192L;
    private static final long MEASUREMENT_EXTEND = 0xC400_0193L;

    private final NormalWorld host = new NormalWorld();
    private final Map<String, String> expected = readExpected();

    private static Map<String, String> readExpected() {
        Map<String, String> values = new HashMap<>();
        try (InputStream file =
                Objects.requireNonNull(MeasurementTests.class.getResourceAsStream("measurements.txt"))) {
            new String(file.readAllBytes(), StandardCharsets.US_ASCII)
                    .lines()
                    .map(line -> line.split(" ", 3))
                    .forEach(words -> values.put(words[0] + " " + words[1], words[2]));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return values;
    }

    private void assertRim(long rd, String event) {
        byte[] rim = host.rmm().model().realms().get(rd).measurements().value(0);
        assertThat(trimmed(rim, event)).isEqualTo(expected.get(event));
    }

    /** The hash's bytes of a measurement; those behind are zero. */
    private static String trimmed(byte[] value, String event) {
        int digits = event.startsWith("sha256") ? 64 : 128;
        String text = HexFormat.of().formatHex(value);
        assertThat(text.substring(digits)).matches("0*");
        return text.substring(0, digits);
    }

    @ParameterizedTest
    @CsvSource({"sha256, 0", "sha512, 1"})
    void theInitialMeasurementGrowsWithTheConstruction(String hash, long number) {
        long root = host.delegated();
        long rd = host.delegated();
        // What is not measured differs from the script's zeroes: RPV, VMID, addresses.
        RmiStructure params =
                RmiStructure.realm(33, root, 1, 1).with(HASH_ALGO, number).with(0x400, 0x1234);
        host.rmi(Rmi.REALM_CREATE, rd, host.page(params)).succeeds();
        assertRim(rd, hash + " realm-create");

        host.rmi(Rmi.RTT_INIT_RIPAS, rd, GIB, 2 * GIB).succeeds();
        assertRim(rd, hash + " init-ripas-block");
        host.rmi(Rmi.RTT_CREATE, rd, host.delegated(), 0, 2).succeeds();
        host.rmi(Rmi.RTT_CREATE, rd, host.delegated(), 0, 3).succeeds();
        host.rmi(Rmi.RTT_INIT_RIPAS, rd, 0, 2 * GRANULE).succeeds();
        assertRim(rd, hash + " init-ripas-pages");

        long source = host.granule();
        host.write(source, "realm".getBytes(StandardCharsets.US_ASCII));
        host.rmi(Rmi.DATA_CREATE, rd, host.delegated(), 0, source, 1).succeeds();
        assertRim(rd, hash + " data-measured");
        host.rmi(Rmi.DATA_CREATE, rd, host.delegated(), GRANULE, source, 0).succeeds();
        assertRim(rd, hash + " data-unmeasured");
        host.rmi(Rmi.DATA_CREATE_UNKNOWN, rd, host.delegated(), 2 * GRANULE).succeeds();
        assertRim(rd, hash + " data-unmeasured");

        RmiStructure rec = host.recParameters(0, 0x80);
        for (int n = 0; n < 8; n++) {
            rec.with(0x300 + 8 * n, 0x1111L * n);
        }
        host.rmi(Rmi.REC_CREATE, rd, host.delegated(), host.page(rec)).succeeds();
        assertRim(rd, hash + " rec-create");
        host.rmi(
                        Rmi.REC_CREATE,
                        rd,
                        host.delegated(),
                        host.page(host.recParameters(1, 0).with(0, 0)))
                .succeeds();
        host.rmi(Rmi.REALM_ACTIVATE, rd).succeeds();
        assertRim(rd, hash + " rec-create");
    }

    @ParameterizedTest
    @CsvSource({"sha256, 0", "sha512, 1"})
    void theRealmExtendsItsMeasurements(String hash, long number) {
        TestGuest guest = new TestGuest(host, TestGuest.SMC, number);
        for (int slot = 1; slot <= 4; slot++) {
            extend(guest, slot, 64);
            assertThat(trimmed(read(guest, slot), hash)).isEqualTo(expected.get(hash + " extend-64"));
        }
        extend(guest, 2, 5);
        assertThat(trimmed(read(guest, 2), hash)).isEqualTo(expected.get(hash + " extend-5"));
        extend(guest, 2, 0);
        assertThat(trimmed(read(guest, 2), hash)).isEqualTo(expected.get(hash + " extend-0"));
        assertThat(trimmed(read(guest, 3), hash)).isEqualTo(expected.get(hash + " extend-64"));
    }

    /** Extends a measurement by the first of the bytes 1, 2, 3, … 64. */
    private static void extend(TestGuest guest, int slot, int size) {
        long[] operands = new long[10];
        operands[0] = slot;
        operands[1] = size;
        for (int n = 0; n < 64; n++) {
            operands[2 + n / 8] |= (n + 1L) << (n % 8 * 8);
        }
        assertThat(guest.call(MEASUREMENT_EXTEND, operands)).isZero();
    }

    private static byte[] read(TestGuest guest, int slot) {
        assertThat(guest.call(MEASUREMENT_READ, slot)).isZero();
        ByteBuffer value = ByteBuffer.allocate(64).order(ByteOrder.LITTLE_ENDIAN);
        for (int n = 1; n <= 8; n++) {
            value.putLong(guest.x(n));
        }
        return value.array();
    }
}
