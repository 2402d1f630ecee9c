package dev.realmstep.cpu;

import static dev.realmstep.cpu.ExceptionLevel.EL1;
import static dev.realmstep.cpu.ExceptionLevel.EL3;
import static dev.realmstep.cpu.PointerAuthenticationKey.DATA_A;
import static dev.realmstep.cpu.PointerAuthenticationKey.DATA_B;
import static dev.realmstep.cpu.PointerAuthenticationKey.INSTRUCTION_A;
import static dev.realmstep.cpu.PointerAuthenticationKey.INSTRUCTION_B;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** Arm ARM D8.10. The algorithm is the implementation's, so what is held here is what every algorithm must do. */
class PointerAuthenticationTests {
    private static final int CASES = 500;
    private static final long SELECTOR = 1L << 55;
    private static final long ALL_KEYS =
            SystemControl.ENIA | SystemControl.ENIB | SystemControl.ENDA | SystemControl.ENDB;
    /** 48-bit addresses in both ranges. */
    private static final long TCR = 16 | 16L << 16;

    private static final long TBI0 = 1L << 37;
    private static final long TBI1 = 1L << 38;
    private static final long TBID0 = 1L << 51;

    private final Random random = new Random(7);
    private final ProcessingElement element = Elements.at(SecurityState.REALM, EL1);
    private final PointerAuthentication authentication = element.pointerAuthentication();

    @BeforeEach
    void useAllKeys() {
        Elements.or(element, SystemRegister.SCR_EL3, SecureConfiguration.API | SecureConfiguration.APK);
        Elements.or(element, SystemRegister.HCR_EL2, HypervisorControl.API | HypervisorControl.APK);
        Elements.or(element, SystemRegister.SCTLR_EL1, ALL_KEYS);
        element.systemRegisters().set(SystemRegister.TCR_EL1, TCR);
        for (PointerAuthenticationKey key : PointerAuthenticationKey.values()) {
            element.systemRegisters().set(key.low(), random.nextLong());
            element.systemRegisters().set(key.high(), random.nextLong());
        }
    }

    private long pointer() {
        long address = random.nextLong() & (1L << 48) - 1;
        return random.nextBoolean() ? address : address | 0xFFFF_0000_0000_0000L;
    }

    private SynchronousException failure(PointerAuthenticationKey key, long pointer, long modifier) {
        return catchThrowableOfType(
                SynchronousException.class, () -> authentication.authenticate(key, pointer, modifier));
    }

    @ParameterizedTest
    @EnumSource(names = "GENERIC", mode = EnumSource.Mode.EXCLUDE)
    void aSignedPointerAuthenticatesToItself(PointerAuthenticationKey key) {
        for (int i = 0; i < CASES; i++) {
            long pointer = pointer();
            long modifier = random.nextLong();
            long signed = authentication.sign(key, pointer, modifier);
            assertThat(signed & (SELECTOR | (1L << 48) - 1)).isEqualTo(pointer & (SELECTOR | (1L << 48) - 1));
            assertThat(authentication.authenticate(key, signed, modifier)).isEqualTo(pointer);
            assertThat(authentication.strip(signed, key.isOfData())).isEqualTo(pointer);
        }
    }

    @Test
    void codesAreSpreadOverAllBitsThatHoldThem() {
        long seenSet = 0;
        long seenClear = 0;
        for (int i = 0; i < CASES; i++) {
            long signed = authentication.sign(INSTRUCTION_A, 0x1000 + 4 * i, 0);
            seenSet |= signed;
            seenClear |= ~signed;
        }
        assertThat(seenSet & seenClear & 0xFFFF_0000_0000_0000L).isEqualTo(0xFF7F_0000_0000_0000L);
    }

