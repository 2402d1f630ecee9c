package dev.realmstep.rmm;

import static dev.realmstep.rmm.RmiReply.ERROR_INPUT;
import static dev.realmstep.rmm.RmiReply.ERROR_REC;
import static dev.realmstep.rmm.RmiReply.ERROR_RTT;
import static org.assertj.core.api.Assertions.assertThat;

import dev.realmstep.rmm.refusal.Refusal;
import org.junit.jupiter.api.Test;

/** What a realm calls by SMC, executed (RMM specification 1.0, B5.3). */
class RsiCommandTests {
    private static final long VERSION = 0xC400_0190L;
    private static final long FEATURES = 0xC400_0191L;
    private static final long MEASUREMENT_READ = 0xC400_0192L;
    private static final long MEASUREMENT_EXTEND = 0xC400_0193L;
    private static final long REALM_CONFIG = 0xC400_0196L;
    private static final long IPA_STATE_SET = 0xC400_0197L;
    private static final long IPA_STATE_GET = 0xC400_0198L;
    private static final long HOST_CALL = 0xC400_0199L;
    private static final long GRANULE = NormalWorld.GRANULE;
    private static final long RIPAS_REJECT = 1 << 4;
    private static final int EXIT_RIPAS_BASE = 0xD00;
    private static final int EXIT_RIPAS_TOP = 0xD08;
    private static final int EXIT_RIPAS_VALUE = 0xD10;
    private static final int EXIT_IMMEDIATE = 0xE00;
    private static final int EMPTY = 0;
    private static final int RAM = 1;
    private static final int DESTROYED = 2;

    private final NormalWorld host = new NormalWorld();
    private final TestGuest guest = new TestGuest(host, TestGuest.SMC);

    private void assertRefused(String condition, long function, long... operands) {
        assertThat(guest.call(function, operands)).isEqualTo(ERROR_INPUT);
        assertThat(host.lastRefusal()).map(Refusal::condition).contains(condition);
    }

    private RmiReply setRipas(long base, long top) {
        return host.rmi(Rmi.RTT_SET_RIPAS, guest.realm().rd(), guest.rec(), base, top);
    }

    @Test
    void versionOneIsOffered() {
        assertThat(guest.call(VERSION, 0x1_0000)).isZero();
        assertThat(guest.x(1)).isEqualTo(0x1_0000);
        assertThat(guest.x(2)).isEqualTo(0x1_0000);
        assertRefused("version", VERSION, 0x2_0000);
        assertThat(guest.call(FEATURES, 0)).isZero();
        assertThat(guest.x(1)).isZero();
    }

    @Test
    void otherCallsAreNotSupported() {
        assertThat(guest.call(0xC400_019AL)).isEqualTo(-1);
        assertThat(guest.call(Rmi.VERSION)).isEqualTo(-1);
        assertThat(guest.call(0)).isEqualTo(-1);
        assertThat(guest.call(0x8000_0000L)).isEqualTo(0x1_0003);
    }

    @Test
    void theVectorStateHintIsNotPartOfTheName() {
        assertThat(guest.call(VERSION | 1 << 16, 0x1_0000)).isZero();
        assertThat(guest.x(1)).isEqualTo(0x1_0000);
    }

    @Test
    void theConfigurationOfTheRealmIsWrittenToItsMemory() throws Exception {
        host.writeRealm(guest.data() + 0x208, 5);
        assertThat(guest.call(REALM_CONFIG, TestGuest.DATA)).isZero();
        assertThat(host.readRealm(guest.data())).isEqualTo(33);
        assertThat(host.readRealm(guest.data() + 8)).isZero();
        assertThat(host.readRealm(guest.data() + 0x208)).isZero();
        assertRefused("addr_align", REALM_CONFIG, TestGuest.DATA + 8);
        assertRefused("addr_bound", REALM_CONFIG, 0x1_0000_0000L);
        assertRefused("addr_bound", REALM_CONFIG, -GRANULE);
        assertRefused("addr_ripas", REALM_CONFIG, TestGuest.EMPTY);
    }

    @Test
    void aCallThatNeedsMissingMemoryIsMadeAgain() {
        guest.callUntil(TestGuest.EXIT_SYNC, REALM_CONFIG, TestGuest.UNBACKED);
        assertThat(guest.exit(TestGuest.EXIT_ESR)).isEqualTo(0x24L << 26 | 0b000111);
        assertThat(guest.exit(TestGuest.EXIT_HPFAR)).isEqualTo(TestGuest.UNBACKED >>> 8);
        guest.realm().dataCreateUnknown(host.delegated(), TestGuest.UNBACKED).succeeds();
        guest.enterUntilDone(0);
        assertThat(guest.x(0)).isZero();
    }

