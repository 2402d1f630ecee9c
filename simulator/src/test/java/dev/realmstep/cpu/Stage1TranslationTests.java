package dev.realmstep.cpu;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Arm ARM D8: stage 1 of the EL1&0 regime, with the status codes of D23.2.37. */
class Stage1TranslationTests {
    private static final long VIRTUAL = 0x12_3456_7000L;
    private static final long DATA_ABORT = 0x9600_0000L;
    private static final long DATA_ABORT_LOWER = 0x9200_0000L;
    private static final long INSTRUCTION_ABORT = 0x8600_0000L;
    private static final long WRITE = 1 << 6;
    private static final long AF = Tables.ACCESS_FLAG;

    private final TranslationFixture f = new TranslationFixture(SecurityState.NON_SECURE, ExceptionLevel.EL1);

    Stage1TranslationTests() {
        f.enableStage1();
    }

    @Test
    void aPageIsTranslated() {
        f.mapPage(VIRTUAL, TranslationFixture.DATA, AF);
        f.memory().store(VIRTUAL + 8, 8, 0x1122_3344_5566_7788L);
        assertThat(f.tables.read(TranslationFixture.DATA + 8)).isEqualTo(0x1122_3344_5566_7788L);
        assertThat(f.memory().load(VIRTUAL + 12, 4)).isEqualTo(0x1122_3344L);
    }

    @ParameterizedTest
    @CsvSource({"1, 0x80400000, 0x12_00400000", "2, 0x80400000, 0x12_80400000"})
    void aBlockIsTranslated(int level, long physical, String virtual) {
        long address = Long.decode(virtual.replace("_", ""));
        long size = level == 1 ? 1L << 30 : 1L << 21;
        f.tables.map(f.stage1, 1, address, level, physical & -size, AF);
        f.tables.write(physical, 42);
        assertThat(f.memory().load(address, 8)).isEqualTo(42);
    }

    @Test
    void theUpperRangeUsesTtbr1() {
        long table = f.tables.table();
        f.set(SystemRegister.TTBR1_EL1, table);
        f.tables.map(table, 1, 0xFFFF_FFC0_0000_0000L, 3, TranslationFixture.DATA, AF);
        f.tables.write(TranslationFixture.DATA, 7);
        assertThat(f.memory().load(0xFFFF_FFC0_0000_0000L, 8)).isEqualTo(7);
    }

    @Test
    void aTranslationFaultTellsItsLevel() {
        f.assertSyndrome(() -> f.memory().load(VIRTUAL, 8)).isEqualTo(DATA_ABORT | 0b000101);
        assertThat(f.get(SystemRegister.FAR_EL1)).isEqualTo(VIRTUAL);
        f.mapPage(VIRTUAL + 0x1000, TranslationFixture.DATA, AF);
        f.assertSyndrome(() -> f.memory().store(VIRTUAL, 8, 0)).isEqualTo(DATA_ABORT | WRITE | 0b000111);
        f.assertSyndrome(() -> f.memory().load(VIRTUAL + 0x20_0000, 1)).isEqualTo(DATA_ABORT | 0b000110);
        f.assertSyndrome(() -> f.memory().fetch(VIRTUAL)).isEqualTo(INSTRUCTION_ABORT | 0b000111);
    }

    @ParameterizedTest
    @ValueSource(longs = {1L << 39, ~0L << 40, 1L << 56 | VIRTUAL, 1L << 47 | VIRTUAL})
    void anAddressBetweenTheRangesIsATranslationFaultAtLevel0(long address) {
        f.mapPage(VIRTUAL, TranslationFixture.DATA, AF);
        f.assertSyndrome(() -> f.memory().load(address, 1)).isEqualTo(DATA_ABORT | 0b000100);
    }

    @Test
    void aDisabledWalkIsATranslationFaultAtLevel0() {
        f.set(SystemRegister.TCR_EL1, TranslationFixture.TCR | 1 << 7);
        f.mapPage(VIRTUAL, TranslationFixture.DATA, AF);
        f.assertSyndrome(() -> f.memory().load(VIRTUAL, 1)).isEqualTo(DATA_ABORT | 0b000100);
    }

