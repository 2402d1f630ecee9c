package dev.realmstep.host;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.groups.Tuple.tuple;

import dev.realmstep.config.IpaSpace;
import dev.realmstep.device.GuestMemoryException;
import dev.realmstep.memory.GranuleProtectionCheck;
import dev.realmstep.memory.PhysicalMemory;
import dev.realmstep.memory.PhysicalPort;
import dev.realmstep.memory.SystemBus;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

/** A realm with 33-bit addresses and RAM from 0x8000_0000; the host has four granules at 0x1000. */
class SharedMemoryTests {
    private static final long ALIAS = 1L << 32;
    private static final long PAGE = 0x8000_0000L;

    private final PhysicalMemory ram = new PhysicalMemory(0x1000, 0x4000);
    private final SharedMemory shared;

    SharedMemoryTests() {
        SystemBus bus = new SystemBus();
        bus.attach(ram);
        PhysicalPort port = new PhysicalPort(bus, new GranuleProtectionCheck(bus));
        GranuleAllocator granules = new GranuleAllocator(ram.base(), ram.size());
        shared = new SharedMemory(new IpaSpace(33), address -> address >= PAGE, granules, port);
    }

    private void write(long address, String text) throws GuestMemoryException {
        byte[] bytes = text.getBytes(StandardCharsets.US_ASCII);
        shared.write(address, bytes, 0, bytes.length);
    }

    private String read(long address, int length) throws GuestMemoryException {
        byte[] bytes = new byte[length];
        shared.read(address, bytes, 0, length);
        return new String(bytes, StandardCharsets.US_ASCII);
    }

    private void assertClosed(long address) {
        assertThatThrownBy(() -> read(address, 1))
                .isInstanceOf(GuestMemoryException.class)
                .hasMessageContaining("0x%x", address);
        assertThatThrownBy(() -> write(address, "x")).isInstanceOf(GuestMemoryException.class);
    }

    @Test
    void aDeviceReachesWhatTheRealmTouchedAtTheAlias() throws GuestMemoryException {
        long granule = shared.map(PAGE);
        ram.write(granule + 8, new byte[] {'h', 'i'});
        assertThat(read(PAGE + ALIAS + 8, 2)).isEqualTo("hi");
        write(PAGE + ALIAS + 8, "ho");
        assertThat(ram.read(granule + 8, 2)).isEqualTo('h' | 'o' << 8);
    }

    @Test
    void theUnprotectedBitMayBeLeftOut() throws GuestMemoryException {
        shared.map(PAGE);
        write(PAGE, "same");
        assertThat(read(PAGE + ALIAS, 4)).isEqualTo("same");
    }

    @Test
    void whatTheRealmKeepsIsClosed() {
        assertClosed(PAGE);
        assertClosed(PAGE + ALIAS);
    }

    @Test
    void aPageThatWasGivenUpMayBeTouchedByADeviceFirst() throws GuestMemoryException {
        shared.giveUp(PAGE, PAGE + 0x1000);
        write(PAGE + ALIAS + 0x10, "early");
        long granule = shared.map(PAGE);
        assertThat(ram.read(granule + 0x10, 1))
                .as("the realm's mapping leads to the same page")
                .isEqualTo('e');
        assertClosed(PAGE + 0x1000);
    }

    @Test
    void whatIsNoRamIsClosedEvenIfGivenUp() {
        shared.giveUp(0, PAGE);
        assertClosed(0x1000);
    }

    @Test
    void pagesTakenBackAreClosed() throws GuestMemoryException {
        shared.giveUp(PAGE, PAGE + 0x3000);
        shared.map(PAGE);
        write(PAGE + 0x1000, "x");
        assertThat(shared.takeBack(PAGE, PAGE + 0x3000))
                .extracting(SharedMemory.Page::address, SharedMemory.Page::mapped)
                .containsExactly(tuple(PAGE, true), tuple(PAGE + 0x1000, false));
        assertClosed(PAGE);
        assertClosed(PAGE + 0x1000);
        assertClosed(PAGE + 0x2000);
    }

    @Test
    void accessesCrossPages() throws GuestMemoryException {
        long second = shared.map(PAGE + 0x1000);
        long first = shared.map(PAGE);
        write(PAGE + ALIAS + 0xFFE, "abcd");
        assertThat(ram.read(first + 0xFFE, 2)).isEqualTo('a' | 'b' << 8);
        assertThat(ram.read(second, 2)).isEqualTo('c' | 'd' << 8);
        assertThat(read(PAGE + 0xFFE, 4)).isEqualTo("abcd");
        assertThatThrownBy(() -> write(PAGE + 0x1FFE, "abcd")).isInstanceOf(GuestMemoryException.class);
    }

    @Test
    void addressesOutsideTheSpaceAreClosed() {
        shared.map(PAGE);
        assertClosed(PAGE + (1L << 33));
        assertClosed(PAGE | Long.MIN_VALUE);
        assertClosed(-1);
    }

    @Test
    void aHostWithoutMemoryCannotShare() throws GuestMemoryException {
        shared.giveUp(PAGE, PAGE + 0x10_0000);
        for (int page = 0; page < 4; page++) {
            write(PAGE + page * 0x1000L, "x");
        }
        assertClosed(PAGE + 0x4000);
    }
}