    @Test
    void anotherKeyOrModifierOrAddressDoesNotAuthenticate() {
        int accepted = 0;
        for (int i = 0; i < CASES; i++) {
            long modifier = random.nextLong();
            long signed = authentication.sign(INSTRUCTION_A, pointer(), modifier);
            accepted += failure(INSTRUCTION_B, signed, modifier) == null ? 1 : 0;
            accepted += failure(INSTRUCTION_A, signed, modifier ^ 1L << random.nextInt(64)) == null ? 1 : 0;
            accepted += failure(INSTRUCTION_A, signed ^ 1L << random.nextInt(48), modifier) == null ? 1 : 0;
        }
        // 15 bits of code: 1500 tries meet one by chance in 22 of 1000 runs, and this is always the same run.
        assertThat(accepted).isZero();
    }

    @Test
    void aCodeDependsOnBothHalvesOfTheKey() {
        long signed = authentication.sign(DATA_A, 0x1234, 5);
        for (SystemRegister half : List.of(DATA_A.low(), DATA_A.high())) {
            long value = element.systemRegisters().get(half);
            element.systemRegisters().set(half, value ^ 1);
            assertThat(authentication.sign(DATA_A, 0x1234, 5)).isNotEqualTo(signed);
            element.systemRegisters().set(half, value);
        }
    }

    @Test
    void aPointerThatIsNoAddressNeverAuthenticatesAfterSigning() {
        long broken = 0x0012_0000_0000_1000L;
        assertThat(failure(DATA_A, authentication.sign(DATA_A, broken, 0), 0)).isNotNull();
    }

    @ParameterizedTest
    @CsvSource({"INSTRUCTION_A, 0", "INSTRUCTION_B, 1", "DATA_A, 2", "DATA_B, 3"})
    void aFailureNamesItsKey(PointerAuthenticationKey key, int syndrome) {
        long signed = authentication.sign(key, 0x1000, 0);
        SynchronousException failure = failure(key, signed ^ 1L << 50, 0);
        element.takeException(failure);
        assertThat(element.systemRegisters().get(SystemRegister.ESR_EL1)).isEqualTo(0x7200_0000L | syndrome);
        assertThat(element.systemRegisters().get(SystemRegister.ELR_EL1)).isEqualTo(Elements.HERE);
    }

    @Test
    void anIgnoredTopByteIsKeptAndNotSigned() {
        element.systemRegisters().set(SystemRegister.TCR_EL1, TCR | TBI0 | TBI1);
        for (int i = 0; i < CASES; i++) {
            long tag = random.nextLong(256) << 56;
            long address = pointer() << 8 >>> 8;
            long signed = authentication.sign(DATA_B, tag | address, 3);
            assertThat(signed & 0xFFL << 56).isEqualTo(tag);
            assertThat(authentication.authenticate(DATA_B, signed, 3)).isEqualTo(tag | address);
        }
    }

    @Test
    void theTopByteOfAnInstructionsAddressIsSignedWhereOnlyDataIgnoresIt() {
        element.systemRegisters().set(SystemRegister.TCR_EL1, TCR | TBI0 | TBID0);
        assertThat(authentication.strip(0xAB00_0000_0000_1000L, true)).isEqualTo(0xAB00_0000_0000_1000L);
        assertThat(authentication.strip(0xAB00_0000_0000_1000L, false)).isEqualTo(0x1000L);
    }

    @ParameterizedTest
    @CsvSource({
        // T0SZ, T1SZ, pointer, stripped
        "16, 16, 0x3A7F123456789ABC, 0x0000123456789ABC",
        "16, 16, 0x3AFF123456789ABC, 0xFFFF123456789ABC",
        "25, 25, 0x3A7F123456789ABC, 0x0000003456789ABC",
        "25, 16, 0x3AFF123456789ABC, 0xFFFF123456789ABC",
        "16, 25, 0x3AFF123456789ABC, 0xFFFFFFB456789ABC",
        "39, 39, 0x3A7F123457789ABC, 0x0000000001789ABC",
        "0, 63, 0x3A7F123456789ABC, 0x0000123456789ABC",
    })
    void aStrippedPointerIsExtendedFromItsRangesSize(int t0sz, int t1sz, String pointer, String stripped) {
        element.systemRegisters().set(SystemRegister.TCR_EL1, t0sz | (long) t1sz << 16);
        assertThat(authentication.strip(Long.parseUnsignedLong(pointer.substring(2), 16), false))
                .isEqualTo(Long.parseUnsignedLong(stripped.substring(2), 16));
    }

