package dev.realmstep.rmm;

import static org.assertj.core.api.Assertions.assertThat;

import dev.realmstep.cpu.SystemRegister;
import org.junit.jupiter.api.Test;

/** Registers that belong to the realm while it runs and to the host while it does not. */
class RecRegisterTests {
    private static final int SET_KEY = 0xD518_2101; // msr apiakeylo_el1, x1
    private static final int PACGA = 0x9AC2_3020; // pacga x0, x1, x2
    private static final int READ_CYCLES = 0xD53B_9D00; // mrs x0, pmccntr_el0
    private static final int READ_CONTROL = 0xD53B_9C01; // mrs x1, pmcr_el0
    private static final int WRITE_CONTROL = 0xD51B_9C02; // msr pmcr_el0, x2
    private static final int ENABLE = 0xD51B_9C23; // msr pmcntenset_el0, x3
    private static final int READ_DEBUG_FEATURES = 0xD538_0504; // mrs x4, id_aa64dfr0_el1
    private static final int SET_OVERFLOW = 0xD51B_9E63; // msr pmovsset_el0, x3
    private static final int SET_INTERRUPT = 0xD518_9E23; // msr pmintenset_el1, x3
    private static final int NOP = 0xD503_201F;
    private static final int EXIT_PMU_OVF_STATUS = 0xF00;
    private static final int READ_IMPLEMENTATION_DEFINED = 0xD538_F000; // mrs x0, s3_0_c15_c0_0
    private static final long CYCLES = 1L << 31;
    private static final int WFI = 0xD503_207F; // wfi

    private final NormalWorld host = new NormalWorld();

    @Test
    void aRealmHasPointerAuthenticationKeysOfItsOwn() throws Exception {
        TestGuest guest = new TestGuest(host, TestGuest.SMC);
        host.element().systemRegisters().set(SystemRegister.APIAKEYLO_EL1, 0x1111);
        guest.restart(0, 0x2222);
        guest.restartWith(SET_KEY, WFI, PACGA, WFI);
        guest.enterUntil(TestGuest.EXIT_SYNC, 0);
        assertThat(guest.registers().system(SystemRegister.APIAKEYLO_EL1)).isEqualTo(0x2222);
        assertThat(host.element().systemRegisters().get(SystemRegister.APIAKEYLO_EL1))
                .isEqualTo(0x1111);
        guest.enterUntil(TestGuest.EXIT_SYNC, 0);
        assertThat(guest.x(0)).isNotZero();
        assertThat(guest.registers().programCounter()).isEqualTo(TestGuest.DATA + 16);
    }

    @Test
    void aRealmWithoutPerformanceMonitorsSeesNone() throws Exception {
        TestGuest guest = new TestGuest(host, READ_CYCLES);
        guest.restart(-1, -1, -1, -1, -1);
        guest.enterUntilDone(0);
        assertThat(guest.x(0)).isZero();
        guest.restartWith(READ_DEBUG_FEATURES, WFI);
        guest.enterUntil(TestGuest.EXIT_SYNC, 0);
        assertThat(guest.x(4) >>> 8 & 0xF).isZero();
    }

    /** S3_0_C15_C0_0 is IMPLEMENTATION DEFINED (RMM specification 1.0, A2.1.2.4). */
    @Test
    void registersOfAnImplementationAreUndefined() {
        TestGuest guest = new TestGuest(host, READ_IMPLEMENTATION_DEFINED);
        guest.enterUntilException(0);
        assertThat(guest.registers().system(SystemRegister.ESR_EL1)).isEqualTo(0x0200_0000L);
    }

    @Test
    void aRealmCountsItsOwnInstructions() throws Exception {
        TestGuest guest = new TestGuest(host, TestRealm.withMonitors(host, 3), NOP, false);
        guest.restart(0, 0, 1, CYCLES);
        guest.restartWith(READ_DEBUG_FEATURES, READ_CONTROL, ENABLE, WRITE_CONTROL, NOP, WFI, READ_CYCLES, WFI);
        guest.enterUntil(TestGuest.EXIT_SYNC, 0);
        assertThat(guest.x(4) >>> 8 & 0xF).isEqualTo(6);
        assertThat(guest.x(1) >>> 11 & 0x1F).isEqualTo(3);
        guest.enterUntil(TestGuest.EXIT_SYNC, 0);
        // The write that enables, and NOP: neither the trapped WFI nor what the RMM and the host do.
        assertThat(guest.x(0)).isEqualTo(2);
    }

    @Test
    void theHostLearnsOfAnOverflow() throws Exception {
        TestGuest guest = new TestGuest(host, TestRealm.withMonitors(host, 0), NOP, false);
        guest.restart(0, 0, 1, CYCLES);
        guest.restartWith(ENABLE, WRITE_CONTROL, SET_OVERFLOW, WFI, SET_INTERRUPT, WFI);
        guest.enterUntil(TestGuest.EXIT_SYNC, 0);
        assertThat(guest.exit(EXIT_PMU_OVF_STATUS)).isZero();
        guest.enterUntil(TestGuest.EXIT_SYNC, 0);
        assertThat(guest.exit(EXIT_PMU_OVF_STATUS)).isEqualTo(1);
        assertThat(host.element().performanceMonitors().interruptLevel()).isFalse();
    }
}
