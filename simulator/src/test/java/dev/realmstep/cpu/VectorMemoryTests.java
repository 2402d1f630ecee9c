package dev.realmstep.cpu;

import static org.assertj.core.api.Assertions.assertThat;

import dev.realmstep.cpu.decode.Decoder;
import dev.realmstep.cpu.isa.Instruction;
import java.util.Objects;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Loads and stores of vector registers where alignment matters or a page is missing. */
class VectorMemoryTests {
    private static final long FIRST_PAGE = 0x40_0000;
    private static final long MISSING_PAGE = 0x40_1000;
    private static final long LOW = 0x0706_0504_0302_0100L;
    private static final long HIGH = 0x0F0E_0D0C_0B0A_0908L;
    private static final long UNTOUCHED = 0x5A5A_5A5A_5A5A_5A5AL;
    private static final int LDR_Q0_X1 = 0x3DC0_0020;
    private static final int STR_Q0_X1 = 0x3D80_0020;
    private static final int LDP_Q0_Q2_X1 = 0xAD40_0820;
    private static final int LD1_16B_V0_V1_X1_32 = 0x4CDF_A020;
    private static final int LD1_8H_V0_X1 = 0x4C40_7420;
    private static final int ST1_8H_V0_X1 = 0x4C00_7420;
    private static final int LD2_16B_V0_V1_X1 = 0x4C40_8020;
    private static final int LD4_SINGLE_S_X1 = 0x0D60_A020;
    private static final int LD4R_2D_X1 = 0x4D60_EC20;
    /** Normal memory, level 3 page, accessed. */
    private static final long PAGE = 0x703;
    /** EC 0x25, IL, translation fault of level 3; the levels above it count down. */
    private static final long TRANSLATION_FAULT = 0x9600_0007L;
    /** EC 0x25, IL, alignment fault. */
    private static final long ALIGNMENT_FAULT = 0x9600_0021L;

    private static final long WRITE = 1 << 6;

    private final TranslationFixture machine = new TranslationFixture(SecurityState.REALM, ExceptionLevel.EL1);
    private final Decoder decoder = Decoder.ofAllFeatures();

    @BeforeEach
    void mapOnePage() {
        machine.mapPage(FIRST_PAGE, TranslationFixture.DATA, PAGE);
        machine.enableStage1();
        machine.set(SystemRegister.CPACR_EL1, 3L << 20);
        for (int n = 0; n < 4; n++) {
            machine.element.vectors().set(n, UNTOUCHED, UNTOUCHED);
        }
    }

    private long execute(int word, long address) {
        machine.element.setX(1, address);
        Instruction instruction = Objects.requireNonNull(decoder.decode(word));
        return machine.syndromeOf(() -> instruction.semantics().execute(machine.element, word));
    }

    @Test
    void aQuadwordMayLieAnywhere() {
        machine.memory().store(FIRST_PAGE + 3, 8, LOW);
        machine.memory().store(FIRST_PAGE + 11, 8, HIGH);
        assertThat(execute(LDR_Q0_X1, FIRST_PAGE + 3)).isEqualTo(TranslationFixture.NO_FAULT);
        assertThat(machine.element.vectors().low(0)).isEqualTo(LOW);
        assertThat(machine.element.vectors().high(0)).isEqualTo(HIGH);
        assertThat(execute(STR_Q0_X1, FIRST_PAGE + 101)).isEqualTo(TranslationFixture.NO_FAULT);
        assertThat(machine.memory().load(FIRST_PAGE + 109, 8)).isEqualTo(HIGH);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            value = {
                // instruction, its word, bytes before the missing page
                "ldr q0; 0x3DC00020; 8",
                "ldp q0, q2; 0xAD400820; 8",
                "ldp q0, q2; 0xAD400820; 24",
                "ld1 {v0.16b, v1.16b}, #32; 0x4CDFA020; 16",
                "ld1 {v0.16b, v1.16b}, #32; 0x4CDFA020; 5",
                "ld2 {v0.16b, v1.16b}; 0x4C408020; 31",
                "ld4 {v0.s-v3.s}[0]; 0x0D60A020; 12",
                "ld4r {v0.2d-v3.2d}; 0x4D60EC20; 16",
            })
    void aLoadThatFaultsHalfwayChangesNoRegister(String assembly, long instruction, long before) {
        int word = (int) instruction;
        long address = MISSING_PAGE - before;
        assertThat(execute(word, address)).isEqualTo(TRANSLATION_FAULT);
        assertThat(machine.get(SystemRegister.FAR_EL1)).isEqualTo(MISSING_PAGE);
        assertThat(machine.element.x(1)).isEqualTo(address);
        for (int n = 0; n < 4; n++) {
            assertThat(machine.element.vectors().low(n)).isEqualTo(UNTOUCHED);
            assertThat(machine.element.vectors().high(n)).isEqualTo(UNTOUCHED);
        }
    }

