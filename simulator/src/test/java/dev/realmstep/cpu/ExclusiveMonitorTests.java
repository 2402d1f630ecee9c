package dev.realmstep.cpu;

import static org.assertj.core.api.Assertions.assertThat;

import dev.realmstep.memory.SystemBus;
import org.junit.jupiter.api.Test;

/** Arm ARM B2.12: load-exclusive and store-exclusive, alone and among several elements. */
class ExclusiveMonitorTests {
    private static final long LOCK = 0x8000_1000L;

    private final SystemBus bus = Elements.bus();
    private final ShareabilityDomain domain = new ShareabilityDomain();
    private final ProcessingElement first = new ProcessingElement(0, bus, domain);
    private final ProcessingElement second = new ProcessingElement(1, bus, domain);

    @Test
    void aStoreExclusiveSucceedsOnceAfterALoadExclusive() {
        first.memory().markExclusive(LOCK, 4);
        assertThat(first.memory().claimExclusive(LOCK, 4)).isTrue();
        assertThat(first.memory().claimExclusive(LOCK, 4)).isFalse();
    }

    @Test
    void aStoreOfAnotherElementToTheGranuleClearsTheMark() {
        first.memory().markExclusive(LOCK, 4);
        second.memory().store(LOCK + 60, 4, 1);
        assertThat(first.memory().claimExclusive(LOCK, 4)).isFalse();
    }

    @Test
    void aStoreThatTheTlbKnowsClearsTheMarkToo() {
        second.memory().store(LOCK, 4, 1);
        first.memory().markExclusive(LOCK, 4);
        second.memory().store(LOCK, 4, 1);
        assertThat(first.memory().claimExclusive(LOCK, 4)).isFalse();
    }

    @Test
    void aStoreToAnotherGranuleDoesNot() {
        first.memory().markExclusive(LOCK, 4);
        second.memory().store(LOCK + 64, 4, 1);
        second.memory().store(LOCK - 4, 4, 1);
        assertThat(first.memory().claimExclusive(LOCK, 4)).isTrue();
    }

    @Test
    void onlyOneOfTwoContendersSucceeds() {
        first.memory().markExclusive(LOCK, 4);
        second.memory().markExclusive(LOCK, 4);
        assertThat(second.memory().claimExclusive(LOCK, 4)).isTrue();
        second.memory().store(LOCK, 4, 1);
        assertThat(first.memory().claimExclusive(LOCK, 4)).isFalse();
    }

    @Test
    void losingTheMarkIsAnEvent() {
        first.memory().markExclusive(LOCK, 4);
        first.waitForEvent();
        assertThat(first.isWaiting()).isTrue();
        second.memory().store(LOCK, 4, 1);
        assertThat(first.isWaiting()).isFalse();
    }

    @Test
    void anExceptionReturnClearsTheMark() {
        first.memory().markExclusive(LOCK, 4);
        first.systemRegisters().set(SystemRegister.SPSR_EL3, 0xD);
        first.returnFromException();
        assertThat(first.memory().claimExclusive(LOCK, 4)).isFalse();
    }
}
