package dev.realmstep.cpu;

import static org.assertj.core.api.Assertions.assertThat;

import dev.realmstep.cpu.mmu.AccessKind;
import dev.realmstep.cpu.mmu.FaultStatus;
import dev.realmstep.cpu.mmu.TranslationStep;
import dev.realmstep.cpu.mmu.TranslationTrace;
import org.junit.jupiter.api.Test;

/** AT and PAR_EL1 (Arm ARM C5.4), and what a debugger sees, which is the same way without the exceptions. */
class AddressTranslationInstructionTests {
    private static final int AT_S1E1R = SystemRegister.encoding(1, 0, 7, 8, 0);
    private static final int AT_S1E0W = SystemRegister.encoding(1, 0, 7, 8, 3);
    private static final int AT_S12E1R = SystemRegister.encoding(1, 4, 7, 8, 4);
    private static final long VIRTUAL = 0x12_3456_7000L;
    private static final long INTERMEDIATE = 0x9000_3000L;
    private static final long DATA = TranslationFixture.DATA;
    private static final long NORMAL_INNER_SHAREABLE = 0xFFL << 56 | 1L << 11 | 3L << 7;
    private static final int RT = 0;

    private final TranslationFixture f = new TranslationFixture(SecurityState.REALM, ExceptionLevel.EL1);

    AddressTranslationInstructionTests() {
        f.enableStage1();
        f.enableStage2();
        f.identityMapStage2();
        f.tables.map(f.stage2, 1, INTERMEDIATE, 3, DATA, Tables.STAGE2);
        f.mapPage(VIRTUAL, INTERMEDIATE, Tables.ACCESS_FLAG);
    }

    @Test
    void stage1AnswersAnIntermediateAddress() {
        f.element.systemInstruction(AT_S1E1R, RT, VIRTUAL + 0x123);
        assertThat(f.get(SystemRegister.PAR_EL1)).isEqualTo(INTERMEDIATE | NORMAL_INNER_SHAREABLE);
    }

    @Test
    void aFaultIsAnsweredNotTaken() {
        f.element.systemInstruction(AT_S1E0W, RT, VIRTUAL);
        assertThat(f.get(SystemRegister.PAR_EL1)).isEqualTo(1L << 11 | 0b001111 << 1 | 1);
    }

    @Test
    void bothStagesAnswerAPhysicalAddress() {
        f.element.state().setExceptionLevel(ExceptionLevel.EL2);
        f.element.systemInstruction(AT_S12E1R, RT, VIRTUAL);
        assertThat(f.get(SystemRegister.PAR_EL1)).isEqualTo(DATA | NORMAL_INNER_SHAREABLE);
        f.tables.map(f.stage2, 1, INTERMEDIATE, 3, DATA, Tables.STAGE2 & ~Tables.ACCESS_FLAG);
        f.element.systemInstruction(AT_S12E1R, RT, VIRTUAL);
        assertThat(f.get(SystemRegister.PAR_EL1)).isEqualTo(1L << 11 | 1 << 9 | 0b001011 << 1 | 1);
    }

    @Test
    void aTraceNamesEachDescriptor() {
        TranslationTrace trace = f.memory().debug().trace(VIRTUAL + 8, AccessKind.READ);
        assertThat(trace.result())
                .isNotNull()
                .satisfies(t -> assertThat(t.address()).isEqualTo(DATA + 8));
        assertThat(trace.steps())
                .filteredOn(s -> s instanceof TranslationStep.DescriptorRead d && d.stage() == 1)
                .extracting(s -> ((TranslationStep.DescriptorRead) s).level())
                .containsExactly(1, 2, 3);
        assertThat(trace.steps().getLast()).isInstanceOf(TranslationStep.GranuleChecked.class);
    }

    @Test
    void anIntermediateAddressIsTracedThroughStage2Alone() {
        TranslationTrace trace = f.memory().debug().traceIntermediate(INTERMEDIATE + 8, AccessKind.READ);
        assertThat(trace.result())
                .isNotNull()
                .satisfies(t -> assertThat(t.address()).isEqualTo(DATA + 8));
        assertThat(trace.steps())
                .filteredOn(TranslationStep.DescriptorRead.class::isInstance)
                .extracting(s -> ((TranslationStep.DescriptorRead) s).stage())
                .containsExactly(2, 2, 2);
    }

    @Test
    void aTraceEndsWithItsFault() {
        TranslationTrace trace = f.memory().debug().trace(VIRTUAL + 0x1000, AccessKind.READ);
        assertThat(trace.result()).isNull();
        assertThat(trace.fault()).isNotNull().satisfies(fault -> {
            assertThat(fault.status()).isEqualTo(FaultStatus.TRANSLATION);
            assertThat(fault.level()).isEqualTo(3);
            assertThat(fault).hasMessageContaining("stage 1").hasMessageContaining("0x1234568000");
        });
    }

    @Test
    void aDebuggerSetsNoAccessFlag() {
        f.set(SystemRegister.TCR_EL1, TranslationFixture.TCR | 1L << 39);
        long descriptor = f.tables.map(f.stage1, 1, VIRTUAL, 3, INTERMEDIATE, 0);
        byte[] bytes = new byte[8];
        f.tables.write(DATA, 0x0807_0605_0403_0201L);
        assertThat(f.memory().debug().read(ExceptionLevel.EL1, VIRTUAL, bytes)).isEqualTo(8);
        assertThat(bytes).containsExactly(1, 2, 3, 4, 5, 6, 7, 8);
        assertThat(f.tables.read(descriptor) & Tables.ACCESS_FLAG).isZero();
    }

    @Test
    void aDebuggerReadsAsFarAsMemoryGoes() {
        byte[] bytes = new byte[0x1800];
        assertThat(f.memory().debug().read(ExceptionLevel.EL1, VIRTUAL + 0x800, bytes))
                .isEqualTo(0x800);
        assertThat(f.memory().debug().read(ExceptionLevel.EL1, 0, bytes)).isZero();
    }

    @Test
    void aDebuggerWritesReadOnlyPages() {
        f.mapPage(VIRTUAL, INTERMEDIATE, Tables.ACCESS_FLAG | Tables.READ_ONLY);
        assertThat(f.memory().debug().write(ExceptionLevel.EL1, VIRTUAL, new byte[] {7}))
                .isEqualTo(1);
        assertThat(f.tables.read(DATA)).isEqualTo(7);
    }
}
