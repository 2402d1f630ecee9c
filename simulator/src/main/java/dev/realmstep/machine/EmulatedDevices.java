package dev.realmstep.machine;

import dev.realmstep.config.DeviceDescription;
import dev.realmstep.config.DeviceModel;
import dev.realmstep.config.Placement;
import dev.realmstep.config.RealmConfiguration;
import dev.realmstep.device.ConsoleSink;
import dev.realmstep.device.InterruptLine;
import dev.realmstep.device.uart.Pl011;
import dev.realmstep.device.uart.Uart;
import dev.realmstep.device.uart.Uart16550;
import dev.realmstep.host.GuestDevices;
import java.util.Optional;

/** Makes the devices that a configuration describes, where the guest reaches them. */
final class EmulatedDevices {
    private EmulatedDevices() {}

    static GuestDevices of(RealmConfiguration configuration, GuestConsole console) {
        GuestDevices devices = new GuestDevices();
        for (DeviceDescription device : configuration.devices()) {
            if (device.placement() == Placement.UNPROTECTED) {
                ConsoleSink sink = device.console().isPresent() ? console::write : value -> {};
                make(device, sink)
                        .ifPresent(made ->
                                devices.attach(device.guestBase(configuration.ipaSpace()), device.size(), made));
            }
        }
        return devices;
    }

    private static Optional<Uart> make(DeviceDescription device, ConsoleSink sink) {
        return device.model().filter(DeviceModel::isUart).map(model -> switch (model) {
            case PL011 -> new Pl011(sink, InterruptLine.UNCONNECTED);
            default -> new Uart16550(sink, InterruptLine.UNCONNECTED, 0);
        });
    }
}
