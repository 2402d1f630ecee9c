package dev.realmstep.cpu.engine.interpreter;

import static org.assertj.core.api.Assertions.assertThat;

import dev.realmstep.cpu.ProcessState;
import dev.realmstep.cpu.SystemRegister;
import dev.realmstep.cpu.engine.Program;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Arm ARM D2.10: watchpoints as a kernel sets them for itself, and for its programs. */
class WatchpointTests {
    private static final int LDR = 0xF940_0020; // ldr x0, [x1]
    private static final int STR = 0xF900_0020; // str x0, [x1]
    private static final int LDR_POST_INDEXED = 0xF840_8420; // ldr x0, [x1], #8
    private static final int LDTR = 0xF840_0820; // ldtr x0, [x1]
    private static final int UNMASK_DEBUG = 0xD503_48FF; // msr daifclr, #8
    private static final int ERET = 0xD69F_03E0;

    private static final long MDE_AND_KDE = 1 << 15 | 1 << 13;
    private static final long MDE = 1 << 15;
    private static final long FPEN = 3 << 20;
    private static final long EL0_BLOCK = 1L << 6;
    private static final long WATCHED = Program.DATA + 0x100;

    private static final long ENABLE = 1;
    private static final long AT_EL1 = 1 << 1;
    private static final long AT_EL0 = 2 << 1;
    private static final long LOADS_AND_STORES = 3 << 3;
    private static final long ALL_BYTES = 0xFF << 5;
    private static final long EVERYTHING_AT_EL1 = ENABLE | AT_EL1 | LOADS_AND_STORES | ALL_BYTES;

    private static final int WATCHPOINT_LOWER = 0x34;
    private static final int WATCHPOINT_SAME = 0x35;
    private static final int DATA_ABORT = 0x25;
    private static final long ISS = 0x1FF_FFFF;
    private static final long READ = 0b10_0010;
    private static final long WRITE = 1 << 6 | READ;

    private Program program = new Program();

    @BeforeEach
    void aKernelWithItsMmuOn() {
        begin(LDR);
    }

    private void begin(int... words) {
        program = new Program(words);
        program.translate(0, 0);
        program.element.state().setDaif(0);
        program.element.setX(1, WATCHED);
        program.set(SystemRegister.MDSCR_EL1, MDE_AND_KDE);
        program.set(SystemRegister.CPACR_EL1, FPEN);
        // What is watched is in the TLB.
        program.element.memory().load(WATCHED, 8);
        program.element.memory().store(WATCHED, 8, 0);
    }

    private void watch(long address, long control) {
        program.set(SystemRegister.DBGWVR0_EL1, address);
        program.set(SystemRegister.DBGWCR0_EL1, control);
    }

    private void assertHit(long address, long syndrome) {
        assertThat(program.exceptionClass()).isEqualTo(WATCHPOINT_SAME);
        assertThat(program.get(SystemRegister.ESR_EL1) & ISS).isEqualTo(syndrome);
        assertThat(program.get(SystemRegister.FAR_EL1)).isEqualTo(address);
        assertThat(program.get(SystemRegister.ELR_EL1)).isEqualTo(Program.CODE);
    }

    private void assertPassed() {
        assertThat(program.exceptionClass()).isZero();
        assertThat(program.element.programCounter()).isEqualTo(Program.CODE + 4);
    }

    @Test
    void aWatchedLoadIsNotMade() {
        begin(LDR_POST_INDEXED);
        program.element.setX(0, 77);
        watch(WATCHED, EVERYTHING_AT_EL1);
        program.run(1);
        assertHit(WATCHED, READ);
        assertThat(program.element.x(0)).isEqualTo(77);
        assertThat(program.element.x(1)).isEqualTo(WATCHED);
    }

    @Test
    void aWatchedStoreIsNotMade() {
        begin(STR);
        program.element.setX(0, 77);
        watch(WATCHED, EVERYTHING_AT_EL1);
        program.run(1);
        assertHit(WATCHED, WRITE);
        assertThat(program.ram.read(WATCHED, 8)).isZero();
    }

    @Test
    void theSecondWatchpointIsOneToo() {
        program.set(SystemRegister.DBGWVR1_EL1, WATCHED);
        program.set(SystemRegister.DBGWCR1_EL1, EVERYTHING_AT_EL1);
        program.run(1);
        assertHit(WATCHED, READ);
    }

    /** The address that is accessed, what is watched and by which bytes, and the address that the kernel is told. */
    @ParameterizedTest
    @CsvSource({
        "0xF9400020, 0x100, 0x100, 0x80, 0x107", // ldr x0, [x1]
        "0xF9400020, 0x0FD, 0x100, 0x03, 0x100",
        "0xF9400020, 0x0FD, 0x100, 0x30, 0x104",
        "0xF9400020, 0x0F9, 0x100, 0x02, ", //
        "0xF9400020, 0x100, 0x108, 0xFF, ",
        "0xF9400020, 0x100, 0x104, 0x01, 0x104", // a word: BAS[3:0]
        "0xF9400020, 0x0FC, 0x104, 0x0F, ",
        "0x39400020, 0x103, 0x100, 0x08, 0x103", // ldrb w0, [x1]
        "0x39400020, 0x102, 0x100, 0x08, ",
        "0x3DC00020, 0x0F4, 0x100, 0xFF, 0x100", // ldr q0, [x1]
        "0xA9400C22, 0x0F8, 0x100, 0xFF, 0x100", // ldp x2, x3, [x1]
        "0xC85F7C20, 0x100, 0x100, 0x10, 0x104", // ldxr x0, [x1]
    })
    void bytesAreWatched(String word, String accessed, String watched, String bytes, String told) {
        begin(Long.decode(word).intValue());
        program.element.setX(1, Program.DATA + Long.decode(accessed));
        watch(Program.DATA + Long.decode(watched), ENABLE | AT_EL1 | LOADS_AND_STORES | Long.decode(bytes) << 5);
        program.run(1);
        if (told == null) {
            assertPassed();
        } else {
            assertHit(Program.DATA + Long.decode(told), READ);
        }
    }

