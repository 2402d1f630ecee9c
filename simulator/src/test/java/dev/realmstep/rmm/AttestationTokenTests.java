package dev.realmstep.rmm;

import static dev.realmstep.rmm.RmiReply.ERROR_INPUT;
import static org.assertj.core.api.Assertions.assertThat;

import dev.realmstep.attestation.platform.RootOfTrust;
import dev.realmstep.attestation.token.CcaToken;
import dev.realmstep.attestation.token.RealmClaim;
import dev.realmstep.attestation.verify.Expectations;
import dev.realmstep.attestation.verify.Problem;
import dev.realmstep.attestation.verify.TokenVerifier;
import dev.realmstep.cpu.SystemRegister;
import dev.realmstep.rmm.refusal.Refusal;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** RSI_ATTESTATION_TOKEN_INIT and _CONTINUE, called by a realm (RMM specification 1.0, B5.3.1 and B5.3.2). */
class AttestationTokenTests {
    private static final long MEASUREMENT_READ = 0xC400_0192L;
    private static final long MEASUREMENT_EXTEND = 0xC400_0193L;
    private static final long TOKEN_INIT = 0xC400_0194L;
    private static final long TOKEN_CONTINUE = 0xC400_0195L;
    private static final int SUCCESS = 0;
    private static final int ERROR_STATE = 2;
    private static final int INCOMPLETE = 3;
    private static final long GRANULE = NormalWorld.GRANULE;
    private static final long[] CHALLENGE = {0x0706_0504_0302_0100L, 2, 3, 4, 5, 6, 7, 0xFF00_0000_0000_0000L};

    private final NormalWorld host = new NormalWorld();
    private final TestGuest guest = new TestGuest(host, TestGuest.SMC);

    private static byte[] challenge() {
        ByteBuffer bytes = ByteBuffer.allocate(64).order(ByteOrder.LITTLE_ENDIAN);
        Arrays.stream(CHALLENGE).forEach(bytes::putLong);
        return bytes.array();
    }

    private void begin() {
        assertThat(guest.call(TOKEN_INIT, CHALLENGE)).isEqualTo(SUCCESS);
    }

    /** The rest of a token, taken in pieces of a size, which are put at an offset of the page at DATA. */
    private byte[] take(TestGuest realm, int offset, int size) throws Exception {
        ByteArrayOutputStream token = new ByteArrayOutputStream();
        long status = INCOMPLETE;
        while (status == INCOMPLETE) {
            status = realm.call(TOKEN_CONTINUE, TestGuest.DATA, offset, size);
            int length = (int) realm.x(1);
            assertThat(length).isLessThanOrEqualTo(size);
            for (int n = 0; n < length; n++) {
                int at = offset + n;
                long word = host.readRealm(realm.data() + (at & -8));
                token.write((int) (word >>> (8 * (at % 8))));
            }
        }
        assertThat(status).isEqualTo(SUCCESS);
        return token.toByteArray();
    }

    private static List<Problem> verify(byte[] token) {
        return TokenVerifier.verify(
                token,
                new Expectations(
                        Optional.of(RootOfTrust.simulated().verificationKey()),
                        Optional.of(challenge()),
                        Optional.empty(),
                        Optional.empty()));
    }

