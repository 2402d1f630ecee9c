package dev.realmstep.cpu;

import static org.assertj.core.api.Assertions.assertThat;

import dev.realmstep.memory.SystemBus;
import java.util.HashSet;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class RandomNumberTests {
    private static final int NUMBERS = 1000;

    private static long next(ProcessingElement element) {
        return element.readSystemRegister(SystemRegister.RNDR.encoding(), 0);
    }

    @ParameterizedTest
    @EnumSource(names = {"RNDR", "RNDRRS"})
    void aNumberComesWithClearFlags(SystemRegister register) {
        ProcessingElement element = Elements.at(SecurityState.REALM, ExceptionLevel.EL0);
        element.state().setNzcv(0xF);
        element.readSystemRegister(register.encoding(), 0);
        assertThat(element.state().nzcv()).isZero();
    }

    @Test
    void twoRunsGiveTheSameNumbers() {
        ProcessingElement first = new ProcessingElement(0, new SystemBus());
        ProcessingElement second = new ProcessingElement(0, new SystemBus());
        for (int i = 0; i < NUMBERS; i++) {
            assertThat(next(first)).isEqualTo(next(second));
        }
    }

    @Test
    void noNumberComesTwiceOnElementsOfAMachine() {
        Set<Long> numbers = new HashSet<>();
        for (int index = 0; index < 4; index++) {
            ProcessingElement element = new ProcessingElement(index, new SystemBus());
            for (int i = 0; i < NUMBERS; i++) {
                numbers.add(next(element));
            }
        }
        assertThat(numbers).hasSize(4 * NUMBERS);
    }

    @Test
    void everyBitIsSetHalfOfTheTime() {
        ProcessingElement element = new ProcessingElement(0, new SystemBus());
        int[] set = new int[64];
        for (int i = 0; i < NUMBERS; i++) {
            long number = next(element);
            for (int bit = 0; bit < 64; bit++) {
                set[bit] += (int) (number >>> bit & 1);
            }
        }
        // Five standard deviations of 1000 throws.
        for (int count : set) {
            assertThat(count).isBetween(420, 580);
        }
    }
}