    @ParameterizedTest
    @CsvSource({
        "12, 0xFF8, true", // the last doubleword of a page
        "12, 0x1000, false",
        "3, 0x0, true",
        "3, 0x8, false",
        "20, 0xFFFF8, true",
        "20, 0x100000, false"
    })
    void aMaskWatchesARange(long mask, String offset, boolean hit) {
        watch(Program.DATA, EVERYTHING_AT_EL1 | mask << 24);
        program.element.setX(1, Program.DATA + Long.decode(offset));
        program.run(1);
        if (hit) {
            assertHit(Program.DATA + Long.decode(offset), READ);
        } else {
            assertPassed();
        }
    }

    @ParameterizedTest
    @CsvSource({
        "0xF9400020, 1, 0x22", // ldr x0, [x1]: loads
        "0xF9400020, 2, ", // stores
        "0xF9000020, 2, 0x62", // str x0, [x1]
        "0xF9000020, 1, ",
        "0xF8200022, 1, 0x22", // ldadd x0, x2, [x1]
        "0xF8200022, 2, 0x62",
        "0xD50B7421, 2, 0x62", // dc zva, x1
        "0xD50B7421, 1, ",
    })
    void loadsAndStoresAreToldApart(String word, long loadsOrStores, String syndrome) {
        begin(Long.decode(word).intValue());
        watch(WATCHED, ENABLE | AT_EL1 | loadsOrStores << 3 | ALL_BYTES);
        program.run(1);
        if (syndrome == null) {
            assertPassed();
        } else {
            assertHit(WATCHED, Long.decode(syndrome));
        }
    }

    /** E, PAC, LSC, WT, and what the kernel must have allowed. */
    @ParameterizedTest
    @CsvSource({
        "0x1FFA, 0xA000, 0",
        "0x1FFD, 0xA000, 0",
        "0x1FE3, 0xA000, 0",
        "0x101FFB, 0xA000, 0",
        "0x1FFB, 0x8000, 0",
        "0x1FFB, 0x2000, 0",
        "0x1FFB, 0xA000, 2"
    })
    void aWatchpointThatIsOffIsPassed(String control, String debugControl, long lock) {
        program.set(SystemRegister.MDSCR_EL1, Long.decode(debugControl));
        program.set(SystemRegister.OSLSR_EL1, lock);
        watch(WATCHED, Long.decode(control));
        program.run(1);
        assertPassed();
    }

    @Test
    void aWatchpointSpeaksOnceDebugExceptionsAreUnmasked() {
        begin(LDR, UNMASK_DEBUG, LDR);
        program.element.state().setDaif(ProcessState.D);
        watch(WATCHED, EVERYTHING_AT_EL1);
        program.run(1);
        assertPassed();
        program.run(1);
        program.run(1);
        assertThat(program.exceptionClass()).isEqualTo(WATCHPOINT_SAME);
        assertThat(program.get(SystemRegister.ELR_EL1)).isEqualTo(Program.CODE + 8);
    }

    @Test
    void aFaultComesBeforeAWatchpoint() {
        program.element.setX(1, Program.DATA + 0x40_0000);
        watch(Program.DATA + 0x40_0000, EVERYTHING_AT_EL1);
        program.run(1);
        assertThat(program.exceptionClass()).isEqualTo(DATA_ABORT);
        assertThat(program.get(SystemRegister.ESR_EL1) & 0x3C).isEqualTo(0b000100);
    }

    /** What a first-fault load asks of its further elements. */
    @Test
    void aLoadThatMayNotFaultIsNotMadeOfWhatIsWatched() {
        watch(WATCHED, EVERYTHING_AT_EL1);
        assertThat(program.element.memory().isLoadable(WATCHED - 8, 8)).isTrue();
        assertThat(program.element.memory().isLoadable(WATCHED - 4, 8)).isFalse();
    }

    @Test
    void accessesAreFreeAgainWhenTheWatchpointIsGone() {
        begin(LDR, LDR);
        watch(WATCHED, EVERYTHING_AT_EL1);
        watch(WATCHED, 0);
        program.run(1);
        assertPassed();
    }

    @Test
    void anUnprivilegedAccessOfTheKernelIsOneOfItsProgram() {
        begin(LDTR);
        program.translate(0, EL0_BLOCK);
        watch(WATCHED, (EVERYTHING_AT_EL1 & ~AT_EL1) | AT_EL0);
        program.run(1);
        assertHit(WATCHED, READ);
    }

    @Test
    void aProgramIsWatchedByItsKernel() {
        program = new Program(ERET);
        program.write(Program.CODE + 0x100, LDR);
        program.translate(EL0_BLOCK | 1L << 7, EL0_BLOCK);
        program.element.setX(1, WATCHED);
        program.set(SystemRegister.ELR_EL1, Program.CODE + 0x100);
        program.set(SystemRegister.SPSR_EL1, 0);
        program.set(SystemRegister.MDSCR_EL1, MDE);
        watch(WATCHED, ENABLE | AT_EL0 | LOADS_AND_STORES | ALL_BYTES);
        program.run(1);
        program.run(1);
        assertThat(program.exceptionClass()).isEqualTo(WATCHPOINT_LOWER);
        assertThat(program.get(SystemRegister.FAR_EL1)).isEqualTo(WATCHED);
        assertThat(program.get(SystemRegister.ELR_EL1)).isEqualTo(Program.CODE + 0x100);
    }
}
