package dev.realmstep.rmm;

import static dev.realmstep.rmm.RmiReply.ERROR_REC;
import static org.assertj.core.api.Assertions.assertThat;

import dev.realmstep.cpu.SystemRegister;
import dev.realmstep.rmm.rec.SavedRegisters;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What comes of a realm's accesses (RMM specification 1.0, A4.3.4 and A5.2.7), made by executed instructions. */
class RealmAccessTests {
    private static final int LDR_X2 = 0xF940_0022; // ldr x2, [x1]
    private static final int LDP_X2_X3 = 0xA940_0C22; // ldp x2, x3, [x1]
    private static final int STR_X2 = 0xF900_0022; // str x2, [x1]
    private static final int STR_WZR = 0xB900_003F; // str wzr, [x1]
    private static final int LDR_XZR = 0xF940_003F; // ldr xzr, [x1]
    private static final int BR_X1 = 0xD61F_0020; // br x1
    private static final int WFI = 0xD503_207F; // wfi
    private static final int HVC = 0xD400_0002; // hvc #0

    private static final long EMULATED_MMIO = 1;
    private static final long INJECT_SEA = 1 << 1;
    private static final long TRAP_WFE = 1 << 3;
    private static final long DATA_ABORT_LOWER = 0x24L << 26;
    private static final long DATA_ABORT_SAME = 0x25L << 26;
    private static final long INSTRUCTION_ABORT_LOWER = 0x20L << 26;
    private static final long INSTRUCTION_ABORT_SAME = 0x21L << 26;
    private static final long IL = 1L << 25;
    private static final long ISV = 1L << 24;
    private static final long SAS_64 = 3L << 22;
    private static final long SF = 1 << 15;
    private static final long WNR = 1 << 6;
    private static final long EXTERNAL_ABORT = 0b010000;
    /** ISS.EA: the memory system refused the access. */
    private static final long EA = 1 << 9;

    private static final long TRANSLATION_FAULT = 0b000100;

    private final NormalWorld host = new NormalWorld();

    private TestGuest guest(int instruction, long address) {
        TestGuest guest = new TestGuest(host, instruction);
        guest.restart(0, address, 0x1122_3344_5566_7788L);
        return guest;
    }

    private static void assertTaken(TestGuest guest, long syndrome, long faultAddress) {
        assertThat(guest.registers().system(SystemRegister.ESR_EL1)).isEqualTo(syndrome);
        assertThat(guest.registers().system(SystemRegister.FAR_EL1)).isEqualTo(faultAddress);
    }

    @Test
    void assignedRamIsMemory() throws Exception {
        TestGuest guest = guest(STR_X2, TestGuest.DATA + 8);
        guest.enterUntilDone(0);
        assertThat(host.readRealm(guest.data() + 8)).isEqualTo(0x1122_3344_5566_7788L);
    }

    @ParameterizedTest
    @CsvSource({"0xF9400022, 0", "0xF9000022, 64"})
    void anEmptyAddressIsAnExternalAbortOfTheRealm(String instruction, long direction) {
        TestGuest guest = guest(Long.decode(instruction).intValue(), TestGuest.EMPTY + 8);
        guest.enterUntilException(0);
        assertTaken(guest, DATA_ABORT_SAME | IL | EA | direction | EXTERNAL_ABORT, TestGuest.EMPTY + 8);
        assertThat(guest.registers().system(SystemRegister.ELR_EL1)).isEqualTo(TestGuest.CODE);
    }

    @Test
    void emptyMemoryIsAnExternalAbortTooWithMemoryBehindIt() {
        TestGuest guest = guest(LDR_X2, TestGuest.EMPTY);
        guest.realm().dataCreateUnknown(host.delegated(), TestGuest.EMPTY).succeeds();
        guest.enterUntilException(0);
        assertTaken(guest, DATA_ABORT_SAME | IL | EA | EXTERNAL_ABORT, TestGuest.EMPTY);
    }

