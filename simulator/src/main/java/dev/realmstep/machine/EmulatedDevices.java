package dev.realmstep.machine;

import dev.realmstep.config.DeviceDescription;
import dev.realmstep.config.DeviceModel;
import dev.realmstep.config.InterruptControllerMap;
import dev.realmstep.config.IpaSpace;
import dev.realmstep.config.Placement;
import dev.realmstep.config.RealmConfiguration;
import dev.realmstep.device.ConsoleReceiver;
import dev.realmstep.device.ConsoleSink;
import dev.realmstep.device.InterruptLine;
import dev.realmstep.device.gic.VirtualInterruptController;
import dev.realmstep.device.uart.Pl011;
import dev.realmstep.device.uart.Uart;
import dev.realmstep.device.uart.Uart16550;
import dev.realmstep.host.GuestDevices;
import dev.realmstep.host.RealmHost;
import java.util.Optional;

/** Makes the devices that a configuration describes, with the guest's interrupt controller, where the guest reaches them. */
final class EmulatedDevices {
    private final GuestDevices windows = new GuestDevices();
    private final VirtualInterruptController interruptController;
    private Optional<ConsoleReceiver> receiver = Optional.empty();

    EmulatedDevices(RealmConfiguration configuration, GuestConsole console) {
        this.interruptController = RealmHost.interruptController(configuration.vcpus());
        attachInterruptController(configuration);
        for (DeviceDescription device : configuration.devices()) {
            if (device.placement() == Placement.UNPROTECTED) {
                ConsoleSink sink = device.console().isPresent() ? console::write : value -> {};
                make(device, sink).ifPresent(made -> {
                    windows.attach(device.guestBase(configuration.ipaSpace()), device.size(), made);
                    if (device.console().isPresent()) {
                        receiver = Optional.of(made);
                    }
                });
            }
        }
    }

    /** What answers where in the unprotected half. */
    GuestDevices windows() {
        return windows;
    }

    /** What receives what is typed at the console, if the realm has a console. */
    Optional<ConsoleReceiver> receiver() {
        return receiver;
    }

    VirtualInterruptController interruptController() {
        return interruptController;
    }

    private void attachInterruptController(RealmConfiguration configuration) {
        InterruptControllerMap map = configuration.interruptController();
        IpaSpace space = configuration.ipaSpace();
        windows.attach(
                space.unprotectedAlias(map.distributor()),
                VirtualInterruptController.DISTRIBUTOR_SIZE,
                interruptController.distributor());
        windows.attach(
                space.unprotectedAlias(map.redistributors()),
                configuration.vcpus() * VirtualInterruptController.REDISTRIBUTOR_SIZE,
                interruptController.redistributors());
    }

    private Optional<Uart> make(DeviceDescription device, ConsoleSink sink) {
        InterruptLine line = device.irq().isPresent()
                ? interruptController.sharedLine(device.irq().getAsInt())
                : InterruptLine.UNCONNECTED;
        return device.model().filter(DeviceModel::isUart).map(model -> switch (model) {
            case PL011 -> new Pl011(sink, line);
            default -> new Uart16550(sink, line, 0);
        });
    }
}