    @Test
    void theTopByteIsIgnoredWhereTcrSaysSo() {
        f.set(SystemRegister.TCR_EL1, TranslationFixture.TCR | 1L << 37);
        f.mapPage(VIRTUAL, TranslationFixture.DATA, AF);
        f.tables.write(TranslationFixture.DATA, 9);
        assertThat(f.memory().load(VIRTUAL | 0xA5L << 56, 8)).isEqualTo(9);
    }

    @Test
    void anOutputBeyondIpsIsAnAddressSizeFault() {
        f.set(SystemRegister.TCR_EL1, TranslationFixture.TCR & ~(7L << 32));
        f.mapPage(VIRTUAL, 1L << 32, AF);
        f.assertSyndrome(() -> f.memory().load(VIRTUAL, 1)).isEqualTo(DATA_ABORT | 0b000011);
        f.set(SystemRegister.TTBR0_EL1, 1L << 33);
        f.assertSyndrome(() -> f.memory().load(VIRTUAL, 1)).isEqualTo(DATA_ABORT | 0b000000);
    }

    @Test
    void withTheMmuOffAnAddressBeyondThePhysicalRangeIsAnAddressSizeFaultAtLevel0() {
        f.set(SystemRegister.SCTLR_EL1, 0);
        f.assertSyndrome(() -> f.memory().load(1L << 48, 1)).isEqualTo(DATA_ABORT | 0b000000);
        f.tables.write(TranslationFixture.DATA, 5);
        assertThat(f.memory().load(TranslationFixture.DATA, 8)).isEqualTo(5);
    }

    @Test
    void anAccessFlagOfZeroFaultsUnlessHardwareManagesIt() {
        long descriptor = f.tables.map(f.stage1, 1, VIRTUAL, 3, TranslationFixture.DATA, 0);
        f.assertSyndrome(() -> f.memory().load(VIRTUAL, 1)).isEqualTo(DATA_ABORT | 0b001011);
        f.set(SystemRegister.TCR_EL1, TranslationFixture.TCR | 1L << 39);
        assertThat(f.memory().load(VIRTUAL, 1)).isZero();
        assertThat(f.tables.read(descriptor)).isEqualTo(TranslationFixture.DATA | AF | 3);
    }

    @Test
    void aWriteThroughADirtyBitModifierMakesThePageWritable() {
        f.set(SystemRegister.TCR_EL1, TranslationFixture.TCR | 1L << 39 | 1L << 40);
        long attributes = AF | Tables.READ_ONLY | Tables.DBM;
        long descriptor = f.tables.map(f.stage1, 1, VIRTUAL, 3, TranslationFixture.DATA, attributes);
        assertThat(f.memory().load(VIRTUAL, 1)).isZero();
        assertThat(f.tables.read(descriptor) & Tables.READ_ONLY).isNotZero();
        f.memory().store(VIRTUAL, 1, 3);
        assertThat(f.tables.read(descriptor) & Tables.READ_ONLY).isZero();
    }

    /** Rows: AP[2:1] and execute-never bits; columns: what EL1 and EL0 may do. */
    @ParameterizedTest
    @CsvSource({
        // AP[2:1], PXN, UXN, EL1 r w x, EL0 r w x
        "0b00, 0, 0, rwx, --x",
        "0b01, 0, 0, rw-, rwx",
        "0b10, 0, 0, r-x, --x",
        "0b11, 0, 0, r-x, r-x",
        "0b00, 1, 0, rw-, --x",
        "0b00, 0, 1, rwx, ---",
        "0b11, 1, 1, r--, r--",
        "0b01, 1, 1, rw-, rw-",
    })
    void permissions(String access, int pxn, int uxn, String el1, String el0) {
        long attributes = AF | Long.parseLong(access.substring(2), 2) << 6 | pxn * Tables.PXN | uxn * Tables.UXN;
        f.mapPage(VIRTUAL, TranslationFixture.DATA, attributes);
        assertThat(rightsAt(ExceptionLevel.EL1, VIRTUAL)).isEqualTo(el1);
        assertThat(rightsAt(ExceptionLevel.EL0, VIRTUAL)).isEqualTo(el0);
    }

    @Test
    void writableMemoryIsNotExecutableWithWxn() {
        f.set(SystemRegister.SCTLR_EL1, SystemControl.M | SystemControl.WXN);
        f.mapPage(VIRTUAL, TranslationFixture.DATA, AF);
        f.mapPage(VIRTUAL + 0x1000, TranslationFixture.DATA, AF | Tables.READ_ONLY);
        assertThat(rightsAt(ExceptionLevel.EL1, VIRTUAL)).isEqualTo("rw-");
        assertThat(rightsAt(ExceptionLevel.EL1, VIRTUAL + 0x1000)).isEqualTo("r-x");
    }

