package dev.realmstep.rmm;

import static dev.realmstep.rmm.RmiReply.ERROR_REC;
import static org.assertj.core.api.Assertions.assertThat;

import dev.realmstep.cpu.ProcessingElement;
import dev.realmstep.cpu.SystemRegister;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Virtual interrupts that the host gives a realm by list registers (RMM specification 1.0, A6.1; IHI 0069, 12.4). */
class RecInterruptTests {
    private static final int SET_PRIORITY_MASK = 0xD518_4601; // msr icc_pmr_el1, x1
    private static final int ENABLE_GROUP1 = 0xD518_CCE2; // msr icc_igrpen1_el1, x2
    private static final int UNMASK_IRQ = 0xD503_42FF; // msr daifclr, #2
    private static final int ACKNOWLEDGE = 0xD538_CC03; // mrs x3, icc_iar1_el1
    private static final int END = 0xD518_CC23; // msr icc_eoir1_el1, x3
    private static final int SEND = 0xD518_CBA2; // msr icc_sgi1r_el1, x2
    private static final int DEACTIVATE = 0xD518_CB22; // msr icc_dir_el1, x2
    private static final int WFI = 0xD503_207F; // wfi
    private static final int NOP = 0xD503_201F; // nop

    private static final long HOST_CALL = 0xC400_0199L;

    private static final int EXIT_IRQ = 1;
    private static final int IRQ_VECTOR = 0x800 + 0x280;
    private static final int ENTER_HCR = 0x300;
    private static final int ENTER_LRS = 0x308;
    private static final int EXIT_HCR = 0xB00;
    private static final int EXIT_LRS = 0xB08;
    private static final int EXIT_MISR = 0xB88;
    private static final int EXIT_VMCR = 0xB90;

    private static final long PENDING = 1L << 62;
    private static final long ACTIVE = 2L << 62;
    private static final long HARDWARE = 1L << 61;
    private static final long GROUP1 = 1L << 60;
    private static final long PRIORITY = 0x80L << 48;
    private static final long TIMER = GROUP1 | PRIORITY | 27;
    private static final long UIE = 1 << 1;
    private static final long NPIE = 1 << 3;
    private static final long TDIR = 1 << 14;
    private static final long TRAPPED_SYSTEM_REGISTER = 0x18;

    private final NormalWorld host = new NormalWorld();
    private final InterruptHardware hardware = new InterruptHardware(host);
    private final TestGuest guest = new TestGuest(host, WFI);

    private void give(int n, long listRegister) {
        host.write(guest.run() + ENTER_LRS + 8L * n, listRegister);
    }

    /** The realm enables interrupts, and its handler runs when one comes. */
    private void startWithHandler(int... handler) throws Exception {
        guest.registers().setSystem(SystemRegister.VBAR_EL1, TestGuest.DATA + 0x800);
        guest.restart(0, 0xF8, 1);
        guest.putCode(IRQ_VECTOR, handler);
        guest.restartWith(SET_PRIORITY_MASK, ENABLE_GROUP1, UNMASK_IRQ, NOP, WFI);
    }

    @Test
    void aPendingInterruptIsTakenAndIsActiveAtTheExit() throws Exception {
        startWithHandler(ACKNOWLEDGE, WFI);
        give(0, PENDING | TIMER);
        guest.enterUntil(TestGuest.EXIT_SYNC, 0);
        assertThat(guest.registers().programCounter()).isEqualTo(TestGuest.DATA + IRQ_VECTOR + 8);
        assertThat(guest.x(3)).isEqualTo(27);
        assertThat(guest.exit(EXIT_LRS)).isEqualTo(ACTIVE | TIMER);
        assertThat(guest.exit(EXIT_LRS + 8)).isZero();
    }

    @Test
    void anInterruptThatHasEndedLeavesItsListRegister() throws Exception {
        startWithHandler(ACKNOWLEDGE, END, WFI);
        give(3, PENDING | TIMER);
        guest.enterUntil(TestGuest.EXIT_SYNC, 0);
        assertThat(guest.exit(EXIT_LRS + 8 * 3)).isEqualTo(TIMER);
    }

