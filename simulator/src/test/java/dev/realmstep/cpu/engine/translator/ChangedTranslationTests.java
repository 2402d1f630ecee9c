package dev.realmstep.cpu.engine.translator;

import static dev.realmstep.cpu.engine.translator.MappedProgram.BRANCH_TO_ITSELF;
import static dev.realmstep.cpu.engine.translator.MappedProgram.CODE;
import static dev.realmstep.cpu.engine.translator.MappedProgram.DATA;
import static dev.realmstep.cpu.engine.translator.MappedProgram.ONE;
import static dev.realmstep.cpu.engine.translator.MappedProgram.OTHER;
import static dev.realmstep.cpu.engine.translator.MappedProgram.RAM;
import static dev.realmstep.cpu.engine.translator.MappedProgram.TARGET;
import static dev.realmstep.cpu.engine.translator.MappedProgram.set;
import static org.assertj.core.api.Assertions.assertThat;

import dev.realmstep.cpu.ExceptionLevel;
import dev.realmstep.cpu.HypervisorControl;
import dev.realmstep.cpu.SecureConfiguration;
import dev.realmstep.cpu.SecurityState;
import dev.realmstep.cpu.SystemRegister;
import dev.realmstep.cpu.Tables;
import dev.realmstep.memory.GranuleProtectionControl;
import dev.realmstep.memory.PhysicalAddressSpace;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What is at an address changes under code that was translated: levels, worlds, address spaces, tables, granules. */
@EnabledOnOs(value = OS.LINUX, architectures = "amd64")
class ChangedTranslationTests {
    private static final int ADD_X1_1 = 0x9100_0421;
    private static final int ADD_X3_1 = 0x9100_0463;
    private static final int BR_X6 = 0xD61F_00C0;
    private static final int LDR_X2_X5 = 0xF940_00A2;
    private static final int MRS_X1_TPIDR_EL1 = 0xD538_D081;
    private static final int MSR_TTBR0_EL1_X7 = 0xD518_2007;
    private static final int NOP = 0xD503_201F;
    private static final int STR_X2_X5 = 0xF900_00A2;
    private static final int TLBI_VMALLE1IS = 0xD508_831F;
    private static final int TLBI_VAE1_X8 = 0xD508_8728;

    private static final int UNKNOWN_REASON = 0;
    private static final int INSTRUCTION_ABORT_SAME_LEVEL = 0x21;
    private static final int DATA_ABORT_LOWER_LEVEL = 0x24;
    private static final int DATA_ABORT_SAME_LEVEL = 0x25;

    private static final int NO_REGISTER = 31;
    private static final int IPAS2E1IS = SystemRegister.encoding(1, 4, 8, 0, 1);
    /** T0SZ = 31, SL0 = 1, 48 bits of physical address. */
    private static final long VTCR = 31 | 1L << 6 | 5L << 16;

    /** ASID of an address space, or VMID of a virtual machine, in their registers. */
    private static final int IDENTIFIER_SHIFT = 48;

    /** PAALLOS, and RPALOS, whose operand is a granule. */
    private static IntStream granuleMaintenance() {
        return IntStream.of(SystemRegister.encoding(1, 6, 8, 1, 4), SystemRegister.encoding(1, 6, 8, 4, 7));
    }

    /** Executes an instruction, then goes where X6 says: to code that counts in X1 if it is in one page, else in X3. */
    private static MappedProgram programOf(int instruction) {
        MappedProgram program = new MappedProgram(instruction, BR_X6);
        program.map(TARGET, ONE);
        program.write(ONE, ADD_X1_1, BRANCH_TO_ITSELF);
        program.write(OTHER, ADD_X3_1, BRANCH_TO_ITSELF);
        program.element.setX(6, TARGET);
        program.second.setX(6, TARGET);
        return program;
    }