    @Test
    void tableAttributesRestrictWhatLiesBelow() {
        f.mapPage(VIRTUAL, TranslationFixture.DATA, AF | Tables.EL0);
        long level1 = Tables.entry(f.stage1, VIRTUAL, 1);
        f.tables.write(level1, f.tables.read(level1) | 1L << 62 | 1L << 61 | 1L << 60);
        assertThat(rightsAt(ExceptionLevel.EL1, VIRTUAL)).isEqualTo("r-x");
        assertThat(rightsAt(ExceptionLevel.EL0, VIRTUAL)).isEqualTo("---");
        f.set(SystemRegister.TCR_EL1, TranslationFixture.TCR | 1L << 41);
        assertThat(rightsAt(ExceptionLevel.EL0, VIRTUAL)).isEqualTo("rwx");
    }

    @Test
    void aPermissionFaultOfEl0IsAnAbortFromALowerLevel() {
        f.mapPage(VIRTUAL, TranslationFixture.DATA, AF);
        f.element.state().setExceptionLevel(ExceptionLevel.EL0);
        f.assertSyndrome(() -> f.memory().load(VIRTUAL, 4)).isEqualTo(DATA_ABORT_LOWER | 0b001111);
    }

    @Test
    void panKeepsEl1FromWhatEl0Sees() {
        f.mapPage(VIRTUAL, TranslationFixture.DATA, AF | Tables.EL0);
        assertThat(f.memory().load(VIRTUAL, 4)).isZero();
        f.element.state().setPrivilegedAccessNever(true);
        assertThat(f.memory().loadUnprivileged(VIRTUAL, 4)).isZero();
        f.memory().storeUnprivileged(VIRTUAL, 4, 1);
        f.assertSyndrome(() -> f.memory().load(VIRTUAL, 4)).isEqualTo(DATA_ABORT | 0b001111);
    }

    @Test
    void enhancedPanKeepsEl1AlsoFromWhatEl0OnlyExecutes() {
        f.mapPage(VIRTUAL, TranslationFixture.DATA, AF);
        f.mapPage(VIRTUAL + 0x1000, TranslationFixture.DATA, AF | Tables.UXN);
        f.element.state().setPrivilegedAccessNever(true);
        f.assertSyndrome(() -> f.memory().load(VIRTUAL, 1)).isEqualTo(TranslationFixture.NO_FAULT);
        Elements.or(f.element, SystemRegister.SCTLR_EL1, SystemControl.EPAN);
        f.assertSyndrome(() -> f.memory().load(VIRTUAL + 0x1000, 1)).isEqualTo(TranslationFixture.NO_FAULT);
        f.assertSyndrome(() -> f.memory().load(VIRTUAL, 1)).isEqualTo(DATA_ABORT | 0b001111);
    }

    @Test
    void unprivilegedAccessesHaveTheRightsOfEl0UnlessUaoIsSet() {
        f.mapPage(VIRTUAL, TranslationFixture.DATA, AF);
        f.memory().load(VIRTUAL, 4);
        f.element.state().setUserAccessOverride(true);
        assertThat(f.memory().loadUnprivileged(VIRTUAL, 4)).isZero();
        f.element.state().setUserAccessOverride(false);
        f.assertSyndrome(() -> f.memory().loadUnprivileged(VIRTUAL, 4)).isEqualTo(DATA_ABORT | 0b001111);
    }

    @Test
    void anUnalignedAccessOverPagesTranslatesBoth() {
        f.mapPage(VIRTUAL, TranslationFixture.DATA + 0x1000, AF);
        f.mapPage(VIRTUAL + 0x1000, TranslationFixture.DATA, AF);
        f.memory().store(VIRTUAL + 0xFFD, 8, 0x8877_6655_4433_2211L);
        assertThat(f.memory().load(VIRTUAL + 0xFFD, 8)).isEqualTo(0x8877_6655_4433_2211L);
        assertThat(f.tables.read(TranslationFixture.DATA)).isEqualTo(0x88_7766_5544L);
        assertThat(f.tables.read(TranslationFixture.DATA + 0x1FF8)).isEqualTo(0x33_2211L << 40);
    }

