package dev.realmstep.cpu;

import static org.assertj.core.api.Assertions.assertThat;

import dev.realmstep.memory.GranuleProtectionControl;
import dev.realmstep.memory.GranuleProtectionViolation;
import dev.realmstep.memory.PhysicalAddressSpace;
import org.assertj.core.api.Assertions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Arm ARM D9: the granule protection check on every access, and the exceptions that report it. */
class GranuleProtectionTests {
    private static final long DATA = TranslationFixture.DATA;
    private static final int TLBI_PAALL = SystemRegister.encoding(1, 6, 8, 7, 4);
    private static final int NO_ACCESS = 0b0000;
    private static final int ANY = 0b1111;
    private static final int INVALID = 0b0111;
    private static final long GPC = 0x7A00_0000L;
    private static final long FAIL_LEVEL1 = 0b001101L << 14;
    private static final long WALK_LEVEL1 = 0b000101L << 14;
    private static final long ON_ACCESS = 0b101000;
    private static final long WRITE = 1 << 6;
    private static final long INSTRUCTION = 1 << 20;
    private static final long SECOND_STAGE_WALK = 1 << 21;

    private TranslationFixture f = new TranslationFixture(SecurityState.NON_SECURE, ExceptionLevel.EL1);
    private long level0;

    private void protect(SecurityState world, ExceptionLevel level) {
        f = new TranslationFixture(world, level);
        level0 = f.tables.granuleProtectionTable(world.physicalAddressSpace());
        f.tables.assign(level0, DATA, world.physicalAddressSpace().granuleProtectionInformation());
        f.set(SystemRegister.GPTBR_EL3, level0 >>> 12);
        f.set(SystemRegister.GPCCR_EL3, GranuleProtectionControl.value(32));
    }

    private void assign(int granuleProtectionInformation) {
        f.tables.assign(level0, DATA, granuleProtectionInformation);
        ExceptionLevel level = f.element.exceptionLevel();
        f.element.state().setExceptionLevel(ExceptionLevel.EL3);
        f.element.systemInstruction(TLBI_PAALL, 31, 0);
        f.element.state().setExceptionLevel(level);
    }

    /** Each world reaches its own granules and those of all; Root alone reaches Root's. */
    @ParameterizedTest
    @CsvSource({
        "NON_SECURE, EL1, 8, false",
        "NON_SECURE, EL1, 9, true",
        "NON_SECURE, EL1, 10, false",
        "NON_SECURE, EL1, 11, false",
        "NON_SECURE, EL1, 15, true",
        "NON_SECURE, EL1, 0, false",
        "REALM, EL1, 8, false",
        "REALM, EL1, 9, false",
        "REALM, EL1, 10, false",
        "REALM, EL1, 11, true",
        "REALM, EL1, 15, true",
        "REALM, EL1, 0, false",
        "SECURE, EL1, 8, true",
        "SECURE, EL1, 9, false",
        "SECURE, EL1, 10, false",
        "SECURE, EL1, 11, false",
        "ROOT, EL3, 8, false",
        "ROOT, EL3, 9, false",
        "ROOT, EL3, 10, true",
        "ROOT, EL3, 11, false",
    })
    void aWorldReachesItsOwnGranules(SecurityState world, ExceptionLevel level, int gpi, boolean admitted) {
        protect(world, level);
        assign(gpi);
        long syndrome = f.syndromeOf(() -> f.memory().load(DATA, 8));
        assertThat(syndrome == TranslationFixture.NO_FAULT).isEqualTo(admitted);
    }

    @Test
    void aRefusalIsADataAbortOfItsRegime() {
        protect(SecurityState.NON_SECURE, ExceptionLevel.EL1);
        assign(PhysicalAddressSpace.REALM.granuleProtectionInformation());
        f.assertSyndrome(() -> f.memory().store(DATA + 8, 8, 1)).isEqualTo(0x9600_0000L | WRITE | ON_ACCESS);
        assertThat(f.element.exceptionLevel()).isEqualTo(ExceptionLevel.EL1);
        assertThat(f.get(SystemRegister.FAR_EL1)).isEqualTo(DATA + 8);
        f.assertSyndrome(() -> f.memory().fetch(DATA)).isEqualTo(0x8600_0000L | ON_ACCESS);
    }

    @Test
    void aRefusalGoesToEl2WithHcrGpf() {
        protect(SecurityState.NON_SECURE, ExceptionLevel.EL1);
        Elements.or(f.element, SystemRegister.HCR_EL2, HypervisorControl.GPF);
        assign(NO_ACCESS);
        f.assertSyndrome(() -> f.memory().load(DATA, 8)).isEqualTo(0x9200_0000L | ON_ACCESS);
        assertThat(f.element.exceptionLevel()).isEqualTo(ExceptionLevel.EL2);
    }

    @Test
    void aRefusalGoesToEl3WithScrGpf() {
        protect(SecurityState.NON_SECURE, ExceptionLevel.EL1);
        Elements.or(f.element, SystemRegister.SCR_EL3, SecureConfiguration.GPF);
        assign(PhysicalAddressSpace.REALM.granuleProtectionInformation());
        f.assertSyndrome(() -> f.memory().store(DATA + 0x18, 8, 1)).isEqualTo(GPC | FAIL_LEVEL1 | WRITE | ON_ACCESS);
        assertThat(f.element.exceptionLevel()).isEqualTo(ExceptionLevel.EL3);
        assertThat(f.get(SystemRegister.FAR_EL3)).isEqualTo(DATA + 0x18);
        assertThat(f.get(SystemRegister.MFAR_EL3)).isEqualTo(1L << 63 | DATA);
    }

