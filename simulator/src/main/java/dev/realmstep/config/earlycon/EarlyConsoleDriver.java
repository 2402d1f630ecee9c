package dev.realmstep.config.earlycon;

import dev.realmstep.config.DeviceModel;
import java.util.Arrays;
import java.util.Optional;

/** The names by which {@code earlycon=} chooses a driver; the usual one for a device comes first. */
public enum EarlyConsoleDriver {
    UART8250("uart8250", DeviceModel.NS16550A, "uart8250,mmio,"),
    UART("uart", DeviceModel.NS16550A, "uart,mmio,"),
    NS16550("ns16550", DeviceModel.NS16550A, "ns16550,mmio,"),
    NS16550A("ns16550a", DeviceModel.NS16550A, "ns16550a,mmio,"),
    PL011("pl011", DeviceModel.PL011, "pl011,");

    private final String driver;
    private final DeviceModel model;
    private final String prefix;

    EarlyConsoleDriver(String driver, DeviceModel model, String prefix) {
        this.driver = driver;
        this.model = model;
        this.prefix = prefix;
    }

    public static Optional<EarlyConsoleDriver> ofName(String name) {
        return Arrays.stream(values())
                .filter(candidate -> candidate.driver.equals(name))
                .findFirst();
    }

    /** The usual driver of a device, if it is a UART. */
    public static Optional<EarlyConsoleDriver> of(DeviceModel model) {
        return Arrays.stream(values())
                .filter(candidate -> candidate.model == model)
                .findFirst();
    }

    public String driver() {
        return driver;
    }

    /** The device that it drives. */
    public DeviceModel model() {
        return model;
    }

    /** What stands before the address in the value of {@code earlycon=}. */
    public String prefix() {
        return prefix;
    }
}