    @Test
    void theLowerAddressFaultsFirst() {
        // There is not even a table below the page.
        assertThat(execute(LD1_16B_V0_V1_X1_32, FIRST_PAGE - 4)).isEqualTo(TRANSLATION_FAULT - 1);
        assertThat(machine.get(SystemRegister.FAR_EL1)).isEqualTo(FIRST_PAGE - 4);
    }

    @Test
    void whereAlignmentIsCheckedAQuadwordCountsAsOneAccess() {
        Elements.or(machine.element, SystemRegister.SCTLR_EL1, SystemControl.A);
        assertThat(execute(LDR_Q0_X1, FIRST_PAGE + 8)).isEqualTo(ALIGNMENT_FAULT);
        assertThat(execute(STR_Q0_X1, FIRST_PAGE + 8)).isEqualTo(ALIGNMENT_FAULT | WRITE);
        assertThat(execute(LDP_Q0_Q2_X1, FIRST_PAGE + 8)).isEqualTo(ALIGNMENT_FAULT);
        assertThat(machine.get(SystemRegister.FAR_EL1)).isEqualTo(FIRST_PAGE + 8);
        assertThat(execute(LDP_Q0_Q2_X1, FIRST_PAGE + 16)).isEqualTo(TranslationFixture.NO_FAULT);
    }

    @Test
    void whereAlignmentIsCheckedAStructureNeedsThatOfItsElements() {
        machine.memory().store(FIRST_PAGE + 2, 8, LOW);
        machine.memory().store(FIRST_PAGE + 10, 8, HIGH);
        Elements.or(machine.element, SystemRegister.SCTLR_EL1, SystemControl.A);
        assertThat(execute(LD1_8H_V0_X1, FIRST_PAGE + 1)).isEqualTo(ALIGNMENT_FAULT);
        assertThat(execute(ST1_8H_V0_X1, FIRST_PAGE + 1)).isEqualTo(ALIGNMENT_FAULT | WRITE);
        assertThat(execute(LD1_8H_V0_X1, FIRST_PAGE + 2)).isEqualTo(TranslationFixture.NO_FAULT);
        assertThat(machine.element.vectors().high(0)).isEqualTo(HIGH);
        assertThat(execute(LD2_16B_V0_V1_X1, FIRST_PAGE + 1)).isEqualTo(TranslationFixture.NO_FAULT);
        assertThat(execute(LD4_SINGLE_S_X1, FIRST_PAGE + 2)).isEqualTo(ALIGNMENT_FAULT);
        assertThat(execute(LD4R_2D_X1, FIRST_PAGE + 4)).isEqualTo(ALIGNMENT_FAULT);
    }

    @Test
    void aTrapComesBeforeAFault() {
        machine.set(SystemRegister.CPACR_EL1, 0);
        assertThat(execute(LDR_Q0_X1, MISSING_PAGE) >>> 26).isEqualTo(0x07);
    }
}