    @ParameterizedTest
    @ValueSource(longs = {TestGuest.UNBACKED, TestGuest.DESTROYED})
    void ramWithoutMemoryAndDestroyedRamExit(long ipa) {
        TestGuest guest = guest(LDR_X2, ipa + 8);
        guest.enterUntil(TestGuest.EXIT_SYNC, 0);
        assertThat(guest.exit(TestGuest.EXIT_ESR)).isEqualTo(DATA_ABORT_LOWER | TRANSLATION_FAULT | 3);
        assertThat(guest.exit(TestGuest.EXIT_HPFAR)).isEqualTo(ipa >>> 12 << 4);
        assertThat(guest.exit(TestGuest.EXIT_FAR)).isZero();
        assertThat(guest.exit(TestGuest.EXIT_GPRS)).isZero();
        guest.enter(EMULATED_MMIO).refuses(ERROR_REC, "rec_mmio");
        guest.enter(INJECT_SEA).refuses(ERROR_REC, "rec_sea");
    }

    @Test
    void theRealmTriesAgainWhenTheHostHasPutMemoryThere() {
        TestGuest guest = guest(LDR_X2, TestGuest.UNBACKED);
        guest.enterUntil(TestGuest.EXIT_SYNC, 0);
        guest.realm().dataCreateUnknown(host.delegated(), TestGuest.UNBACKED).succeeds();
        guest.enterUntilDone(0);
        assertThat(guest.x(2)).isZero();
    }

    @Test
    void aWriteToTheUnprotectedHalfShowsTheHostItsValue() {
        long address = 0x1_0000_0000L + 0x5678;
        TestGuest guest = guest(STR_X2, address);
        guest.enterUntil(TestGuest.EXIT_SYNC, 0);
        // Neither the register's number nor the sign extension is the host's to know.
        assertThat(guest.exit(TestGuest.EXIT_ESR))
                .isEqualTo(DATA_ABORT_LOWER | ISV | SAS_64 | SF | WNR | TRANSLATION_FAULT | 1);
        assertThat(guest.exit(TestGuest.EXIT_FAR)).isEqualTo(0x678);
        assertThat(guest.exit(TestGuest.EXIT_HPFAR)).isEqualTo(address >>> 12 << 4);
        assertThat(guest.exit(TestGuest.EXIT_GPRS)).isEqualTo(0x1122_3344_5566_7788L);
        guest.enterUntilDone(EMULATED_MMIO);
    }

    @Test
    void theZeroRegisterIsWrittenAsZero() {
        TestGuest guest = guest(STR_WZR, 0x1_0000_0000L);
        guest.enterUntil(TestGuest.EXIT_SYNC, 0);
        assertThat(guest.exit(TestGuest.EXIT_GPRS)).isZero();
        guest.enterUntilDone(EMULATED_MMIO);
    }

    /** The register holds 0x1122334455667788; bytes that are not stored are the realm's alone. */
    @ParameterizedTest
    @CsvSource({
        "0xF9000022, 0x1122334455667788", // str x2, [x1]
        "0xB9000022, 0x55667788", // str w2, [x1]
        "0x79000022, 0x7788", // strh w2, [x1]
        "0x39000022, 0x88" // strb w2, [x1]
    })
    void theHostSeesOfARegisterWhatIsStored(String instruction, String expected) {
        TestGuest guest = guest(Long.decode(instruction).intValue(), 0x1_0000_0000L);
        guest.enterUntil(TestGuest.EXIT_SYNC, 0);
        assertThat(guest.exit(TestGuest.EXIT_GPRS)).isEqualTo(Long.decode(expected));
    }

    @Test
    void ofATrappedWaitTheHostLearnsWhichItWas() throws Exception {
        TestGuest guest = new TestGuest(host, WFI);
        guest.enterUntil(TestGuest.EXIT_SYNC, 0);
        assertThat(guest.exit(TestGuest.EXIT_ESR)).isEqualTo(1L << 26);
        // The exception return that enters the realm is an event, which the first WFE consumes.
        host.writeRealm(guest.data(), 0xD503_205F_D503_205FL); // wfe; wfe
        guest.registers().setProgramCounter(TestGuest.DATA);
        guest.enterUntil(TestGuest.EXIT_SYNC, TRAP_WFE);
        assertThat(guest.exit(TestGuest.EXIT_ESR)).isEqualTo(1L << 26 | 1);
        assertThat(guest.registers().programCounter()).isEqualTo(TestGuest.DATA + 8);
    }