    @Test
    void aRegimeOfOneRangeHasItsOwnFields() {
        element.state().setExceptionLevel(EL3);
        element.systemRegisters().set(SystemRegister.TCR_EL3, 32 | 1L << 20);
        assertThat(authentication.strip(0x3A7F_1234_5678_9ABCL, true)).isEqualTo(0x3A00_0000_5678_9ABCL);
    }

    @ParameterizedTest
    @EnumSource(names = "GENERIC", mode = EnumSource.Mode.EXCLUDE)
    void aKeyThatIsNotEnabledLeavesPointersAlone(PointerAuthenticationKey key) {
        element.systemRegisters().set(SystemRegister.SCTLR_EL1, ALL_KEYS & ~key.enable());
        element.systemRegisters().set(SystemRegister.HCR_EL2, 0);
        assertThat(authentication.sign(key, 0x1234, 5)).isEqualTo(0x1234);
        assertThat(authentication.authenticate(key, 0x3A00_0000_0000_1234L, 5)).isEqualTo(0x3A00_0000_0000_1234L);
    }

    @Test
    void theGenericCodeIsTheUpperHalf() {
        long code = authentication.genericCode(0x1234, 5);
        assertThat(code & 0xFFFF_FFFFL).isZero();
        assertThat(code).isNotZero().isNotEqualTo(authentication.genericCode(0x1234, 6));
    }

    @ParameterizedTest
    @CsvSource({
        // level, HCR_EL2.API, SCR_EL3.API, where to
        "EL0, true, true, ",
        "EL1, true, true, ",
        "EL0, false, true, EL2",
        "EL1, false, false, EL2",
        "EL1, true, false, EL3",
        "EL2, false, false, EL3",
        "EL2, false, true, ",
        "EL3, false, false, ",
    })
    void theUseOfKeysTraps(ExceptionLevel level, boolean hypervisor, boolean monitor, ExceptionLevel target) {
        element.state().setExceptionLevel(level);
        element.systemRegisters().set(SystemRegister.HCR_EL2, hypervisor ? HypervisorControl.API : 0);
        element.systemRegisters()
                .set(
                        SystemRegister.SCR_EL3,
                        SecureConfiguration.selecting(SecurityState.REALM) | (monitor ? SecureConfiguration.API : 0));
        SynchronousException trap =
                catchThrowableOfType(SynchronousException.class, () -> authentication.genericCode(1, 2));
        if (target == null) {
            assertThat(trap).isNull();
        } else {
            assertThat(trap.exceptionClass().code()).isEqualTo(0x09);
            assertThat(trap.target()).isEqualTo(target);
        }
    }

    @ParameterizedTest
    @CsvSource({"EL1, 0, true, EL2", "EL1, 0x10000000000, true, ", "EL2, 0, true, ", "EL2, 0, false, EL3"})
    void theKeysThemselvesTrap(ExceptionLevel level, long hypervisor, boolean monitor, ExceptionLevel target) {
        element.state().setExceptionLevel(level);
        element.systemRegisters().set(SystemRegister.HCR_EL2, hypervisor);
        element.systemRegisters()
                .set(
                        SystemRegister.SCR_EL3,
                        SecureConfiguration.selecting(SecurityState.REALM) | (monitor ? SecureConfiguration.APK : 0));
        SynchronousException trap = catchThrowableOfType(
                SynchronousException.class,
                () -> element.readSystemRegister(SystemRegister.APIBKEYHI_EL1.encoding(), 0));
        if (target == null) {
            assertThat(trap).isNull();
        } else {
            assertThat(trap.exceptionClass()).isEqualTo(ExceptionClass.TRAPPED_SYSTEM_REGISTER);
            assertThat(trap.target()).isEqualTo(target);
        }
    }
}
