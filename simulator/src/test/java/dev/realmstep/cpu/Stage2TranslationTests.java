package dev.realmstep.cpu;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.realmstep.cpu.mmu.AccessKind;
import dev.realmstep.memory.PhysicalAddressSpace;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Arm ARM D8: stage 2, and stage 1 on top of it, for a realm with an IPA space of 33 bits. */
class Stage2TranslationTests {
    private static final long INTERMEDIATE = 0x9000_3000L;
    private static final long VIRTUAL = 0x12_3456_7000L;
    private static final long DATA_ABORT = 0x9200_0000L;
    private static final long INSTRUCTION_ABORT = 0x8200_0000L;
    private static final long WRITE = 1 << 6;
    private static final long S1PTW = 1 << 7;
    private static final long DATA = TranslationFixture.DATA;

    private final TranslationFixture f = new TranslationFixture(SecurityState.REALM, ExceptionLevel.EL1);

    Stage2TranslationTests() {
        f.enableStage2();
    }

    private void mapIntermediate(long output, long attributes) {
        f.tables.map(f.stage2, 1, INTERMEDIATE, 3, output, attributes);
    }

    @Test
    void anIntermediateAddressIsTranslated() {
        mapIntermediate(DATA, Tables.STAGE2);
        f.memory().store(INTERMEDIATE, 8, 11);
        assertThat(f.tables.read(DATA)).isEqualTo(11);
    }

    @Test
    void bothStagesTranslate() {
        f.identityMapStage2();
        f.enableStage1();
        mapIntermediate(DATA, Tables.STAGE2);
        f.mapPage(VIRTUAL, INTERMEDIATE, Tables.ACCESS_FLAG);
        f.memory().store(VIRTUAL, 8, 12);
        assertThat(f.tables.read(DATA)).isEqualTo(12);
    }

    @Test
    void aMissingMappingIsTakenToEl2WithItsIntermediateAddress() {
        mapIntermediate(DATA, Tables.STAGE2);
        f.assertSyndrome(() -> f.memory().load(INTERMEDIATE + 0x1234, 4)).isEqualTo(DATA_ABORT | 0b000111);
        assertThat(f.element.exceptionLevel()).isEqualTo(ExceptionLevel.EL2);
        assertThat(f.get(SystemRegister.HPFAR_EL2)).isEqualTo((INTERMEDIATE + 0x1000) >>> 8);
        assertThat(f.get(SystemRegister.FAR_EL2)).isEqualTo(INTERMEDIATE + 0x1234);
    }

    @ParameterizedTest
    @CsvSource({
        // S2AP[1:0], XN[1:0] at EL1 and what EL1 may do
        "3, 0, rwx",
        "1, 0, r-x",
        "2, 0, -wx",
        "0, 0, --x",
        "3, 2, rw-",
        "3, 1, rw-",
        "3, 3, rwx",
    })
    void permissions(long access, long executeNever, String rights) {
        // Execution is judged by XN alone; fetches need no read permission at stage 2.
        long attributes = (Tables.STAGE2 & ~(3L << 6)) | access << 6 | executeNever << 53;
        mapIntermediate(DATA, attributes);
        String found = right('r', () -> f.memory().load(INTERMEDIATE, 4), DATA_ABORT | 0b001111)
                + right('w', () -> f.memory().store(INTERMEDIATE, 4, 0), DATA_ABORT | WRITE | 0b001111)
                + right('x', () -> f.memory().fetch(INTERMEDIATE), INSTRUCTION_ABORT | 0b001111);
        assertThat(found).isEqualTo(rights);
    }

    private String right(char name, Runnable access, long fault) {
        f.element.state().setExceptionLevel(ExceptionLevel.EL1);
        long syndrome = f.syndromeOf(access);
        if (syndrome == TranslationFixture.NO_FAULT) {
            return String.valueOf(name);
        }
        assertThat(syndrome).isEqualTo(fault);
        return "-";
    }

    @Test
    void anAccessFlagOfZeroFaults() {
        mapIntermediate(DATA, Tables.STAGE2 & ~Tables.ACCESS_FLAG);
        f.assertSyndrome(() -> f.memory().load(INTERMEDIATE, 4)).isEqualTo(DATA_ABORT | 0b001011);
    }

    @Test
    void anAddressBeyondTheInputSizeIsATranslationFaultAtLevel0() {
        f.assertSyndrome(() -> f.memory().load(1L << 33, 4)).isEqualTo(DATA_ABORT | 0b000100);
        assertThat(f.get(SystemRegister.HPFAR_EL2)).isEqualTo(1L << 25);
    }

    @Test
    void aStartLevelThatDoesNotFitTheInputSizeIsATranslationFaultAtLevel0() {
        f.set(SystemRegister.VTCR_EL2, 16 | 5L << 16);
        f.assertSyndrome(() -> f.memory().load(INTERMEDIATE, 4)).isEqualTo(DATA_ABORT | 0b000100);
    }