    @Test
    void whatIsActiveStaysSoWhileTheRecDoesNotRun() throws Exception {
        startWithHandler(ACKNOWLEDGE, WFI, END, WFI);
        give(0, PENDING | TIMER);
        guest.enterUntil(TestGuest.EXIT_SYNC, 0);
        assertThat(host.element().readSystemRegister(SystemRegister.ICH_AP1R0_EL2))
                .isZero();
        give(0, ACTIVE | TIMER);
        guest.enterUntil(TestGuest.EXIT_SYNC, 0);
        assertThat(guest.exit(EXIT_LRS)).isEqualTo(TIMER);
    }

    @Test
    void theHostSeesWhatTheRealmSetAndWhyMaintenanceIsDue() throws Exception {
        startWithHandler(WFI);
        host.write(guest.run() + ENTER_HCR, UIE | NPIE);
        guest.enterUntil(TestGuest.EXIT_SYNC, 0);
        assertThat(guest.exit(EXIT_HCR)).isEqualTo(UIE | NPIE);
        // ICH_MISR_EL2.U and NP: no list register is valid, none pending.
        assertThat(guest.exit(EXIT_MISR)).isEqualTo(1 << 1 | 1 << 3);
        // ICH_VMCR_EL2.VPMR and VENG1.
        assertThat(guest.exit(EXIT_VMCR) >>> 24).isEqualTo(0xF8);
        assertThat(guest.exit(EXIT_VMCR) & 1 << 1).isNotZero();
    }

    @Test
    void aMaintenanceInterruptTakesTheRecOff() throws Exception {
        hardware.enable(InterruptHardware.MAINTENANCE);
        startWithHandler(WFI);
        host.write(guest.run() + ENTER_HCR, UIE);
        guest.enterUntil(EXIT_IRQ, 0);
        assertThat(guest.exit(EXIT_MISR)).isEqualTo(1 << 1);
        assertThat(guest.registers().programCounter()).isEqualTo(TestGuest.DATA);
    }

    @Test
    void theNormalWorldKeepsItsVirtualInterrupts() throws Exception {
        ProcessingElement element = host.element();
        element.writeSystemRegister(SystemRegister.ICH_LR2_EL2, ACTIVE | TIMER);
        element.writeSystemRegister(SystemRegister.ICH_HCR_EL2, UIE | 1);
        element.writeSystemRegister(SystemRegister.ICH_AP1R0_EL2, 1 << 16);
        long control = element.readSystemRegister(SystemRegister.ICH_VMCR_EL2);
        startWithHandler(ACKNOWLEDGE, WFI);
        give(2, PENDING | TIMER);
        guest.enterUntil(TestGuest.EXIT_SYNC, 0);
        assertThat(guest.x(3)).isEqualTo(27);
        assertThat(element.readSystemRegister(SystemRegister.ICH_LR2_EL2)).isEqualTo(ACTIVE | TIMER);
        // The interface is off after an exit, whoever had it on (A6.1).
        assertThat(element.readSystemRegister(SystemRegister.ICH_HCR_EL2)).isEqualTo(UIE);
        assertThat(element.readSystemRegister(SystemRegister.ICH_AP1R0_EL2)).isEqualTo(1 << 16);
        assertThat(element.readSystemRegister(SystemRegister.ICH_VMCR_EL2)).isEqualTo(control);
    }

    /** En, EOIcount, vSGIEOICount, TC, TALL0, TALL1, DVIM: the RMM's, or not there. */
    @ParameterizedTest
    @ValueSource(longs = {1, 1L << 8, 1L << 10, 1L << 11, 1L << 12, 1L << 15, 1L << 27, Long.MIN_VALUE})
    void theOtherControlsAreNotTheHosts(long control) {
        host.write(guest.run() + ENTER_HCR, control);
        guest.enter(0).refuses(ERROR_REC, "rec_gicv3");
        host.write(guest.run() + ENTER_HCR, 0);
        guest.enterUntil(TestGuest.EXIT_SYNC, 0);
    }