    @Test
    void aFaultOfTheSecondPageTellsItsFirstByteAndStoresNothing() {
        f.mapPage(VIRTUAL, TranslationFixture.DATA, AF);
        f.assertSyndrome(() -> f.memory().store(VIRTUAL + 0xFFD, 8, -1)).isEqualTo(DATA_ABORT | WRITE | 0b000111);
        assertThat(f.get(SystemRegister.FAR_EL1)).isEqualTo(VIRTUAL + 0x1000);
        assertThat(f.tables.read(TranslationFixture.DATA + 0xFF8)).isZero();
    }

    @Test
    void anUnalignedAccessToDeviceMemoryFaults() {
        f.mapPage(VIRTUAL, TranslationFixture.DATA, AF | Tables.DEVICE);
        assertThat(f.memory().load(VIRTUAL + 4, 4)).isZero();
        f.assertSyndrome(() -> f.memory().load(VIRTUAL + 2, 4)).isEqualTo(DATA_ABORT | 0b100001);
    }

    @Test
    void anUnalignedAccessFaultsWithTheMmuOffAndWithAlignmentChecking() {
        f.mapPage(VIRTUAL, TranslationFixture.DATA, AF);
        assertThat(f.memory().load(VIRTUAL + 1, 4)).isZero();
        f.set(SystemRegister.SCTLR_EL1, SystemControl.M | SystemControl.A);
        assertThat(f.memory().load(VIRTUAL, 4)).isZero();
        f.assertSyndrome(() -> f.memory().load(VIRTUAL + 1, 4)).isEqualTo(DATA_ABORT | 0b100001);
        f.set(SystemRegister.SCTLR_EL1, 0);
        assertThat(f.memory().load(TranslationFixture.DATA, 4)).isZero();
        f.assertSyndrome(() -> f.memory().load(TranslationFixture.DATA + 1, 4)).isEqualTo(DATA_ABORT | 0b100001);
    }

    @Test
    void whereNothingAnswersIsASynchronousExternalAbort() {
        f.mapPage(VIRTUAL, 0x4000_0000L, AF);
        f.assertSyndrome(() -> f.memory().load(VIRTUAL, 4)).isEqualTo(DATA_ABORT | 0b010000);
        f.assertSyndrome(() -> f.memory().fetch(VIRTUAL)).isEqualTo(INSTRUCTION_ABORT | 0b010000);
    }

    @Test
    void aTableWhereNothingAnswersIsAnExternalAbortOnTheWalk() {
        f.tables.write(Tables.entry(f.stage1, VIRTUAL, 1), 0x4000_0003L);
        f.assertSyndrome(() -> f.memory().load(VIRTUAL, 4)).isEqualTo(DATA_ABORT | 0b010110);
    }

    @Test
    void aNewTableIsSeenByTheNextAccess() {
        f.mapPage(VIRTUAL, TranslationFixture.DATA, AF);
        f.tables.write(TranslationFixture.DATA + 0x1000, 2);
        assertThat(f.memory().load(VIRTUAL, 8)).isZero();
        long other = f.tables.table();
        f.tables.map(other, 1, VIRTUAL, 3, TranslationFixture.DATA + 0x1000, AF);
        f.set(SystemRegister.TTBR0_EL1, other);
        assertThat(f.memory().load(VIRTUAL, 8)).isEqualTo(2);
        f.set(SystemRegister.TTBR0_EL1, f.stage1);
        assertThat(f.memory().load(VIRTUAL, 8)).isZero();
    }

    private String rightsAt(ExceptionLevel level, long address) {
        return right('r', level, () -> f.memory().load(address, 4))
                + right('w', level, () -> f.memory().store(address, 4, 0))
                + right('x', level, () -> f.memory().fetch(address));
    }

    private String right(char name, ExceptionLevel level, Runnable access) {
        f.element.state().setExceptionLevel(level);
        f.element.state().setPrivilegedAccessNever(false);
        long syndrome = f.syndromeOf(access);
        if (syndrome == TranslationFixture.NO_FAULT) {
            return String.valueOf(name);
        }
        assertThat(syndrome & 0x3F).isEqualTo(0b001111);
        return "-";
    }
}