    private static void assertCounts(MappedProgram program, long one, long other) {
        assertThat(program.element.x(1)).isEqualTo(one);
        assertThat(program.element.x(3)).isEqualTo(other);
    }

    @Test
    void eachAddressSpaceHasItsOwnCode() {
        MappedProgram program = programOf(MSR_TTBR0_EL1_X7);
        long another = program.addressSpace();
        program.map(another, TARGET, OTHER, Tables.ACCESS_FLAG);
        for (int round = 1; round <= 3; round++) {
            program.element.setX(7, program.stage1 | 1L << IDENTIFIER_SHIFT);
            program.run();
            assertCounts(program, round, round - 1L);
            program.element.setX(7, another | 2L << IDENTIFIER_SHIFT);
            program.run();
            assertCounts(program, round, round);
        }
    }

    @Test
    void eachAddressSpaceHasItsOwnData() {
        MappedProgram program = new MappedProgram(MSR_TTBR0_EL1_X7, LDR_X2_X5, BRANCH_TO_ITSELF);
        long another = program.addressSpace();
        program.map(DATA, ONE);
        program.map(another, DATA, OTHER, Tables.ACCESS_FLAG);
        program.write(ONE, 1);
        program.write(OTHER, 2);
        program.element.setX(5, DATA);
        for (int round = 0; round < 2; round++) {
            program.element.setX(7, program.stage1 | 1L << IDENTIFIER_SHIFT);
            program.run();
            assertThat(program.element.x(2)).isEqualTo(1);
            program.element.setX(7, another | 2L << IDENTIFIER_SHIFT);
            program.run();
            assertThat(program.element.x(2)).isEqualTo(2);
        }
    }

    @Test
    void moreAddressSpacesThanTheTlbHasNumbersForDoNotMixTheirCode() {
        MappedProgram program = programOf(MSR_TTBR0_EL1_X7);
        int spaces = 1100;
        for (int space = 1; space <= spaces; space++) {
            program.element.setX(7, program.stage1 | (long) space << IDENTIFIER_SHIFT);
            program.run();
        }
        assertCounts(program, spaces, 0);
        program.map(TARGET, OTHER);
        program.element.systemInstruction(TLBI_VMALLE1IS >>> 5 & 0xFFFF, NO_REGISTER, 0);
        for (int space = 1; space <= spaces; space++) {
            program.element.setX(7, program.stage1 | (long) space << IDENTIFIER_SHIFT);
            program.run();
        }
        assertCounts(program, spaces, spaces);
    }

    @Test
    void eachVirtualMachineHasItsOwnCode() {
        MappedProgram program = programOf(NOP);
        long first = virtualMachine(program);
        long second = virtualMachine(program);
        program.tables.map(second, 1, ONE, 3, OTHER, Tables.STAGE2);
        set(program.element, SystemRegister.VTCR_EL2, VTCR);
        set(program.element, SystemRegister.HCR_EL2, HypervisorControl.VM);
        for (int round = 1; round <= 3; round++) {
            set(program.element, SystemRegister.VTTBR_EL2, first | 1L << IDENTIFIER_SHIFT);
            program.run();
            assertCounts(program, round, round - 1L);
            set(program.element, SystemRegister.VTTBR_EL2, second | 2L << IDENTIFIER_SHIFT);
            program.run();
            assertCounts(program, round, round);
        }
    }

    /** Stage 2 tables that change no address: blocks of 2 MiB, and pages where the tests' pages are. */
    private static long virtualMachine(MappedProgram program) {
        long table = program.tables.table();
        for (long offset = 0; offset < program.ram.size(); offset += 0x20_0000) {
            if (RAM + offset != ONE) {
                program.tables.map(table, 1, RAM + offset, 2, RAM + offset, Tables.STAGE2);
            }
        }
        program.tables.map(table, 1, ONE, 3, ONE, Tables.STAGE2);
        program.tables.map(table, 1, OTHER, 3, OTHER, Tables.STAGE2);
        return table;
    }

