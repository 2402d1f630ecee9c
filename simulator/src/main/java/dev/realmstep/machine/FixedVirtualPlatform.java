package dev.realmstep.machine;

import dev.realmstep.config.BoardModel;
import dev.realmstep.device.ConsoleReceiver;
import dev.realmstep.device.ConsoleSink;
import dev.realmstep.device.InterruptLine;
import dev.realmstep.device.TimedDevice;
import dev.realmstep.device.pci.EmptyConfigurationSpace;
import dev.realmstep.device.uart.Pl011;
import dev.realmstep.device.watchdog.GenericWatchdog;
import dev.realmstep.device.watchdog.Sp805;
import dev.realmstep.memory.MemoryMappedDevice;
import dev.realmstep.memory.PhysicalMemory;

/**
 * Arm's Fixed Virtual Platform "Base RevC" as software of the normal world knows it: the map of its RAM, UARTs, watchdogs
 * and interrupt controller, and a PCI Express segment without functions.
 */
final class FixedVirtualPlatform {
    /** MPIDR_EL1 of two clusters of four, with one thread each: MT is 1, so that cores count in Aff1 and clusters in Aff2. */
    private static final long[] AFFINITIES = affinities(2, 4);

    private static final long MPIDR_MT = 1L << 24;

    /** UART0 to UART2; the fourth is the Realm world's. */
    private static final long[] UARTS = {0x1C09_0000L, 0x1C0A_0000L, 0x1C0B_0000L};

    private static final int FIRST_UART_INTERRUPT = 37;

    private static final long WATCHDOG = 0x1C0F_0000L;
    private static final int WATCHDOG_INTERRUPT = 32;
    private static final long WATCHDOG_CLOCK_HERTZ = 24_000_000;

    private static final long GENERIC_WATCHDOG_CONTROL = 0x2A44_0000L;
    private static final long GENERIC_WATCHDOG_REFRESH = 0x2A45_0000L;
    private static final int GENERIC_WATCHDOG_INTERRUPT = 59;

    private static final long CONFIGURATION_SPACE = 0x4000_0000L;

    private final BoardBuilder builder;
    private final ConsoleReceiver receiver;

    /**
     * @param ram as it was left, where the board was reset
     * @param console what UART0 to UART2 send; what is typed comes in at UART0
     * @param reset asks for the reset of the machine
     */
    FixedVirtualPlatform(PhysicalMemory ram, ConsoleSink console, InterruptLine reset) {
        this.builder = new BoardBuilder(ram, AFFINITIES);
        this.receiver = attachUarts(console);
        attachWatchdogs(reset);
        builder.attach(CONFIGURATION_SPACE, EmptyConfigurationSpace.SIZE, new EmptyConfigurationSpace());
    }

    /** RAM as it is after power on. */
    static PhysicalMemory ram() {
        return new PhysicalMemory(BoardModel.FVP.ramBase(), BoardModel.FVP.ramSize());
    }

    private static long[] affinities(int clusters, int cores) {
        long[] affinities = new long[clusters * cores];
        for (int i = 0; i < affinities.length; i++) {
            affinities[i] = MPIDR_MT | (long) (i / cores) << 16 | (long) (i % cores) << 8;
        }
        return affinities;
    }

    BoardBuilder builder() {
        return builder;
    }

    /** Takes what is typed. */
    ConsoleReceiver receiver() {
        return receiver;
    }

    private ConsoleReceiver attachUarts(ConsoleSink console) {
        Pl011[] uarts = new Pl011[UARTS.length];
        for (int i = 0; i < uarts.length; i++) {
            uarts[i] = new Pl011(console, builder.sharedLine(FIRST_UART_INTERRUPT + i));
            builder.attach(UARTS[i], Pl011.SIZE, uarts[i]);
        }
        return uarts[0];
    }

    private void attachWatchdogs(InterruptLine reset) {
        Sp805 watchdog = new Sp805(
                builder.time().counter(), WATCHDOG_CLOCK_HERTZ, builder.sharedLine(WATCHDOG_INTERRUPT), reset);
        attachTimed(WATCHDOG, Sp805.SIZE, watchdog, watchdog);
        GenericWatchdog generic =
                new GenericWatchdog(builder.time().counter(), builder.sharedLine(GENERIC_WATCHDOG_INTERRUPT), reset);
        attachTimed(GENERIC_WATCHDOG_CONTROL, GenericWatchdog.FRAME_SIZE, generic, generic.controlFrame());
        builder.attach(GENERIC_WATCHDOG_REFRESH, GenericWatchdog.FRAME_SIZE, generic.refreshFrame());
    }

    private void attachTimed(long base, long size, TimedDevice device, MemoryMappedDevice registers) {
        builder.time().add(device);
        builder.attach(base, size, new TimedRegisters(registers, builder.elements()));
    }
}
