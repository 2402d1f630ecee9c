package dev.realmstep.rmm;

import static org.assertj.core.api.Assertions.assertThat;

import dev.realmstep.cpu.SystemRegister;
import org.junit.jupiter.api.Test;

/** Registers that belong to the realm while it runs and to the host while it does not. */
class RecRegisterTests {
    private static final int SET_KEY = 0xD518_2101; // msr apiakeylo_el1, x1
    private static final int PACGA = 0x9AC2_3020; // pacga x0, x1, x2
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
}
