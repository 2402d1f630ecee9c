package dev.realmstep.config.earlycon;

import dev.realmstep.config.CommandLine;
import dev.realmstep.config.DeviceDescription;
import dev.realmstep.config.IpaSpace;
import dev.realmstep.config.TextRange;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;

/**
 * An early console that a kernel command line asks for: {@code earlycon=DRIVER[,IO],ADDRESS[,OPTIONS]}.
 *
 * @param driver the name of the driver; empty for a bare {@code earlycon}
 * @param driverRange the driver with the kind of access, up to the address
 * @param address the address, if there is one that can be read
 * @param addressRange where the address stands, or should
 * @param range the whole parameter
 */
public record EarlyConsole(
        String driver, TextRange driverRange, OptionalLong address, TextRange addressRange, TextRange range) {
    /** The kernel's parameter. */
    public static final String PARAMETER = "earlycon";

    /** How the kernel accesses the registers (drivers/tty/serial/earlycon.c). */
    private static final Set<String> ACCESS_KINDS =
            Set.of("mmio", "mmio16", "mmio32", "mmio32be", "mmio32native", "io");

    /** {@code console=} with these drivers and an address starts an early console too. */
    private static final Set<String> CONSOLE_DRIVERS = Set.of("uart", "uart8250");

    /** The early consoles that a command line asks for, in its order. */
    public static List<EarlyConsole> in(CommandLine commandLine) {
        return KernelParameter.of(commandLine).stream()
                .flatMap(parameter -> read(commandLine, parameter).stream())
                .toList();
    }

    /** The parameter that makes a UART the early console, where the device is reached by the guest. */
    public static Optional<String> parameterFor(DeviceDescription device, IpaSpace space) {
        return device.model()
                .flatMap(EarlyConsoleDriver::of)
                .map(driver -> PARAMETER + "=" + driver.prefix() + addressText(device.guestBase(space)));
    }

    /** An address as the kernel reads it. */
    public static String addressText(long address) {
        return "0x" + Long.toHexString(address);
    }

    private static Optional<EarlyConsole> read(CommandLine commandLine, KernelParameter parameter) {
        List<String> fields = List.of(parameter.value().split(",", -1));
        boolean early = parameter.name().equals(PARAMETER);
        boolean console =
                parameter.name().equals("console") && CONSOLE_DRIVERS.contains(fields.getFirst()) && fields.size() > 1;
        if (!early && !console) {
            return Optional.empty();
        }
        boolean saysAccess = fields.size() > 1 && ACCESS_KINDS.contains(fields.get(1));
        int before = saysAccess ? 2 : 1;
        int addressBegin = parameter.valueBegin()
                + fields.stream()
                        .limit(before)
                        .mapToInt(field -> field.length() + 1)
                        .sum();
        String addressText = fields.size() > before ? fields.get(before) : "";
        int addressEnd = Math.min(addressBegin + addressText.length(), parameter.end());
        return Optional.of(new EarlyConsole(
                fields.getFirst(),
                commandLine.rangeOf(parameter.valueBegin(), Math.min(addressBegin, parameter.end())),
                address(addressText),
                commandLine.rangeOf(Math.min(addressBegin, parameter.end()), addressEnd),
                commandLine.rangeOf(parameter.begin(), parameter.end())));
    }

    /** Reads like the kernel's kstrtoul with base 0: hexadecimal, octal or decimal by its beginning. */
    private static OptionalLong address(String text) {
        if (text.isEmpty() || !Character.isDigit(text.charAt(0))) {
            return OptionalLong.empty();
        }
        try {
            return OptionalLong.of(Long.decode(text));
        } catch (NumberFormatException notAnAddress) {
            return OptionalLong.empty();
        }
    }
}
