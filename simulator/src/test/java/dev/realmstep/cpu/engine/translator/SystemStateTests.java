package dev.realmstep.cpu.engine.translator;

import static org.assertj.core.api.Assertions.assertThat;

import dev.realmstep.cpu.ExceptionLevel;
import dev.realmstep.cpu.HypervisorControl;
import dev.realmstep.cpu.SystemControl;
import dev.realmstep.cpu.SystemRegister;
import dev.realmstep.cpu.engine.Program;
import dev.realmstep.cpu.engine.interpreter.Interpreter;
import dev.realmstep.cpu.engine.translator.host.ExecutableMemoryException;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Instructions whose translation depends on system registers: under any of their values it does what the interpreter does. */
@EnabledOnOs(value = OS.LINUX, architectures = "amd64")
class SystemStateTests {
    private static final int TRIES = 200;
    private static final int BRANCH_TO_ITSELF = 0x1400_0000;
    private static final long ACCESSED = 1L << 10;
    /** AP[1]: EL0 may access. */
    private static final long UNPRIVILEGED = 1L << 6;

    /** An address of the upper range, whose size it depends on where its code is. */
    private static final long UPPER = -0x1234_5678L;

    private static final long EL1H = 0x3C5;
    private static final long TBI = 3L << 37;
    private static final long TBID = 3L << 51;
    private static final long SIZE_OF_UPPER_RANGE = 0x3FL << 16;
    private static final long KEYS = SystemControl.ENIA | SystemControl.ENIB | SystemControl.ENDA | SystemControl.ENDB;

    private static final int PACIA_X1_X2 = 0xDAC1_0041;
    private static final int AUTIA_X1_X2 = 0xDAC1_1041;
    private static final int FIELD_KEY = 1 << 10;
    private static final int FIELD_ZERO_MODIFIER = 1 << 13;
    private static final int XPACI_X1 = 0xDAC1_43E1;
    private static final int XPACD_X1 = 0xDAC1_47E1;
    private static final int XPACLRI = 0xD503_20FF;
    private static final int PACIA1716 = 0xD503_211F;
    private static final int PACIAZ = 0xD503_231F;
    private static final int HINT = 1 << 5;

    /** Of X1, of as many bytes as X2 says, to what X3 holds. */
    private static final int SETP = 0x19C3_0441;

    private static final int SETM = SETP | 1 << 14;
    private static final int SETE = SETP | 2 << 14;
    private static final int SETP_TO_ZERO = 0x19DF_0441;
    private static final int SETM_TO_ZERO = SETP_TO_ZERO | 1 << 14;
    private static final int SETE_TO_ZERO = SETP_TO_ZERO | 2 << 14;

    private static final int DC_ZVA_X1 = 0xD50B_7421;
    private static final int DC_CVAC_X1 = 0xD50B_7A21;
    private static final int DC_CVAU_X1 = 0xD50B_7B21;
    private static final int DC_CIVAC_X1 = 0xD50B_7E21;
    private static final int IC_IVAU_X1 = 0xD50B_7521;
    private static final int MRS_X4_CTR_EL0 = 0xD53B_0024;
    private static final List<Integer> MRS_X4 = List.of(
            0xD538_1004, 0xD538_2044, 0xD538_2004, 0xD538_5204, 0xD538_6004, 0xD538_4004, 0xD538_4024, 0xD538_D024);

    private final Random random = new Random(1);
    private final Program reference = new Program(new Interpreter());
    private final Program tested;

    SystemStateTests() throws ExecutableMemoryException {
        tested = new Program(Translator.forThisHost());
    }

    private interface Preparation {
        void of(Program program, Random values);
    }

    /** Runs words on both engines, of what they find in registers and memory the same, and compares what they leave. */
    private void compare(Preparation preparation, int... words) {
        long seed = random.nextLong();
        prepare(reference, preparation, seed, words);
        prepare(tested, preparation, seed, words);

        assertThat(tested.run(words.length + 2)).isEqualTo(reference.run(words.length + 2));

        assertThat(ProgramStates.differences(reference, tested))
                .as("seed %d of 0x%08x", seed, words[0])
                .isEmpty();
    }

    private static void prepare(Program program, Preparation preparation, long seed, int... words) {
        program.element.state().fromSpsr(EL1H);
        program.set(SystemRegister.SCTLR_EL1, 0);
        program.set(SystemRegister.HCR_EL2, HypervisorControl.API);
        program.translate(ACCESSED, ACCESSED);
        program.element.setProgramCounter(Program.CODE);
        program.write(Program.CODE, words);
        program.write(Program.CODE + 4L * words.length, BRANCH_TO_ITSELF, BRANCH_TO_ITSELF);
        program.write(Program.FROM_CURRENT_LEVEL, BRANCH_TO_ITSELF);
        program.write(Program.FROM_LOWER_LEVEL, BRANCH_TO_ITSELF);
        Random values = new Random(seed);
        for (int n = 0; n < 31; n++) {
            program.element.setX(n, values.nextLong());
        }
        for (int offset = 0; offset < 0x2000; offset += 8) {
            program.ram.write(Program.DATA + offset, 8, values.nextLong());
        }
        preparation.of(program, values);
        program.element.memory().invalidateAllTranslations();
    }