    /** What the register holds after the host has answered 0x8899AABBCCDDEEFF. */
    @ParameterizedTest
    @CsvSource({
        "0xF9400022, 0x8899AABBCCDDEEFF", // ldr x2, [x1]
        "0xB9400022, 0xCCDDEEFF", // ldr w2, [x1]
        "0xB9800022, 0xFFFFFFFFCCDDEEFF", // ldrsw x2, [x1]
        "0x79800022, 0xFFFFFFFFFFFFEEFF", // ldrsh x2, [x1]
        "0x39C00022, 0xFFFFFFFF", // ldrsb w2, [x1]
        "0x39400022, 0xFF" // ldrb w2, [x1]
    })
    void anEmulatedLoadIsCutAndExtended(String instruction, String expected) {
        TestGuest guest = guest(Long.decode(instruction).intValue(), 0x1_0000_0000L);
        guest.enterUntil(TestGuest.EXIT_SYNC, 0);
        assertThat(guest.exit(TestGuest.EXIT_GPRS)).isZero();
        host.write(guest.run() + TestGuest.ENTER_GPRS, 0x8899_AABB_CCDD_EEFFL);
        guest.enterUntilDone(EMULATED_MMIO);
        assertThat(guest.x(2)).isEqualTo(Long.parseUnsignedLong(expected.substring(2), 16));
    }

    @Test
    void anEmulatedLoadToTheZeroRegisterGoesOn() {
        TestGuest guest = guest(LDR_XZR, 0x1_0000_0000L);
        guest.enterUntil(TestGuest.EXIT_SYNC, 0);
        guest.enterUntilDone(EMULATED_MMIO);
    }

    @ParameterizedTest
    @CsvSource({"2", "3"})
    void theHostMayAnswerWithAnAbortWhichComesBeforeEmulation(long flags) {
        TestGuest guest = guest(LDR_X2, 0x1_0000_0010L);
        guest.enterUntil(TestGuest.EXIT_SYNC, 0);
        guest.enterUntilException(flags);
        assertTaken(guest, DATA_ABORT_SAME | IL | EA | EXTERNAL_ABORT, 0x1_0000_0010L);
        assertThat(guest.registers().system(SystemRegister.ELR_EL1)).isEqualTo(TestGuest.CODE);
        assertThat(guest.x(2)).isEqualTo(0x1122_3344_5566_7788L);
    }

    @Test
    void anAccessOfTwoRegistersCannotBeEmulated() {
        TestGuest guest = guest(LDP_X2_X3, 0x1_0000_0000L);
        guest.enterUntil(TestGuest.EXIT_SYNC, 0);
        assertThat(guest.exit(TestGuest.EXIT_ESR)).isEqualTo(DATA_ABORT_LOWER | TRANSLATION_FAULT | 1);
        guest.enter(EMULATED_MMIO).refuses(ERROR_REC, "rec_mmio");
        guest.enterUntilException(INJECT_SEA);
    }

    @Test
    void sharedMemoryIsMemoryOfTheNormalWorld() {
        TestGuest guest = guest(LDR_X2, 0x1_0000_0008L);
        long page = host.granule();
        host.write(page + 8, 0x55);
        guest.realm().tablesFor(0x1_0000_0000L);
        host.rmi(Rmi.RTT_MAP_UNPROTECTED, guest.realm().rd(), 0x1_0000_0000L, 3, page | 0b110 << 2 | 3 << 6)
                .succeeds();
        guest.enterUntilDone(0);
        assertThat(guest.x(2)).isEqualTo(0x55);
        host.rmi(Rmi.RTT_UNMAP_UNPROTECTED, guest.realm().rd(), 0x1_0000_0000L, 3)
                .succeeds();
        guest.restart();
        guest.enterUntil(TestGuest.EXIT_SYNC, 0);
        assertThat(guest.exit(TestGuest.EXIT_HPFAR)).isEqualTo(0x10_0000_0L);
    }

    @Test
    void memoryThatDoesNotAnswerIsReportedToRealmAndHost() {
        TestGuest guest = guest(LDR_X2, 0x1_0000_0008L);
        guest.realm().tablesFor(0x1_0000_0000L);
        host.rmi(
                        Rmi.RTT_MAP_UNPROTECTED,
                        guest.realm().rd(),
                        0x1_0000_0000L,
                        3,
                        NormalWorld.NOWHERE | 0b110 << 2 | 3 << 6)
                .succeeds();
        guest.enterUntil(TestGuest.EXIT_SYNC, 0);
        assertThat(guest.exit(TestGuest.EXIT_ESR) & ~(1L << 9)).isEqualTo(DATA_ABORT_LOWER | EXTERNAL_ABORT);
        assertThat(guest.exit(TestGuest.EXIT_HPFAR)).isZero();
        guest.enterUntilException(0);
        assertTaken(guest, DATA_ABORT_SAME | IL | EA | EXTERNAL_ABORT, 0x1_0000_0008L);
    }