    @Test
    void aTokenFitsWhatTheRealmWasToldToExpect() throws Exception {
        begin();
        long bound = guest.x(1);
        byte[] token = take(guest, 0, 4096);
        assertThat(bound).isEqualTo(4096).isGreaterThanOrEqualTo(token.length);
        assertThat(verify(token)).isEmpty();
        assertThat(host.tokens()).singleElement().isEqualTo(token);
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 7, 100, 1000})
    void aTokenIsTakenInPieces(int size) throws Exception {
        begin();
        byte[] whole = take(guest, 0, 4096);
        begin();
        assertThat(take(guest, 5, size)).isEqualTo(whole);
    }

    @Test
    void aTokenIsIncompleteWhileItIsSigned() throws Exception {
        long start = 5_000_000;
        host.element().systemRegisters().set(SystemRegister.CNTFRQ_EL0, 1_000_000_000);
        host.element().systemRegisters().set(SystemRegister.CNTPCT_EL0, start);
        begin();
        host.element().systemRegisters().set(SystemRegister.CNTPCT_EL0, start + 1_999_999);
        assertThat(guest.call(TOKEN_CONTINUE, TestGuest.DATA, 0, 4096)).isEqualTo(INCOMPLETE);
        assertThat(guest.x(1)).isZero();

        host.element().systemRegisters().set(SystemRegister.CNTPCT_EL0, start + 2_000_000);

        assertThat(verify(take(guest, 0, 4096))).isEmpty();
    }

    @Test
    void piecesGoWhereTheRealmWantsThemAndNowhereElse() throws Exception {
        begin();
        assertThat(guest.call(TOKEN_CONTINUE, TestGuest.DATA, 4088, 8)).isEqualTo(INCOMPLETE);
        assertThat(guest.x(1)).isEqualTo(8);
        assertThat(host.readRealm(guest.data() + 4080)).isZero();
        assertThat(host.readRealm(guest.data() + 4088) & 0xFF_FFFF).isEqualTo(0x8F01D9); // tag 399
        assertThat(guest.call(TOKEN_CONTINUE, TestGuest.DATA, 0, 0)).isEqualTo(INCOMPLETE);
        assertThat(guest.x(1)).isZero();
        assertThat(host.tokens()).isEmpty();
    }

    @Test
    void aTokenIsInTheMakingOnlyBetweenItsBeginningAndItsEnd() throws Exception {
        assertThat(guest.call(TOKEN_CONTINUE, TestGuest.DATA, 0, 4096)).isEqualTo(ERROR_STATE);
        assertThat(host.lastRefusal()).map(Refusal::condition).contains("state");
        begin();
        take(guest, 0, 4096);
        assertThat(guest.call(TOKEN_CONTINUE, TestGuest.DATA, 0, 4096)).isEqualTo(ERROR_STATE);
    }

    @Test
    void anotherBeginningGivesTheFirstUp() throws Exception {
        assertThat(guest.call(TOKEN_INIT, 1, 2, 3)).isEqualTo(SUCCESS);
        assertThat(guest.call(TOKEN_CONTINUE, TestGuest.DATA, 0, 100)).isEqualTo(INCOMPLETE);
        begin();
        assertThat(verify(take(guest, 0, 4096))).isEmpty();
    }

    @Test
    void whatIsWrongWithAPieceIsSaid() {
        begin();
        assertRefused("addr_align", TestGuest.DATA + 8, 0, 8);
        assertRefused("addr_bound", 0x1_0000_0000L, 0, 8);
        assertRefused("addr_bound", -GRANULE, 0, 8);
        assertRefused("offset_bound", TestGuest.DATA, GRANULE, 0);
        assertRefused("offset_bound", TestGuest.DATA, -1, 8);
        assertRefused("size_overflow", TestGuest.DATA, 8, -1);
        assertRefused("size_bound", TestGuest.DATA, 1, GRANULE);
        assertRefused("size_bound", TestGuest.DATA, 0, GRANULE + 1);
        assertRefused("addr_ripas", TestGuest.EMPTY, 0, 8);
        assertThat(guest.call(TOKEN_CONTINUE, TestGuest.DATA, 0, 8)).isEqualTo(INCOMPLETE);
    }

    private void assertRefused(String condition, long address, long offset, long size) {
        assertThat(guest.call(TOKEN_CONTINUE, address, offset, size)).isEqualTo(ERROR_INPUT);
        assertThat(host.lastRefusal()).map(Refusal::condition).contains(condition);
    }

    @Test
    void aPieceWaitsForMissingMemory() {
        begin();
        guest.callUntil(TestGuest.EXIT_SYNC, TOKEN_CONTINUE, TestGuest.UNBACKED, 0, 8);
        assertThat(guest.exit(TestGuest.EXIT_HPFAR)).isEqualTo(TestGuest.UNBACKED >>> 8);
        guest.realm().dataCreateUnknown(host.delegated(), TestGuest.UNBACKED).succeeds();
        guest.enterUntilDone(0);
        assertThat(guest.x(0)).isEqualTo(INCOMPLETE);
        assertThat(guest.x(1)).isEqualTo(8);
    }

    @Test
    void aTokenSaysWhatTheRealmWasWhenItBegan() throws Exception {
        assertThat(guest.call(MEASUREMENT_EXTEND, 2, 8, 42)).isEqualTo(SUCCESS);
        byte[] before = measurement(2);
        begin();
        assertThat(guest.call(MEASUREMENT_EXTEND, 2, 8, 43)).isEqualTo(SUCCESS);
        CcaToken token = CcaToken.parse(take(guest, 0, 4096));
        assertThat(token.realm().claims().bytes(RealmClaim.INITIAL_MEASUREMENT).orElseThrow())
                .isEqualTo(measurement(0));
        assertThat(token.realm()
                        .claims()
                        .find(RealmClaim.EXTENSIBLE_MEASUREMENTS)
                        .orElseThrow()
                        .get(1)
                        .GetByteString())
                .isEqualTo(before)
                .isNotEqualTo(measurement(2));
        assertThat(token.realm().claims().text(RealmClaim.HASH_ALGORITHM)).contains("sha-256");
    }

    /** A SHA-256 measurement, as the realm reads it. */
    private byte[] measurement(int slot) {
        assertThat(guest.call(MEASUREMENT_READ, slot)).isEqualTo(SUCCESS);
        ByteBuffer value = ByteBuffer.allocate(32).order(ByteOrder.LITTLE_ENDIAN);
        for (int n = 1; n <= 4; n++) {
            value.putLong(guest.x(n));
        }
        return value.array();
    }

    @Test
    void aRealmOfTheOtherHashGetsItsTokenToo() throws Exception {
        TestGuest other = new TestGuest(host, TestGuest.SMC, 1);
        assertThat(other.call(TOKEN_INIT, CHALLENGE)).isEqualTo(SUCCESS);
        byte[] token = take(other, 0, 4096);
        assertThat(verify(token)).isEmpty();
        assertThat(CcaToken.parse(token).realm().claims().text(RealmClaim.HASH_ALGORITHM))
                .contains("sha-512");
    }

    @Test
    void equalMachinesIssueEqualTokens() throws Exception {
        begin();
        NormalWorld again = new NormalWorld();
        TestGuest twin = new TestGuest(again, TestGuest.SMC);
        assertThat(twin.call(TOKEN_INIT, CHALLENGE)).isEqualTo(SUCCESS);
        assertThat(twin.call(TOKEN_CONTINUE, TestGuest.DATA, 0, 4096)).isEqualTo(SUCCESS);
        assertThat(again.tokens()).singleElement().isEqualTo(take(guest, 0, 4096));
    }

    /** Every byte is significant: each has another value once, those that no signature is over lose and gain each bit. */
    @Test
    void aChangedByteAnywhereIsNamed() throws Exception {
        begin();
        byte[] token = take(guest, 0, 4096);
        SplittableRandom random = new SplittableRandom(399);
        for (int position = 0; position < token.length; position++) {
            assertNamed(token, position, random.nextInt(1, 256));
        }
        for (int position : structure(token)) {
            for (int bit = 0; bit < 8; bit++) {
                assertNamed(token, position, 1 << bit);
            }
        }
    }

    private static void assertNamed(byte[] token, int position, int change) {
        assertThat(verify(changed(token, position, change)))
                .as("byte %d changed by 0x%x", position, change)
                .isNotEmpty();
    }

    private static byte[] changed(byte[] token, int position, int change) {
        byte[] changed = token.clone();
        changed[position] ^= (byte) change;
        return changed;
    }

    /** The positions that no signature is over and that are none: tags, heads of arrays and maps, headers, lengths. */
    private static int[] structure(byte[] token) throws Exception {
        CcaToken parsed = CcaToken.parse(token);
        boolean[] elsewhere = new boolean[token.length];
        for (byte[] part : List.of(
                parsed.platform().message().payload(),
                        parsed.platform().message().signature(),
                parsed.realm().message().payload(), parsed.realm().message().signature())) {
            int start = indexOf(token, part);
            Arrays.fill(elsewhere, start, start + part.length, true);
        }
        return IntStream.range(0, token.length)
                .filter(position -> !elsewhere[position])
                .toArray();
    }

    private static int indexOf(byte[] whole, byte[] part) {
        int start = 0;
        while (!Arrays.equals(whole, start, start + part.length, part, 0, part.length)) {
            start++;
        }
        return start;
    }
}
