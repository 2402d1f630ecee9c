package dev.realmstep.rmm;

import static org.assertj.core.api.Assertions.assertThat;

import dev.realmstep.cpu.ProcessingElement;
import dev.realmstep.cpu.SystemRegister;
import org.junit.jupiter.api.Test;

/** The vector registers of a realm and of the normal world, which share those of the processing element. */
class RecVectorTests {
    private static final int ENABLE_ACCESS = 0xD518_1041; // msr cpacr_el1, x1
    private static final int ISB = 0xD503_3FDF;
    private static final int SET_VECTOR = 0x4E18_1C40; // mov v0.d[1], x2
    private static final int SET_CONTROL = 0xD51B_4403; // msr fpcr, x3
    private static final int READ_VECTOR = 0x4E18_3C04; // mov x4, v0.d[1]
    private static final int READ_CONTROL = 0xD53B_4405; // mrs x5, fpcr
    private static final int WFI = 0xD503_207F; // wfi

    private static final long FPEN = 3L << 20;
    private static final long DEFAULT_NAN = 1L << 25;
    private static final long REALM_VALUE = 0x1234_5678_9ABC_DEF0L;

    private final NormalWorld host = new NormalWorld();
    private final ProcessingElement element = host.element();
    private final TestGuest guest = new TestGuest(host, TestGuest.SMC);

    @Test
    void aRealmKeepsItsVectorsAcrossExits() throws Exception {
        setInRealm();
        element.vectors().set(0, 7, 8);
        guest.enterUntil(TestGuest.EXIT_SYNC, 0);
        assertThat(guest.x(4)).isEqualTo(REALM_VALUE);
        assertThat(guest.x(5)).isEqualTo(DEFAULT_NAN);
    }

    @Test
    void theNormalWorldDoesNotSeeTheVectorsOfARealm() throws Exception {
        element.vectors().set(0, 5, 6);
        element.systemRegisters().set(SystemRegister.FPSR, 1);
        setInRealm();
        assertThat(element.vectors().low(0)).isEqualTo(5);
        assertThat(element.vectors().high(0)).isEqualTo(6);
        assertThat(element.systemRegisters().get(SystemRegister.FPCR)).isZero();
        assertThat(element.systemRegisters().get(SystemRegister.FPSR)).isEqualTo(1);
    }

    private void setInRealm() throws Exception {
        guest.restart(0, FPEN, REALM_VALUE, DEFAULT_NAN);
        guest.restartWith(ENABLE_ACCESS, ISB, SET_VECTOR, SET_CONTROL, WFI, READ_VECTOR, READ_CONTROL, WFI);
        guest.enterUntil(TestGuest.EXIT_SYNC, 0);
    }
}