    @Test
    void aHostCallTakesRegistersToTheHostAndBack() throws Exception {
        long structure = guest.data() + 0x100;
        host.writeRealm(structure, 0xFFFF_1234L);
        host.writeRealm(structure + 8, 11);
        host.writeRealm(structure + 8 + 8 * 30, 41);
        guest.callUntil(TestGuest.EXIT_HOST_CALL, HOST_CALL, TestGuest.DATA + 0x100);
        assertThat(guest.exit(EXIT_IMMEDIATE)).isEqualTo(0x1234);
        assertThat(guest.exit(TestGuest.EXIT_GPRS)).isEqualTo(11);
        assertThat(guest.exit(TestGuest.EXIT_GPRS + 8 * 30)).isEqualTo(41);
        host.write(guest.run() + TestGuest.ENTER_GPRS + 8, 99);
        guest.enterUntilDone(0);
        assertThat(guest.x(0)).isZero();
        assertThat(host.readRealm(structure + 8)).isZero();
        assertThat(host.readRealm(structure + 16)).isEqualTo(99);
        assertRefused("addr_align", HOST_CALL, TestGuest.DATA + 8);
        assertRefused("addr_bound", HOST_CALL, 0x1_0000_0000L);
        assertRefused("addr_ripas", HOST_CALL, TestGuest.EMPTY);
    }

    @Test
    void anAnswerToAHostCallNeedsItsMemory() {
        guest.callUntil(TestGuest.EXIT_HOST_CALL, HOST_CALL, TestGuest.DATA + 0x100);
        long waiting = guest.registers().programCounter();
        guest.realm().dataDestroy(TestGuest.DATA).succeeds();
        for (int time = 0; time < 2; time++) {
            guest.enterUntil(TestGuest.EXIT_SYNC, 0);
            assertThat(guest.exit(TestGuest.EXIT_ESR)).isEqualTo(0x24L << 26 | 0b000111);
            assertThat(guest.exit(TestGuest.EXIT_HPFAR)).isEqualTo(TestGuest.DATA >>> 12 << 4);
            assertThat(guest.registers().programCounter()).isEqualTo(waiting);
        }
    }

    @Test
    void theRipasOfARangeIsTold() {
        assertThat(guest.call(IPA_STATE_GET, 0, 0x1_0000)).isZero();
        assertThat(guest.x(1)).isEqualTo(TestGuest.EMPTY);
        assertThat(guest.x(2)).isEqualTo(RAM);
        assertThat(guest.call(IPA_STATE_GET, 0, GRANULE)).isZero();
        assertThat(guest.x(1)).isEqualTo(GRANULE);
        assertThat(guest.call(IPA_STATE_GET, TestGuest.DESTROYED, 0x1_0000)).isZero();
        assertThat(guest.x(1)).isEqualTo(TestGuest.DESTROYED + GRANULE);
        assertThat(guest.x(2)).isEqualTo(DESTROYED);
        assertThat(guest.call(IPA_STATE_GET, 0x4000_0000L, 0x1_0000_0000L)).isZero();
        assertThat(guest.x(1)).isEqualTo(0x1_0000_0000L);
        assertThat(guest.x(2)).isEqualTo(EMPTY);
    }

    @Test
    void aRangeIsOfGranulesInTheProtectedHalf() {
        for (long function : new long[] {IPA_STATE_GET, IPA_STATE_SET}) {
            assertRefused("base_align", function, 8, GRANULE);
            assertRefused(function == IPA_STATE_GET ? "end_align" : "top_align", function, 0, 8);
            assertRefused("size_valid", function, GRANULE, GRANULE);
            assertRefused("size_valid", function, GRANULE, 0);
            assertRefused("rgn_bound", function, 0, 0x1_0000_1000L);
            assertRefused("rgn_bound", function, 0, -GRANULE);
            assertRefused("rgn_bound", function, 0, Long.MIN_VALUE);
            assertRefused("rgn_bound", function, Long.MIN_VALUE, -GRANULE);
        }
        assertRefused("ripas_valid", IPA_STATE_SET, 0, GRANULE, 2);
        assertRefused("ripas_valid", IPA_STATE_SET, 0, GRANULE, 0xFF);
    }