    @Test
    void aRefusedFetchSaysSo() {
        protect(SecurityState.NON_SECURE, ExceptionLevel.EL1);
        Elements.or(f.element, SystemRegister.SCR_EL3, SecureConfiguration.GPF);
        assign(NO_ACCESS);
        f.assertSyndrome(() -> f.memory().fetch(DATA)).isEqualTo(GPC | INSTRUCTION | FAIL_LEVEL1 | ON_ACCESS);
    }

    @Test
    void aRefusalOfRootIsADataAbortEvenWithScrGpf() {
        protect(SecurityState.ROOT, ExceptionLevel.EL3);
        Elements.or(f.element, SystemRegister.SCR_EL3, SecureConfiguration.GPF);
        assign(PhysicalAddressSpace.REALM.granuleProtectionInformation());
        f.assertSyndrome(() -> f.memory().load(DATA, 8)).isEqualTo(0x9600_0000L | ON_ACCESS);
    }

    @Test
    void anInvalidEntryAlwaysGoesToEl3() {
        protect(SecurityState.NON_SECURE, ExceptionLevel.EL1);
        assign(INVALID);
        f.assertSyndrome(() -> f.memory().load(DATA, 8)).isEqualTo(GPC | WALK_LEVEL1 | ON_ACCESS);
    }

    @Test
    void aStage1TableInAnotherWorldFaultsOnTheWalk() {
        protect(SecurityState.NON_SECURE, ExceptionLevel.EL1);
        f.enableStage1();
        f.tables.write(Tables.entry(f.stage1, 0x1_2345_6000L, 1), DATA | 3);
        assign(PhysicalAddressSpace.REALM.granuleProtectionInformation());
        f.assertSyndrome(() -> f.memory().load(0x1_2345_6000L, 8)).isEqualTo(0x9600_0000L | 0b100110);
    }

    @Test
    void aStage2TableInAnotherWorldFaultsOnTheSecondStageWalk() {
        protect(SecurityState.REALM, ExceptionLevel.EL1);
        Elements.or(f.element, SystemRegister.SCR_EL3, SecureConfiguration.GPF);
        f.enableStage2();
        f.tables.write(Tables.entry(f.stage2, 0x9000_0000L, 1), DATA | 3);
        assign(PhysicalAddressSpace.NON_SECURE.granuleProtectionInformation());
        f.assertSyndrome(() -> f.memory().load(0x9000_0000L, 8))
                .isEqualTo(GPC | SECOND_STAGE_WALK | FAIL_LEVEL1 | 0b100110);
        assertThat(f.get(SystemRegister.HPFAR_EL2)).isEqualTo(0x90_0000L);
        assertThat(f.get(SystemRegister.MFAR_EL3)).isEqualTo(3L << 62 | DATA);
    }

    @Test
    void aChangeIsSeenAfterTheInvalidation() {
        protect(SecurityState.NON_SECURE, ExceptionLevel.EL1);
        assertThat(f.memory().load(DATA, 8)).isZero();
        assign(PhysicalAddressSpace.REALM.granuleProtectionInformation());
        assertThat(f.syndromeOf(() -> f.memory().load(DATA, 8))).isNotEqualTo(TranslationFixture.NO_FAULT);
        f.element.state().setExceptionLevel(ExceptionLevel.EL1);
        assign(ANY);
        assertThat(f.memory().load(DATA, 8)).isZero();
    }

    @Test
    void thePhysicalPortIsCheckedToo() throws Exception {
        protect(SecurityState.NON_SECURE, ExceptionLevel.EL1);
        f.memory().physical().write(PhysicalAddressSpace.NON_SECURE, DATA, 8, 5);
        assertThat(f.memory().physical().read(PhysicalAddressSpace.NON_SECURE, DATA, 8))
                .isEqualTo(5);
        assign(PhysicalAddressSpace.REALM.granuleProtectionInformation());
        Assertions.assertThatExceptionOfType(GranuleProtectionViolation.class)
                .isThrownBy(() -> f.memory().physical().read(PhysicalAddressSpace.NON_SECURE, DATA, 8))
                .satisfies(e -> assertThat(e.fault().address()).isEqualTo(DATA));
        assertThat(f.memory().physical().read(PhysicalAddressSpace.REALM, DATA, 8))
                .isEqualTo(5);
    }

    @Test
    void theBulkPortWritesAllOrNothing() {
        protect(SecurityState.NON_SECURE, ExceptionLevel.EL1);
        assign(NO_ACCESS);
        byte[] twoPages = new byte[0x1001];
        twoPages[0] = 1;
        Assertions.assertThatExceptionOfType(GranuleProtectionViolation.class)
                .isThrownBy(
                        () -> f.memory().physical().write(PhysicalAddressSpace.NON_SECURE, DATA - 0x1000, twoPages));
        assertThat(f.tables.read(DATA - 0x1000)).isZero();
    }
}