    @Test
    void tablesAreConcatenatedAtTheStartLevel() {
        // 40 bits from level 1: two tables side by side, aligned to both.
        long pair = DATA + 0x10_0000;
        f.set(SystemRegister.VTTBR_EL2, pair);
        f.set(SystemRegister.VTCR_EL2, 24 | 1L << 6 | 5L << 16);
        f.tables.map(pair + 0x1000, 1, 1L << 39 | INTERMEDIATE, 3, DATA, Tables.STAGE2);
        f.tables.write(DATA, 13);
        assertThat(f.memory().load(1L << 39 | INTERMEDIATE, 8)).isEqualTo(13);
    }

    @Test
    void aStage1WalkThatStage2DoesNotMapIsReportedAsOne() {
        f.enableStage1();
        f.assertSyndrome(() -> f.memory().load(VIRTUAL, 4)).isEqualTo(DATA_ABORT | S1PTW | 0b000101);
        assertThat(f.get(SystemRegister.FAR_EL2)).isEqualTo(VIRTUAL);
        assertThat(f.get(SystemRegister.HPFAR_EL2)).isEqualTo(f.stage1 >>> 8);
    }

    @Test
    void hardwareMayNotSetTheAccessFlagInMemoryThatStage2KeepsFromWriting() {
        f.enableStage1();
        f.set(SystemRegister.TCR_EL1, TranslationFixture.TCR | 1L << 39);
        f.tables.map(f.stage2, 1, TranslationFixture.RAM, 2, TranslationFixture.RAM, Tables.STAGE2 & ~(1L << 7));
        f.tables.map(f.stage2, 1, DATA, 2, DATA, Tables.STAGE2);
        f.mapPage(VIRTUAL, DATA, 0);
        f.assertSyndrome(() -> f.memory().load(VIRTUAL, 4)).isEqualTo(DATA_ABORT | WRITE | S1PTW | 0b001110);
    }

    @Test
    void theNsBitSelectsTheNonSecureSpaceInARealm() {
        mapIntermediate(DATA, Tables.STAGE2 | Tables.STAGE2_NS);
        assertThat(f.memory().debug().trace(INTERMEDIATE, AccessKind.READ).result())
                .isNotNull()
                .satisfies(t -> assertThat(t.space()).isEqualTo(PhysicalAddressSpace.NON_SECURE));
        assertThat(f.memory().load(INTERMEDIATE, 4)).isZero();
        f.assertSyndrome(() -> f.memory().fetch(INTERMEDIATE)).isEqualTo(INSTRUCTION_ABORT | 0b001111);
    }

    @Test
    void theNsBitOfARealmsOwnTablesMeansNothing() {
        f.identityMapStage2();
        f.enableStage1();
        mapIntermediate(DATA, Tables.STAGE2);
        f.mapPage(VIRTUAL, INTERMEDIATE, Tables.ACCESS_FLAG | Tables.NS);
        assertThat(f.memory().debug().trace(VIRTUAL, AccessKind.READ).result())
                .isNotNull()
                .satisfies(t -> assertThat(t.space()).isEqualTo(PhysicalAddressSpace.REALM));
    }

    @Test
    void stage2DeviceMemoryMustBeAccessedAligned() {
        mapIntermediate(DATA, Tables.STAGE2 & ~(0xFL << 2));
        Elements.or(f.element, SystemRegister.HCR_EL2, HypervisorControl.DC);
        assertThat(f.memory().load(INTERMEDIATE, 4)).isZero();
        f.syndromeOf(() -> f.memory().load(INTERMEDIATE + 1, 4));
        assertThat(f.get(SystemRegister.ESR_EL1)).isEqualTo(0x9600_0021L);
    }

    @Test
    void externalAbortsGoToEl2WithTeaAndToEl3WithEa() {
        mapIntermediate(0x4000_0000L, Tables.STAGE2);
        f.assertSyndrome(() -> f.memory().load(INTERMEDIATE, 4)).isEqualTo(0x9600_0010L);
        assertThat(f.element.exceptionLevel()).isEqualTo(ExceptionLevel.EL1);
        Elements.or(f.element, SystemRegister.HCR_EL2, HypervisorControl.TEA);
        f.assertSyndrome(() -> f.memory().load(INTERMEDIATE, 4)).isEqualTo(DATA_ABORT | 0b010000);
        assertThat(f.element.exceptionLevel()).isEqualTo(ExceptionLevel.EL2);
        f.element.state().setExceptionLevel(ExceptionLevel.EL1);
        Elements.or(f.element, SystemRegister.SCR_EL3, SecureConfiguration.EA);
        f.assertSyndrome(() -> f.memory().load(INTERMEDIATE, 4)).isEqualTo(DATA_ABORT | 0b010000);
        assertThat(f.element.exceptionLevel()).isEqualTo(ExceptionLevel.EL3);
    }

    @Test
    void theInstructionIsDescribedForStage2DataAbortsOnly() {
        SynchronousException own = faultOf(() -> f.memory().load(INTERMEDIATE, 4));
        assertThat(own.describesInstruction()).isTrue();
        f.enableStage1();
        SynchronousException walk = faultOf(() -> f.memory().load(VIRTUAL, 4));
        assertThat(walk.describesInstruction()).isFalse();
        SynchronousException fetch = faultOf(() -> f.memory().fetch(VIRTUAL));
        assertThat(fetch.describesInstruction()).isFalse();
    }

    private static SynchronousException faultOf(Runnable access) {
        return catchThrowableOfType(SynchronousException.class, access::run);
    }
}