    @Test
    void codeWhosePageLeavesStage2AbortsToTheHypervisor() {
        MappedProgram program = programOf(NOP);
        long machine = virtualMachine(program);
        set(program.element, SystemRegister.VTCR_EL2, VTCR);
        set(program.element, SystemRegister.HCR_EL2, HypervisorControl.VM);
        set(program.element, SystemRegister.VTTBR_EL2, machine);
        program.run();
        program.tables.write(program.tables.map(machine, 1, ONE, 3, ONE, Tables.STAGE2), 0);
        program.element.state().setExceptionLevel(ExceptionLevel.EL2);
        program.element.systemInstruction(IPAS2E1IS, NO_REGISTER, ONE >>> 12);
        program.element.state().setExceptionLevel(ExceptionLevel.EL1);

        program.run();

        assertThat(program.get(SystemRegister.HPFAR_EL2)).isEqualTo(ONE >>> 12 << 4);
        assertCounts(program, 1, 0);
    }

    @ParameterizedTest
    @MethodSource("granuleMaintenance")
    void codeOfAGranuleThatIsTakenAwayIsNotExecuted(int maintenance) {
        MappedProgram program = programOf(NOP);
        long table = protect(program, PhysicalAddressSpace.NON_SECURE);
        program.run();
        assertCounts(program, 1, 0);
        takeAway(program, table, maintenance);

        program.run();

        assertThat(program.exceptionClass()).isEqualTo(INSTRUCTION_ABORT_SAME_LEVEL);
        assertThat(program.get(SystemRegister.FAR_EL1)).isEqualTo(TARGET);
        assertCounts(program, 1, 0);
    }

    @ParameterizedTest
    @MethodSource("granuleMaintenance")
    void dataOfAGranuleThatIsTakenAwayIsNotLoadedOrStored(int maintenance) {
        for (int access : List.of(LDR_X2_X5, STR_X2_X5)) {
            MappedProgram program = new MappedProgram(access, BRANCH_TO_ITSELF);
            program.map(DATA, ONE);
            program.element.setX(5, DATA);
            long table = protect(program, PhysicalAddressSpace.NON_SECURE);
            program.run();
            assertThat(program.exceptionClass()).isEqualTo(UNKNOWN_REASON);
            takeAway(program, table, maintenance);

            program.run();

            assertThat(program.exceptionClass()).isEqualTo(DATA_ABORT_SAME_LEVEL);
            assertThat(program.get(SystemRegister.FAR_EL1)).isEqualTo(DATA);
        }
    }

    /** Gives the first granule to another world, and says so as EL3 does. */
    private static void takeAway(MappedProgram program, long table, int maintenance) {
        program.tables.assign(table, ONE, PhysicalAddressSpace.REALM.granuleProtectionInformation());
        program.element.state().setExceptionLevel(ExceptionLevel.EL3);
        program.element.systemInstruction(maintenance, NO_REGISTER, ONE >>> 12);
        program.element.state().setExceptionLevel(ExceptionLevel.EL1);
    }

    /** Puts all memory into one address space. */
    private static long protect(MappedProgram program, PhysicalAddressSpace space) {
        long table = program.tables.granuleProtectionTable(space);
        set(program.element, SystemRegister.GPTBR_EL3, table >>> 12);
        set(program.element, SystemRegister.GPCCR_EL3, GranuleProtectionControl.value(32));
        return table;
    }

    @Test
    void codeOfOneWorldIsNotExecutedInAnother() {
        MappedProgram program = programOf(NOP);
        protect(program, PhysicalAddressSpace.REALM);
        set(program.element, SystemRegister.SCR_EL3, SecureConfiguration.selecting(SecurityState.REALM));
        program.run();
        assertCounts(program, 1, 0);
        set(program.element, SystemRegister.SCR_EL3, SecureConfiguration.selecting(SecurityState.NON_SECURE));

        program.run();

        assertThat(program.exceptionClass()).isEqualTo(INSTRUCTION_ABORT_SAME_LEVEL);
        assertCounts(program, 1, 0);
    }

