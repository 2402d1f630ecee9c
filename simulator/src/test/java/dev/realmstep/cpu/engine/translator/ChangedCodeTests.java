package dev.realmstep.cpu.engine.translator;

import static dev.realmstep.cpu.engine.translator.MappedProgram.BRANCH_TO_ITSELF;
import static dev.realmstep.cpu.engine.translator.MappedProgram.CODE;
import static dev.realmstep.cpu.engine.translator.MappedProgram.CODE_PAGE;
import static dev.realmstep.cpu.engine.translator.MappedProgram.DATA;
import static dev.realmstep.cpu.engine.translator.MappedProgram.ONE;
import static dev.realmstep.cpu.engine.translator.MappedProgram.OTHER;
import static dev.realmstep.cpu.engine.translator.MappedProgram.TARGET;
import static org.assertj.core.api.Assertions.assertThat;

import dev.realmstep.cpu.SystemRegister;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;

/** Code that was translated is written to, by every way that there is to memory. */
@EnabledOnOs(value = OS.LINUX, architectures = "amd64")
class ChangedCodeTests {
    private static final int ADD_X1_1 = 0x9100_0421;
    private static final int ADD_X3_1 = 0x9100_0463;
    private static final int BR_X6 = 0xD61F_00C0;
    private static final int LDXR_W0_X4 = 0x885F_7C80;
    private static final int STR_W2_X4 = 0xB900_0082;
    private static final int STXR_W8_W2_X4 = 0x8808_7C82;
    private static final int UNKNOWN_REASON = 0;

    /** Stores W2 at X4, then goes to code that counts in X1. */
    private MappedProgram program = new MappedProgram();

    @BeforeEach
    void executeTheCodeThatWillBeWritten() {
        program = new MappedProgram(STR_W2_X4, BR_X6);
        program.map(TARGET, ONE);
        program.map(DATA, OTHER);
        program.write(ONE, ADD_X1_1, BRANCH_TO_ITSELF);
        program.element.setX(2, ADD_X3_1);
        program.element.setX(6, TARGET);
        program.second.setX(2, ADD_X3_1);
        program.second.setX(6, DATA);
        program.write(OTHER, BRANCH_TO_ITSELF);
    }

    private void runStoringTo(long address) {
        program.element.setX(4, address);
        program.run();
    }

    private void assertTheNewCodeRan() {
        assertThat(program.element.x(1)).isEqualTo(1);
        assertThat(program.element.x(3)).isEqualTo(1);
    }

    @Test
    void byItself() {
        // The TLB knows the page for stores before it is code.
        runStoringTo(TARGET + 0x800);
        runStoringTo(TARGET);
        assertTheNewCodeRan();
    }

    @Test
    void byAnotherElement() {
        program.second.setX(4, TARGET + 0x800);
        program.run(program.second, CODE);
        runStoringTo(DATA + 8);
        program.second.setX(4, TARGET);
        program.run(program.second, CODE);
        runStoringTo(DATA + 8);
        assertTheNewCodeRan();
    }

    @Test
    void atAnotherAddressOfTheSamePage() {
        program.map(DATA, ONE);
        runStoringTo(DATA + 0x800);
        runStoringTo(DATA);
        assertTheNewCodeRan();
    }

    @Test
    void byAnInstructionOfTheBlockItself() {
        program.write(CODE_PAGE, LDXR_W0_X4, STXR_W8_W2_X4, ADD_X1_1, BRANCH_TO_ITSELF);
        runStoringTo(DATA);
        runStoringTo(CODE + 8);
        assertTheNewCodeRan();
    }

    @Test
    void byADeviceOrFirmware() {
        runStoringTo(DATA + 8);
        byte[] code = ByteBuffer.allocate(2 * Integer.BYTES)
                .order(ByteOrder.LITTLE_ENDIAN)
                .putInt(ADD_X3_1)
                .putInt(BRANCH_TO_ITSELF)
                .array();
        program.ram.write(ONE, code);
        runStoringTo(DATA + 8);
        assertTheNewCodeRan();
    }

    @Test
    void byScrubbingItsGranule() {
        runStoringTo(DATA + 8);
        program.ram.clearPage(ONE);
        runStoringTo(DATA + 8);
        assertThat(program.exceptionClass()).isEqualTo(UNKNOWN_REASON);
        assertThat(program.get(SystemRegister.ELR_EL1)).isEqualTo(TARGET);
        assertThat(program.element.x(1)).isEqualTo(1);
    }
}
