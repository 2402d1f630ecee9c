package dev.realmstep.rmm;

import static org.assertj.core.api.Assertions.assertThat;

import dev.realmstep.cpu.ScalableRegisters;
import dev.realmstep.cpu.SystemRegister;
import org.junit.jupiter.api.Test;

/** SVE in realms that were created with it, and in those that were not. */
class RecScalableTests {
    private static final int READ_FEATURES = 0xD538_0404; // mrs x4, id_aa64pfr0_el1
    private static final int READ_SVE_FEATURES = 0xD538_0485; // mrs x5, id_aa64zfr0_el1
    private static final int ENABLE_ACCESS = 0xD518_1041; // msr cpacr_el1, x1
    private static final int ISB = 0xD503_3FDF; // isb
    private static final int SET_LENGTH = 0xD518_1202; // msr zcr_el1, x2
    private static final int READ_LENGTH = 0xD538_1206; // mrs x6, zcr_el1
    private static final int READ_VECTOR_LENGTH = 0x04BF_5027; // rdvl x7, #1
    private static final int SET_VECTOR = 0x04E1_4020; // index z0.d, #1, #1
    private static final int SET_PREDICATE = 0x2518_E3E3; // ptrue p3.b
    private static final int READ_LAST = 0x05E1_AC08; // lastb x8, p3, z0.d
    private static final int COUNT = 0x2520_8C69; // cntp x9, p3, p3.b
    private static final int WFI = 0xD503_207F; // wfi

    private static final long FPEN_AND_ZEN = 3L << 20 | 3L << 16;
    private static final int UNKNOWN_REASON = 0x0200_0000;
    /** 512 bits, of eight doublewords. */
    private static final int GRANULES_MINUS_ONE = 3;

    private final NormalWorld host = new NormalWorld();

    private TestGuest withScalableVectors() {
        return new TestGuest(host, TestRealm.withScalableVectors(host, GRANULES_MINUS_ONE), TestGuest.SMC, false);
    }

    @Test
    void aRealmSeesTheFeatureAndVectorsAsLongAsItWasCreatedWith() throws Exception {
        TestGuest guest = withScalableVectors();
        guest.restart(0, FPEN_AND_ZEN, -1);
        guest.restartWith(
                READ_FEATURES, READ_SVE_FEATURES, ENABLE_ACCESS, SET_LENGTH, ISB, READ_LENGTH, READ_VECTOR_LENGTH, WFI);
        guest.enterUntil(TestGuest.EXIT_SYNC, 0);
        assertThat(guest.x(4) >>> 32 & 0xF).isEqualTo(1);
        assertThat(guest.x(5) & 0xF).isEqualTo(1);
        assertThat(guest.x(6)).isEqualTo(0xF);
        assertThat(guest.x(7)).isEqualTo(64);
    }

    @Test
    void aRealmKeepsItsVectorsAndPredicatesAcrossExits() throws Exception {
        TestGuest guest = withScalableVectors();
        guest.restart(0, FPEN_AND_ZEN, -1);
        guest.restartWith(ENABLE_ACCESS, SET_LENGTH, ISB, SET_VECTOR, SET_PREDICATE, WFI, READ_LAST, COUNT, WFI);
        guest.enterUntil(TestGuest.EXIT_SYNC, 0);
        ScalableRegisters ofHost = host.element().scalable();
        assertThat(ofHost.word(0, 7)).isZero();
        assertThat(ofHost.predicate(3, 0)).isZero();
        ofHost.setWord(0, 7, 77);
        ofHost.setPredicate(3, 0, 0);
        guest.enterUntil(TestGuest.EXIT_SYNC, 0);
        assertThat(guest.x(8)).isEqualTo(8);
        assertThat(guest.x(9)).isEqualTo(64);
        assertThat(ofHost.word(0, 7)).isEqualTo(77);
    }

    @Test
    void aRealmWithoutSveSeesNone() throws Exception {
        TestGuest guest = new TestGuest(host, TestGuest.SMC);
        guest.restart(0);
        guest.restartWith(READ_FEATURES, READ_SVE_FEATURES, WFI);
        guest.enterUntil(TestGuest.EXIT_SYNC, 0);
        assertThat(guest.x(4) >>> 32 & 0xF).isZero();
        assertThat(guest.x(5)).isZero();
    }

    @Test
    void withoutSveItsInstructionsAndRegistersAreUndefined() throws Exception {
        for (int instruction : new int[] {READ_VECTOR_LENGTH, READ_LENGTH}) {
            TestGuest guest = new TestGuest(host, TestGuest.SMC);
            guest.restart(0, FPEN_AND_ZEN);
            guest.restartWith(ENABLE_ACCESS, ISB, instruction, WFI);
            guest.enterUntil(TestGuest.EXIT_SYNC, 0);
            assertThat(guest.registers().system(SystemRegister.ESR_EL1)).isEqualTo(UNKNOWN_REASON);
        }
    }

    @Test
    void vectorsLongerThanTheMachineHasAreRefused() {
        long root = host.delegated();
        RmiStructure parameters = RmiStructure.realm(33, root, 1, 1).with(0x000, 1 << 1);
        long params = host.page(parameters.with(0x010, 16));
        host.rmi(Rmi.REALM_CREATE, host.delegated(), params).refuses(1, "params_supp");
    }
}