    @Test
    void whatOneLevelMayDoAnotherMayNotInTheSameCode() {
        MappedProgram program = programOf(NOP);
        program.write(ONE, MRS_X1_TPIDR_EL1, BRANCH_TO_ITSELF);
        set(program.element, SystemRegister.TPIDR_EL1, 7);
        program.run();
        assertCounts(program, 7, 0);
        program.element.setX(1, 0);
        program.element.state().setExceptionLevel(ExceptionLevel.EL0);

        program.run();

        assertThat(program.exceptionClass()).isEqualTo(UNKNOWN_REASON);
        assertThat(program.get(SystemRegister.ELR_EL1)).isEqualTo(TARGET);
        assertCounts(program, 0, 0);
    }

    @Test
    void aPageThatOneLevelHasStoredToIsNotOpenToAnother() {
        MappedProgram program = new MappedProgram(STR_X2_X5, BRANCH_TO_ITSELF);
        program.map(DATA, ONE);
        program.element.setX(5, DATA);
        program.run();
        program.element.setX(2, 1);
        program.element.state().setExceptionLevel(ExceptionLevel.EL0);

        program.run();

        assertThat(program.exceptionClass()).isEqualTo(DATA_ABORT_LOWER_LEVEL);
        assertThat(program.get(SystemRegister.FAR_EL1)).isEqualTo(DATA);
        assertThat(program.ram.read(ONE, 8)).isZero();
    }

    /** TLBI VMALLE1, VAE1, VAAE1, VALE1, ASIDE1, RVAE1, and VMALLE1IS and VAE1IS, of X8 where they have an operand. */
    @ParameterizedTest
    @ValueSource(
            ints = {
                0xD508_871F,
                0xD508_8728,
                0xD508_8768,
                0xD508_87A8,
                0xD508_8748,
                0xD508_8628,
                0xD508_831F,
                0xD508_8328
            })
    void codeIsWhereTheTablesSayAfterMaintenanceOfTheTlb(int maintenance) {
        MappedProgram program = programOf(maintenance);
        boolean isByAddressSpace = maintenance == 0xD508_8748;
        set(program.element, SystemRegister.TTBR0_EL1, program.stage1 | 1L << IDENTIFIER_SHIFT);
        program.element.setX(8, (isByAddressSpace ? 0 : TARGET >>> 12) | 1L << IDENTIFIER_SHIFT);
        program.run();
        program.map(TARGET, OTHER);

        program.run();

        assertCounts(program, 1, 1);
    }

    @ParameterizedTest
    @ValueSource(ints = {LDR_X2_X5, STR_X2_X5})
    void dataIsWhereTheTablesSayAfterMaintenanceOfTheTlb(int access) {
        MappedProgram program = new MappedProgram(TLBI_VAE1_X8, access, LDR_X2_X5, BRANCH_TO_ITSELF);
        program.map(DATA, ONE);
        program.write(ONE, 1);
        program.write(OTHER, 2);
        program.element.setX(5, DATA);
        program.element.setX(8, DATA >>> 12);
        program.element.setX(2, 1);
        program.run();
        program.map(DATA, OTHER);
        program.element.setX(2, 2);

        program.run();

        assertThat(program.element.x(2)).isEqualTo(2);
        assertThat(program.ram.read(ONE, 8)).isEqualTo(1);
    }

    @Test
    void anotherElementsMaintenanceReachesTranslatedCode() {
        MappedProgram program = programOf(NOP);
        program.write(MappedProgram.CODE_PAGE + 0x100, TLBI_VMALLE1IS, BRANCH_TO_ITSELF);
        program.run();
        program.map(TARGET, OTHER);
        program.run(program.second, CODE + 0x100);

        program.run();

        assertCounts(program, 1, 1);
    }
}
