package dev.realmstep.cpu.engine.translator;

import static dev.realmstep.cpu.engine.translator.MappedProgram.BRANCH_TO_ITSELF;
import static dev.realmstep.cpu.engine.translator.MappedProgram.CODE;
import static dev.realmstep.cpu.engine.translator.MappedProgram.CODE_PAGE;
import static dev.realmstep.cpu.engine.translator.MappedProgram.DATA;
import static dev.realmstep.cpu.engine.translator.MappedProgram.ONE;
import static org.assertj.core.api.Assertions.assertThat;

import dev.realmstep.cpu.StopCondition;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;

/** Two elements run translated code; one stores where the other has a mark. */
@EnabledOnOs(value = OS.LINUX, architectures = "amd64")
class ExclusiveMarkTests {
    private static final int LDXR_X0_X5 = 0xC85F_7CA0;
    private static final int STR_X1_X5 = 0xF900_00A1;
    private static final int STXR_W8_X9_X5 = 0xC808_7CA9;
    private static final long STORE_EXCLUSIVE = CODE + 4;
    private static final long STORE = CODE + 0x100;

    private MappedProgram program = new MappedProgram();

    @BeforeEach
    void begin() {
        program = new MappedProgram(LDXR_X0_X5, STXR_W8_X9_X5, BRANCH_TO_ITSELF);
        program.write(CODE_PAGE + 0x100, STR_X1_X5, BRANCH_TO_ITSELF);
        program.map(DATA, ONE);
        program.element.setX(5, DATA);
        program.second.setX(5, DATA);
    }

    private void mark() {
        program.run(program.element, CODE, 1, StopCondition.NEVER);
    }

    private void assertTheMarkIsLost() {
        program.run(program.element, STORE_EXCLUSIVE);
        assertThat(program.element.x(8)).isEqualTo(1);
    }

    @Test
    void aStoreToAPageThatTheTlbKnowsEndsIt() {
        program.run(program.second, STORE);
        mark();
        program.run(program.second, STORE);
        assertTheMarkIsLost();
    }

    @Test
    void aStoreToAPageThatTheTlbDoesNotKnowEndsIt() {
        mark();
        program.run(program.second, STORE);
        assertTheMarkIsLost();
    }

    @Test
    void aStoreToAnotherGranuleDoesNot() {
        mark();
        program.second.setX(5, DATA + 0x40);
        program.run(program.second, STORE);
        program.run(program.element, STORE_EXCLUSIVE);
        assertThat(program.element.x(8)).isZero();
    }
}
