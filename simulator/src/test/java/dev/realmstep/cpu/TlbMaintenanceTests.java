package dev.realmstep.cpu;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Arm ARM D8.16: a changed table is seen after the invalidation that covers it. */
class TlbMaintenanceTests {
    private static final long VIRTUAL = 0x12_3456_7000L;
    private static final long DATA = TranslationFixture.DATA;
    private static final long OTHER = DATA + 0x1000;
    private static final long AF = Tables.ACCESS_FLAG;
    private static final int RT = 0;
    private static final long ASID = 7;

    private final TranslationFixture f = new TranslationFixture(SecurityState.NON_SECURE, ExceptionLevel.EL1);

    @BeforeEach
    void readThroughTheOldMapping() {
        f.enableStage1();
        f.set(SystemRegister.TTBR0_EL1, f.stage1 | ASID << 48);
        f.mapPage(VIRTUAL, DATA, AF);
        f.tables.write(DATA, 1);
        f.tables.write(OTHER, 2);
        assertThat(f.memory().load(VIRTUAL, 8)).isEqualTo(1);
        f.mapPage(VIRTUAL, OTHER, AF);
    }

    @ParameterizedTest
    @CsvSource({
        // op1, CRm, op2: VMALLE1, VAE1, ASIDE1, VAAE1, VALE1, VAALE1, then VMALLE1IS, VAE1OS, RVAE1, RVAALE1IS
        "0, 7, 0",
        "0, 7, 1",
        "0, 7, 2",
        "0, 7, 3",
        "0, 7, 5",
        "0, 7, 7",
        "0, 3, 0",
        "0, 1, 1",
        "0, 6, 1",
        "0, 2, 7",
    })
    void everyFormForgetsThePage(int op1, int crm, int op2) {
        boolean byAddressSpace = crm == 7 && op2 == 2;
        long operand = byAddressSpace ? ASID << 48 : VIRTUAL >>> 12 | ASID << 48;
        boolean range = crm == 6 || crm == 2;
        f.element.systemInstruction(SystemRegister.encoding(1, op1, 8, crm, op2), RT, range ? VIRTUAL >>> 12 : operand);
        assertThat(f.memory().load(VIRTUAL, 8)).isEqualTo(2);
    }

    @Test
    void anotherAddressOrAddressSpaceLeavesTheEntry() {
        f.element.systemInstruction(SystemRegister.encoding(1, 0, 8, 7, 1), RT, (VIRTUAL >>> 12) + 1);
        assertThat(f.memory().load(VIRTUAL, 8)).isEqualTo(1);
        f.element.systemInstruction(SystemRegister.encoding(1, 0, 8, 7, 2), RT, (ASID + 1) << 48);
        assertThat(f.memory().load(VIRTUAL, 8)).isEqualTo(1);
    }

    @Test
    void oneAddressOfABlockEndsAllOfIt() {
        long block = 0x40_0000_0000L - 0x4000_0000L;
        f.tables.map(f.stage1, 1, block, 2, DATA, AF);
        assertThat(f.memory().load(block + 0x1000, 8)).isEqualTo(2);
        f.tables.map(f.stage1, 1, block, 2, DATA + 0x20_0000, AF);
        f.element.systemInstruction(SystemRegister.encoding(1, 0, 8, 7, 1), RT, block >>> 12);
        assertThat(f.memory().load(block + 0x1000, 8)).isZero();
    }

    @Test
    void theSharedFormsReachOtherElements() {
        ShareabilityDomain domain = f.element.domain();
        ProcessingElement other = new ProcessingElement(1, f.bus, domain);
        other.systemRegisters().set(SystemRegister.SCR_EL3, SecureConfiguration.selecting(SecurityState.NON_SECURE));
        other.state().setExceptionLevel(ExceptionLevel.EL1);
        other.systemInstruction(SystemRegister.encoding(1, 0, 8, 7, 0), RT, 0);
        assertThat(f.memory().load(VIRTUAL, 8)).isEqualTo(1);
        other.systemInstruction(SystemRegister.encoding(1, 0, 8, 3, 0), RT, 0);
        assertThat(f.memory().load(VIRTUAL, 8)).isEqualTo(2);
    }

    @Test
    void whatWasFetchedIsForgottenToo() {
        int before = f.memory().fetchContext();
        long page = f.memory().fetchPage(VIRTUAL);
        f.element.systemInstruction(SystemRegister.encoding(1, 0, 8, 7, 0), RT, 0);
        assertThat(f.memory().fetchContext()).isNotEqualTo(before);
        assertThat(f.memory().fetchPage(VIRTUAL)).isEqualTo(page);
        f.mapPage(VIRTUAL, DATA, AF);
        f.element.systemInstruction(SystemRegister.encoding(1, 0, 8, 7, 0), RT, 0);
        assertThat(f.memory().fetchPage(VIRTUAL)).isNotEqualTo(page);
    }

    @Test
    void maintenanceOfEl1IsTrappedByTtlb() {
        Elements.or(f.element, SystemRegister.HCR_EL2, HypervisorControl.TTLB);
        SynchronousException trap = catchThrowableOfType(
                SynchronousException.class,
                () -> f.element.systemInstruction(SystemRegister.encoding(1, 0, 8, 7, 0), RT, 0));
        assertThat(trap.target()).isEqualTo(ExceptionLevel.EL2);
    }

    @Test
    void theTlbOutlivesItsContextNumbers() {
        for (int i = 0; i < 5000; i++) {
            f.set(SystemRegister.TTBR0_EL1, f.stage1 | (ASID + 1 + i) << 48);
            assertThat(f.memory().load(VIRTUAL, 8)).isEqualTo(2);
        }
        f.mapPage(VIRTUAL, DATA, AF);
        f.element.systemInstruction(SystemRegister.encoding(1, 0, 8, 7, 0), RT, 0);
        for (int i = 0; i < 5000; i++) {
            f.set(SystemRegister.TTBR0_EL1, f.stage1 | (ASID + 1 + i) << 48);
            assertThat(f.memory().load(VIRTUAL, 8)).isEqualTo(1);
        }
    }
}