    @Test
    void aRipasChangeIsTheHostsToCarryOut() {
        guest.callUntil(TestGuest.EXIT_RIPAS_CHANGE, IPA_STATE_SET, TestGuest.DATA, TestGuest.EMPTY, EMPTY, 0);
        assertThat(guest.exit(EXIT_RIPAS_BASE)).isEqualTo(TestGuest.DATA);
        assertThat(guest.exit(EXIT_RIPAS_TOP)).isEqualTo(TestGuest.EMPTY);
        assertThat(guest.exit(EXIT_RIPAS_VALUE)).isEqualTo(EMPTY);

        setRipas(0, TestGuest.EMPTY).refuses(ERROR_INPUT, "base_bound");
        setRipas(TestGuest.DATA, TestGuest.EMPTY + GRANULE).refuses(ERROR_INPUT, "top_bound");
        setRipas(TestGuest.DATA, TestGuest.DATA).refuses(ERROR_INPUT, "size_valid");
        setRipas(TestGuest.DATA, -GRANULE).refuses(ERROR_INPUT, "top_bound");
        setRipas(TestGuest.DATA, TestGuest.DATA + 8).refuses(ERROR_INPUT, "top_gran_align");
        assertThat(setRipas(TestGuest.DATA, TestGuest.UNBACKED).succeeds().x1()).isEqualTo(TestGuest.UNBACKED);
        assertThat(guest.realm().entry(TestGuest.DATA, 3).x4()).isEqualTo(EMPTY);
        assertThat(guest.realm().entry(TestGuest.DATA, 3).x2()).isEqualTo(1);
        setRipas(TestGuest.DATA, TestGuest.EMPTY).refuses(ERROR_INPUT, "base_bound");

        guest.enterUntilDone(RIPAS_REJECT);
        assertThat(guest.x(0)).isZero();
        assertThat(guest.x(1)).isEqualTo(TestGuest.UNBACKED);
        // Only a change to RAM can be rejected.
        assertThat(guest.x(2)).isZero();
        setRipas(TestGuest.UNBACKED, TestGuest.EMPTY).refuses(ERROR_INPUT, "base_bound");
    }

    @Test
    void theHostMayRejectAChangeToRam() {
        guest.callUntil(TestGuest.EXIT_RIPAS_CHANGE, IPA_STATE_SET, TestGuest.EMPTY, TestGuest.EMPTY + GRANULE, RAM, 0);
        guest.enterUntilDone(RIPAS_REJECT);
        assertThat(guest.x(1)).isEqualTo(TestGuest.EMPTY);
        assertThat(guest.x(2)).isEqualTo(1);
    }

    @Test
    void destroyedMemoryBecomesRamOnlyIfTheRealmSaysSo() {
        long top = TestGuest.DESTROYED + GRANULE;
        guest.callUntil(TestGuest.EXIT_RIPAS_CHANGE, IPA_STATE_SET, TestGuest.EMPTY, top, RAM, 0);
        assertThat(setRipas(TestGuest.EMPTY, top).succeeds().x1()).isEqualTo(TestGuest.DESTROYED);
        setRipas(TestGuest.DESTROYED, top).refuses(ERROR_RTT, 3, "no_progress");
        guest.enterUntilDone(0);
        assertThat(guest.x(1)).isEqualTo(TestGuest.DESTROYED);

        guest.callUntil(TestGuest.EXIT_RIPAS_CHANGE, IPA_STATE_SET, TestGuest.DESTROYED, top, RAM, 1);
        setRipas(TestGuest.DESTROYED, top).succeeds();
        assertThat(guest.realm().entry(TestGuest.DESTROYED, 3).x4()).isEqualTo(RAM);
        guest.enterUntilDone(0);
    }

    @Test
    void aBlockChangesOnlyAsAWhole() {
        long base = 0x20_0000;
        guest.callUntil(TestGuest.EXIT_RIPAS_CHANGE, IPA_STATE_SET, base, 2 * base + GRANULE, RAM, 0);
        setRipas(base, base + GRANULE).refuses(ERROR_RTT, 2, "no_progress");
        assertThat(setRipas(base, 2 * base + GRANULE).succeeds().x1()).isEqualTo(2 * base);
        setRipas(2 * base, 2 * base + GRANULE).refuses(ERROR_RTT, 2, "no_progress");
        guest.realm().rttCreate(host.delegated(), 2 * base, 3).succeeds();
        setRipas(2 * base, 2 * base + GRANULE).succeeds();
    }

    @Test
    void onlyTheRecThatAskedIsChangedFor() {
        TestRealm other = TestRealm.create(host);
        host.rmi(Rmi.RTT_SET_RIPAS, other.rd(), guest.rec(), 0, GRANULE).refuses(ERROR_REC, "rec_owner");
        host.rmi(Rmi.RTT_SET_RIPAS, guest.realm().rd(), other.rd(), 0, GRANULE).refuses(ERROR_INPUT, "rec_gran_state");
        // Who asks for nothing has ripas_addr and ripas_top 0.
        setRipas(0, GRANULE).refuses(ERROR_INPUT, "top_bound");
        setRipas(GRANULE, 2 * GRANULE).refuses(ERROR_INPUT, "base_bound");
    }

    @Test
    void measurementsAreRead() {
        assertThat(guest.call(MEASUREMENT_READ, 1)).isZero();
        for (int n = 1; n <= 8; n++) {
            assertThat(guest.x(n)).isZero();
        }
        assertRefused("index_bound", MEASUREMENT_READ, 5);
        assertRefused("index_bound", MEASUREMENT_READ, -1);
        assertRefused("index_bound", MEASUREMENT_EXTEND, 0, 8);
        assertRefused("index_bound", MEASUREMENT_EXTEND, 5, 8);
        assertRefused("size_bound", MEASUREMENT_EXTEND, 1, 65);
        assertRefused("size_bound", MEASUREMENT_EXTEND, 1, -1);
    }
}