    private static void randomSigning(Program program, Random values) {
        for (SystemRegister key : List.of(
                SystemRegister.APIAKEYLO_EL1,
                SystemRegister.APIAKEYHI_EL1,
                SystemRegister.APIBKEYLO_EL1,
                SystemRegister.APIBKEYHI_EL1,
                SystemRegister.APDAKEYLO_EL1,
                SystemRegister.APDAKEYHI_EL1,
                SystemRegister.APDBKEYLO_EL1,
                SystemRegister.APDBKEYHI_EL1)) {
            program.set(key, values.nextLong());
        }
        program.or(SystemRegister.SCTLR_EL1, values.nextLong() & KEYS);
        long control = program.get(SystemRegister.TCR_EL1) & ~SIZE_OF_UPPER_RANGE;
        long size = 16L + values.nextInt(24);
        program.set(SystemRegister.TCR_EL1, control | size << 16 | (values.nextLong() & (TBI | TBID)));
        if (values.nextInt(8) == 0) {
            program.set(SystemRegister.HCR_EL2, 0);
        }
        program.element.setX(1, values.nextLong() >> values.nextInt(40));
        program.element.setX(17, values.nextLong() >> values.nextInt(40));
        program.element.setX(30, values.nextLong() >> values.nextInt(40));
    }

    @Test
    void pointersAreSignedAndAuthenticated() {
        for (int i = 0; i < TRIES; i++) {
            int key = random.nextInt(4) * FIELD_KEY + random.nextInt(2) * FIELD_ZERO_MODIFIER;
            int rn = (key & FIELD_ZERO_MODIFIER) != 0 ? 31 << 5 : 0;
            int otherKey = random.nextInt(4) == 0 ? key ^ FIELD_KEY : key;
            compare(SystemStateTests::randomSigning, PACIA_X1_X2 | rn | key, AUTIA_X1_X2 | rn | otherKey);
            compare(SystemStateTests::randomSigning, AUTIA_X1_X2 | rn | key);
            compare(SystemStateTests::randomSigning, random.nextBoolean() ? XPACI_X1 : XPACD_X1);
        }
    }

    @Test
    void returnAddressesAreSignedInHintSpace() {
        for (int i = 0; i < TRIES; i++) {
            int form = random.nextInt(4);
            compare(SystemStateTests::randomSigning, PACIAZ + form * HINT, PACIAZ + (form + 4) * HINT);
            compare(SystemStateTests::randomSigning, PACIAZ + random.nextInt(8) * HINT, XPACLRI);
            compare(SystemStateTests::randomSigning, PACIA1716 + 2 * random.nextInt(4) * HINT);
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1})
    void memoryIsSet(int level) {
        for (int i = 0; i < TRIES; i++) {
            boolean toZero = random.nextInt(4) == 0;
            compare(
                    (program, values) -> {
                        randomLevel(program, values, level);
                        program.element.setX(1, Program.DATA + 0x800 + values.nextInt(0x900));
                        program.element.setX(2, values.nextInt(8) == 0 ? -1 : values.nextInt(2 << values.nextInt(11)));
                        program.element.setX(3, values.nextLong());
                    },
                    toZero ? SETP_TO_ZERO : SETP,
                    toZero ? SETM_TO_ZERO : SETM,
                    toZero ? SETE_TO_ZERO : SETE);
        }
    }