    /** INTIDs 1020 to 8191 are special or not there, as are those of more than 16 bits. */
    @ParameterizedTest
    @ValueSource(
            longs = {
                HARDWARE | TIMER,
                1L << 48 | TIMER,
                4L << 48 | TIMER,
                1L << 32 | TIMER,
                1L << 44 | TIMER,
                1020,
                8191,
                0x1_0000
            })
    void anInterruptThatCannotBeIsRefused(long listRegister) {
        give(15, PENDING | listRegister);
        guest.enter(0).refuses(ERROR_REC, "rec_gicv3");
        give(15, listRegister);
        guest.enterUntil(TestGuest.EXIT_SYNC, 0);
    }

    @ParameterizedTest
    @ValueSource(longs = {0, 1019, 8192, 0xFFFF, 1L << 41 | 27})
    void otherInterruptsAreTheHostsToGive(long listRegister) {
        give(0, PENDING | GROUP1 | PRIORITY | listRegister);
        guest.enterUntil(TestGuest.EXIT_SYNC, 0);
        assertThat(guest.exit(EXIT_LRS)).isEqualTo(PENDING | GROUP1 | PRIORITY | listRegister);
    }

    @Test
    void anInterruptIsInOneListRegister() {
        give(0, PENDING | TIMER);
        give(7, ACTIVE | TIMER);
        guest.enter(0).refuses(ERROR_REC, "rec_gicv3");
        give(7, TIMER);
        guest.enterUntil(TestGuest.EXIT_SYNC, 0);
    }

    @Test
    void interruptsToOtherProcessorsAreTheHostsToSend() throws Exception {
        guest.restart(0, 0, 0x1234);
        guest.restartWith(SEND, WFI);
        guest.enterUntil(TestGuest.EXIT_SYNC, 0);
        assertThat(guest.exit(TestGuest.EXIT_ESR) >>> 26).isEqualTo(TRAPPED_SYSTEM_REGISTER);
        assertThat(guest.exit(TestGuest.EXIT_GPRS)).isEqualTo(0x1234);
        assertThat(guest.registers().programCounter()).isEqualTo(TestGuest.DATA + 4);
    }

    @Test
    void theHostMayTrapDeactivation() throws Exception {
        guest.restart(0, 0, 27);
        guest.restartWith(DEACTIVATE, WFI);
        host.write(guest.run() + ENTER_HCR, TDIR);
        guest.enterUntil(TestGuest.EXIT_SYNC, 0);
        assertThat(guest.exit(TestGuest.EXIT_ESR) >>> 26).isEqualTo(TRAPPED_SYSTEM_REGISTER);
        assertThat(guest.exit(TestGuest.EXIT_GPRS)).isEqualTo(27);
        assertThat(guest.exit(EXIT_HCR)).isEqualTo(TDIR);
    }

    @Test
    void anEntryThatEndsForWantOfTheHostCallsMemoryGivesBackWhatItWasLent() throws Exception {
        guest.restart(HOST_CALL, TestGuest.DATA + 0x100);
        guest.restartWith(TestGuest.SMC, WFI);
        guest.enterUntil(TestGuest.EXIT_HOST_CALL, 0);
        guest.realm().dataDestroy(TestGuest.DATA).succeeds();
        give(0, ACTIVE | TIMER);
        give(4, PENDING | GROUP1 | PRIORITY | 40);
        host.write(guest.run() + ENTER_HCR, UIE);
        guest.enterUntil(TestGuest.EXIT_SYNC, 0);
        assertThat(guest.exit(TestGuest.EXIT_HPFAR)).isEqualTo(TestGuest.DATA >>> 8);
        assertThat(guest.exit(EXIT_LRS)).isEqualTo(ACTIVE | TIMER);
        assertThat(guest.exit(EXIT_LRS + 8 * 4)).isEqualTo(PENDING | GROUP1 | PRIORITY | 40);
        assertThat(guest.exit(EXIT_HCR)).isEqualTo(UIE);
    }
}