    @ParameterizedTest
    @CsvSource({"0x3000", "0x100000000"})
    void codeThatIsNotTheRealmsIsAnExternalAbort(String address) {
        TestGuest guest = guest(BR_X1, Long.decode(address));
        guest.enterUntilException(0);
        assertTaken(guest, INSTRUCTION_ABORT_SAME | IL | EA | EXTERNAL_ABORT, Long.decode(address));
    }

    @Test
    void aFetchFromMissingRamExits() {
        TestGuest guest = guest(BR_X1, TestGuest.UNBACKED);
        guest.enterUntil(TestGuest.EXIT_SYNC, 0);
        assertThat(guest.exit(TestGuest.EXIT_ESR)).isEqualTo(INSTRUCTION_ABORT_LOWER | TRANSLATION_FAULT | 3);
        guest.enter(INJECT_SEA).refuses(ERROR_REC, "rec_sea");
    }

    @ParameterizedTest
    @CsvSource({"0xF9400022, 0x25", "0xD61F0020, 0x21"})
    void anAddressBeyondTheIpaSpaceIsAnAddressSizeFault(String instruction, int exceptionClass) {
        TestGuest guest = guest(Long.decode(instruction).intValue(), 0x2_0000_0000L);
        guest.enterUntilException(0);
        assertTaken(guest, (long) exceptionClass << 26 | IL, 0x2_0000_0000L);
    }

    /** With stage 1, the fault is of the level whose descriptor gave the address: here a block of level 1. */
    @Test
    void anAddressSizeFaultSaysWhichDescriptorGaveTheAddress() throws Exception {
        TestGuest guest = guest(LDR_X2, 0x4000_0008L);
        long block = 1L << 10 | 0b11L << 8 | 1; // Access flag, inner shareable, memory type 0
        host.writeRealm(guest.data(), block);
        host.writeRealm(guest.data() + 8, 0x2_0000_0000L | block);
        SavedRegisters registers = guest.registers();
        registers.setSystem(SystemRegister.MAIR_EL1, 0xFF);
        registers.setSystem(SystemRegister.TTBR0_EL1, TestGuest.DATA);
        registers.setSystem(SystemRegister.TCR_EL1, 5L << 32 | 1L << 23 | 0b11L << 12 | 0b01L << 10 | 0b01L << 8 | 25);
        registers.setSystem(SystemRegister.SCTLR_EL1, registers.system(SystemRegister.SCTLR_EL1) | 1);
        guest.enterUntilException(0);
        assertTaken(guest, DATA_ABORT_SAME | IL | 1, 0x4000_0008L);
    }

    @Test
    void hvcIsUndefined() {
        TestGuest guest = guest(HVC, 0);
        guest.enterUntilException(0);
        assertThat(guest.registers().system(SystemRegister.ESR_EL1)).isEqualTo(IL);
        assertThat(guest.registers().system(SystemRegister.ELR_EL1)).isEqualTo(TestGuest.CODE);
    }

    @Test
    void theNormalWorldKeepsItsRegisters() {
        TestGuest guest = guest(LDR_X2, TestGuest.DATA);
        host.element().systemRegisters().set(SystemRegister.TTBR0_EL1, 0x4567_0000L);
        host.element().systemRegisters().set(SystemRegister.VTTBR_EL2, 0x1234_0000L);
        host.element().setX(20, 77);
        guest.registers().setSystem(SystemRegister.TTBR0_EL1, 0x89_0000L);
        guest.enterUntilDone(0);
        assertThat(host.element().systemRegisters().get(SystemRegister.TTBR0_EL1))
                .isEqualTo(0x4567_0000L);
        assertThat(host.element().systemRegisters().get(SystemRegister.VTTBR_EL2))
                .isEqualTo(0x1234_0000L);
        assertThat(host.element().x(20)).isEqualTo(77);
        assertThat(guest.registers().system(SystemRegister.TTBR0_EL1)).isEqualTo(0x89_0000L);
    }
}