    @Test
    void aSetThatAnotherOptionBeganIsRefused() {
        for (int part : List.of(SETM, SETE)) {
            compare(
                    (program, values) -> {
                        program.element.setX(1, Program.DATA + 0x800);
                        program.element.setX(2, -16);
                        program.element.state().setNzcv(values.nextInt(16));
                    },
                    part);
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1})
    void cachesAreMaintained(int level) {
        List<Integer> words = List.of(DC_ZVA_X1, DC_CVAC_X1, DC_CVAU_X1, DC_CIVAC_X1, IC_IVAU_X1, MRS_X4_CTR_EL0);
        for (int i = 0; i < TRIES; i++) {
            compare(
                    (program, values) -> {
                        randomLevel(program, values, level);
                        program.element.setX(1, values.nextInt(8) == 0 ? 0 : Program.DATA + values.nextInt(0x2000));
                        trapSometimes(
                                program,
                                values,
                                HypervisorControl.TDZ,
                                HypervisorControl.TPU,
                                HypervisorControl.TPCP,
                                HypervisorControl.TID2);
                    },
                    words.get(random.nextInt(words.size())));
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1})
    void registersAreRead(int level) {
        for (int i = 0; i < TRIES; i++) {
            compare(
                    (program, values) -> {
                        randomLevel(program, values, level);
                        program.set(SystemRegister.ESR_EL1, values.nextInt());
                        program.set(SystemRegister.FAR_EL1, values.nextLong());
                        program.set(SystemRegister.ELR_EL1, values.nextLong());
                        program.set(SystemRegister.SPSR_EL1, values.nextInt());
                        trapSometimes(program, values, HypervisorControl.TRVM);
                    },
                    MRS_X4.get(random.nextInt(MRS_X4.size())));
        }
    }

    /** Runs words again that both engines know already, after a register was changed. */
    private void compareAgain(SystemRegister register, long value, int length) {
        for (Program program : List.of(reference, tested)) {
            program.element.state().fromSpsr(EL1H);
            program.set(register, value);
            program.element.setProgramCounter(Program.CODE);
        }

        assertThat(tested.run(length + 2)).isEqualTo(reference.run(length + 2));

        assertThat(ProgramStates.differences(reference, tested))
                .as("%s = 0x%x", register, value)
                .isEmpty();
    }

    @Test
    void translatedCodeHearsThatAKeyIsSwitched() {
        compare((program, values) -> program.set(SystemRegister.APIAKEYLO_EL1, values.nextLong()), PACIA_X1_X2);
        long control = reference.get(SystemRegister.SCTLR_EL1);
        compareAgain(SystemRegister.SCTLR_EL1, control | SystemControl.ENIA, 1);
        compareAgain(SystemRegister.SCTLR_EL1, control, 1);
        compareAgain(SystemRegister.SCTLR_EL1, control | SystemControl.ENIA, 1);
        compareAgain(SystemRegister.HCR_EL2, 0, 1);
    }

    @Test
    void translatedCodeHearsThatSomethingIsTrapped() {
        compare((program, values) -> program.element.setX(1, Program.DATA), DC_ZVA_X1);
        compareAgain(SystemRegister.HCR_EL2, HypervisorControl.TDZ, 1);
        compareAgain(SystemRegister.HCR_EL2, 0, 1);
        compare((program, values) -> {}, MRS_X4.get(1));
        compareAgain(SystemRegister.HCR_EL2, HypervisorControl.TRVM, 1);
        compareAgain(SystemRegister.HCR_EL2, 0, 1);
    }

    @Test
    void translatedCodeHearsThatMemoryCopiesAreSwitchedOff() {
        compare((program, values) -> program.element.setX(2, 16), SETP);
        compareAgain(SystemRegister.HCRX_EL2, 0, 1);
        compareAgain(SystemRegister.HCRX_EL2, HypervisorControl.EXTENDED_MSCEN, 1);
    }

    @Test
    void aContextThatGetsTheNumberOfAnotherIsNotTakenForIt() {
        compare((program, values) -> program.or(SystemRegister.SCTLR_EL1, SystemControl.ENIA), PACIA_X1_X2);
        long tables = reference.get(SystemRegister.TTBR0_EL1);
        long control = reference.get(SystemRegister.TCR_EL1);
        for (long size = 16; size < 40; size++) {
            compareAgain(SystemRegister.TCR_EL1, (control & ~SIZE_OF_UPPER_RANGE) | size << 16, 1);
            for (long space = 1; space < 60; space++) {
                reference.element.setX(1, UPPER);
                tested.element.setX(1, UPPER);
                compareAgain(SystemRegister.TTBR0_EL1, tables | (space + 60 * size) << 48, 1);
            }
        }
    }

    private static void trapSometimes(Program program, Random values, long... traps) {
        if (values.nextInt(3) == 0) {
            program.or(SystemRegister.HCR_EL2, traps[values.nextInt(traps.length)]);
        }
    }

    private static void randomLevel(Program program, Random values, int level) {
        long permissions = SystemControl.DZE | SystemControl.UCI | SystemControl.UCT | SystemControl.MSCEN;
        program.or(SystemRegister.SCTLR_EL1, permissions & (values.nextInt(3) == 0 ? values.nextLong() : -1));
        if (values.nextInt(6) == 0) {
            program.or(SystemRegister.SCTLR_EL1, SystemControl.A);
        }
        if (level == 0) {
            program.translate(ACCESSED | UNPRIVILEGED, ACCESSED | UNPRIVILEGED);
            program.element.state().setExceptionLevel(ExceptionLevel.EL0);
        }
    }
}
