package dev.realmstep.rmm;

import static dev.realmstep.rmm.RmiReply.ERROR_INPUT;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.realmstep.memory.GranuleProtectionViolation;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** RMI_GRANULE_DELEGATE and RMI_GRANULE_UNDELEGATE (RMM specification 1.0, B4.3.4 and B4.3.5). */
class GranuleCommandTests {
    private final NormalWorld host = new NormalWorld();

    @Test
    void aDelegatedGranuleFaultsInTheNormalWorld() {
        long granule = host.granule();
        assertThat(host.read(granule)).isZero();
        host.rmi(Rmi.GRANULE_DELEGATE, granule).succeeds();
        assertThatExceptionOfType(GranuleProtectionViolation.class).isThrownBy(() -> host.tryToRead(granule));
        assertThat(host.read(granule + NormalWorld.GRANULE)).isZero();
    }

    @Test
    void aGranuleComesBackWithZeroes() {
        long granule = host.granule();
        host.write(granule + 8, 0x1234);
        host.rmi(Rmi.GRANULE_DELEGATE, granule).succeeds();
        host.rmi(Rmi.GRANULE_UNDELEGATE, granule).succeeds();
        assertThat(host.read(granule + 8)).isZero();
        host.write(granule, 5);
        assertThat(host.read(granule)).isEqualTo(5);
    }

    @Test
    void aDelegationHoldsForAllProcessingElements() {
        long granule = host.granule();
        host.switchTo(1);
        assertThat(host.read(granule)).isZero();
        host.switchTo(0);
        host.rmi(Rmi.GRANULE_DELEGATE, granule).succeeds();
        host.switchTo(1);
        assertThatExceptionOfType(GranuleProtectionViolation.class).isThrownBy(() -> host.tryToRead(granule));
    }

    @ParameterizedTest
    @ValueSource(longs = {Rmi.GRANULE_DELEGATE, Rmi.GRANULE_UNDELEGATE})
    void onlyAlignedRamCanMove(long command) {
        host.rmi(command, NormalWorld.RAM + 8).refuses(ERROR_INPUT, "gran_align");
        host.rmi(command, NormalWorld.NOWHERE + 8).refuses(ERROR_INPUT, "gran_align");
        host.rmi(command, NormalWorld.NOWHERE).refuses(ERROR_INPUT, "gran_bound");
        host.rmi(command, NormalWorld.RAM + NormalWorld.RAM_SIZE).refuses(ERROR_INPUT, "gran_bound");
        host.rmi(command, NormalWorld.RAM - NormalWorld.GRANULE).refuses(ERROR_INPUT, "gran_bound");
        host.rmi(command, -NormalWorld.GRANULE).refuses(ERROR_INPUT, "gran_bound");
        host.rmi(command, Long.MIN_VALUE).refuses(ERROR_INPUT, "gran_bound");
        host.rmi(command, 0).refuses(ERROR_INPUT, "gran_bound");
    }

    @Test
    void aGranuleMovesOnlyOnce() {
        long granule = host.delegated();
        host.rmi(Rmi.GRANULE_DELEGATE, granule).refuses(ERROR_INPUT, "gran_state");
        host.rmi(Rmi.GRANULE_UNDELEGATE, granule).succeeds();
        host.rmi(Rmi.GRANULE_UNDELEGATE, granule).refuses(ERROR_INPUT, "gran_state");
    }

    @Test
    void whatARealmUsesStaysInTheRealmWorld() {
        TestRealm realm = TestRealm.create(host);
        realm.tablesFor(0);
        long data = realm.data(0, new byte[] {1});
        long rec = realm.rec(0);
        for (long granule : new long[] {realm.rd(), realm.root(), data, rec}) {
            host.rmi(Rmi.GRANULE_UNDELEGATE, granule).refuses(ERROR_INPUT, "gran_state");
            host.rmi(Rmi.GRANULE_DELEGATE, granule).refuses(ERROR_INPUT, "gran_state");
        }
    }
}
