package dev.realmstep.config.check;

import static dev.realmstep.config.syntax.NumberLiteral.hex;

import dev.realmstep.config.CommandLine;
import dev.realmstep.config.DeviceDescription;
import dev.realmstep.config.DeviceModel;
import dev.realmstep.config.Diagnostic;
import dev.realmstep.config.DiagnosticCode;
import dev.realmstep.config.Findings;
import dev.realmstep.config.Fix;
import dev.realmstep.config.IpaSpace;
import dev.realmstep.config.Part;
import dev.realmstep.config.Placement;
import dev.realmstep.config.Spelling;
import dev.realmstep.config.TextRange;
import dev.realmstep.config.earlycon.EarlyConsole;
import dev.realmstep.config.earlycon.EarlyConsoleDriver;
import dev.realmstep.config.earlycon.KernelParameter;
import java.util.List;
import java.util.Optional;

/** An early console names a UART of the realm, of its kind, at the address where the guest reaches it. */
final class EarlyConsoleCheck implements RealmCheck {
    @Override
    public void check(RealmContext context, Findings findings) {
        context.realm().commandLine().ifPresent(commandLine -> {
            checkSpelling(commandLine, findings);
            for (EarlyConsole console : EarlyConsole.in(commandLine)) {
                new One(context, console, findings).check();
            }
        });
    }

    private static void checkSpelling(CommandLine commandLine, Findings findings) {
        for (KernelParameter parameter : KernelParameter.of(commandLine)) {
            String name = parameter.name();
            if (!name.equals(EarlyConsole.PARAMETER)
                    && Spelling.closest(name, List.of(EarlyConsole.PARAMETER)).isPresent()) {
                TextRange range = commandLine.rangeOf(parameter.begin(), parameter.begin() + name.length());
                findings.add(Diagnostic.of(
                                DiagnosticCode.EARLYCON_MISSPELT,
                                range,
                                "the kernel ignores `%s`; did you mean `earlycon`?".formatted(name))
                        .withFix(Fix.replace("Change to earlycon", range, EarlyConsole.PARAMETER)));
            }
        }
    }

    /** One early console. */
    private record One(RealmContext context, EarlyConsole console, Findings findings) {
        void check() {
            if (console.address().isEmpty()) {
                reportNoAddress();
            } else {
                checkAddress(console.address().getAsLong());
            }
        }

        private void checkAddress(long address) {
            IpaSpace space = space();
            Optional<DeviceDescription> there = reachedAt(address);
            Optional<DeviceDescription> ofOtherWidth = deviceAt(address & ~Long.highestOneBit(address));
            if (there.isPresent()) {
                checkKind(there.get());
            } else if (deviceAt(address).isPresent()) {
                DeviceDescription device = deviceAt(address).get();
                reportLowerHalf(address, Optional.of(device));
                checkKind(device);
            } else if (ofOtherWidth.isPresent() && Long.highestOneBit(address) != space.midpoint()) {
                reportOtherWidth(address, ofOtherWidth.get());
                checkKind(ofOtherWidth.get());
            } else if (space.isProtected(address)) {
                reportLowerHalf(address, onlyUart());
            } else {
                reportNoDevice(address);
            }
        }

        private IpaSpace space() {
            return context.space();
        }

        private Optional<DeviceDescription> reachedAt(long address) {
            return context.realm().devices().stream()
                    .filter(device -> device.guestBase(space()) == address)
                    .findFirst();
        }

        /** The unprotected device with this number in the lower half. */
        private Optional<DeviceDescription> deviceAt(long lower) {
            return context.realm().devices().stream()
                    .filter(device -> device.placement() == Placement.UNPROTECTED && device.base() == lower)
                    .findFirst();
        }

        private Optional<DeviceDescription> onlyUart() {
            List<DeviceDescription> uarts = context.realm().devices().stream()
                    .filter(device -> device.model().map(DeviceModel::isUart).orElse(false))
                    .toList();
            return uarts.size() == 1 ? Optional.of(uarts.getFirst()) : Optional.empty();
        }

        private void reportNoAddress() {
            String why = console.driver().isEmpty()
                    ? "`earlycon` alone takes the address from the device tree, which is the one in the lower "
                            + "half: the first access ends in an abort"
                    : "this early console has no address, so the kernel does not start it";
            Diagnostic diagnostic = Diagnostic.of(DiagnosticCode.EARLYCON_NO_ADDRESS, console.range(), why);
            findings.add(onlyUart()
                    .flatMap(uart -> EarlyConsole.parameterFor(uart, space()))
                    .map(parameter ->
                            diagnostic.withFix(Fix.replace("Change to " + parameter, console.range(), parameter)))
                    .orElse(diagnostic));
        }

        private void reportLowerHalf(long address, Optional<DeviceDescription> device) {
            long alias = space().unprotectedAlias(address);
            String message = "%s is in the protected half: the first access ends in an abort before anything is printed"
                    .formatted(EarlyConsole.addressText(address));
            message += device.filter(d -> d.base() == address).isPresent()
                    ? "; `%s` is reached at %s | 1 << %d = %s"
                            .formatted(device.get().name(), hex(address), space().bits() - 1, hex(alias))
                    : "; nor does a device of this realm have that number";
            report(DiagnosticCode.EARLYCON_LOWER_HALF, message, device);
        }

        private void reportOtherWidth(long address, DeviceDescription device) {
            int width = Long.SIZE - Long.numberOfLeadingZeros(address);
            String message = "%s would be `%s` with addresses of %d bits; this realm's have %d, so it is at %s"
                    .formatted(
                            EarlyConsole.addressText(address),
                            device.name(),
                            width,
                            space().bits(),
                            hex(device.guestBase(space())));
            report(DiagnosticCode.EARLYCON_OTHER_WIDTH, message, Optional.of(device));
        }

        private void reportNoDevice(long address) {
            String message = space().contains(address)
                    ? "no device of this realm is at %s (%s in the lower half)"
                            .formatted(EarlyConsole.addressText(address), hex(space().lowerHalf(address)))
                    : "%s is outside of the realm's addresses, which end at %s"
                            .formatted(EarlyConsole.addressText(address), hex(space().end()));
            report(DiagnosticCode.EARLYCON_NO_DEVICE, message, onlyUart());
        }

        /** A finding about the address, with the device's as the fix. */
        private void report(DiagnosticCode code, String message, Optional<DeviceDescription> meant) {
            Diagnostic diagnostic = Diagnostic.of(code, console.addressRange(), message);
            findings.add(meant.map(device -> withAddressOf(device, diagnostic)).orElse(diagnostic));
        }

        private Diagnostic withAddressOf(DeviceDescription device, Diagnostic diagnostic) {
            String right = EarlyConsole.addressText(device.guestBase(space()));
            return diagnostic
                    .withRelated(device.source().of(Part.BASE), "`" + device.name() + "` is described here")
                    .withFix(Fix.replace(
                            "Change to %s, the address of %s".formatted(right, device.name()),
                            console.addressRange(),
                            right));
        }

        private void checkKind(DeviceDescription device) {
            Optional<DeviceModel> driven =
                    EarlyConsoleDriver.ofName(console.driver()).map(EarlyConsoleDriver::model);
            if (device.model().isEmpty() || driven.equals(device.model())) {
                return;
            }
            Optional<EarlyConsoleDriver> right = device.model().flatMap(EarlyConsoleDriver::of);
            Diagnostic diagnostic = Diagnostic.of(
                            DiagnosticCode.EARLYCON_OTHER_KIND,
                            console.driverRange()
                                    .firstCharacters(console.driver().length()),
                            "`%s` does not drive `%s`, which is %s%s"
                                    .formatted(
                                            console.driver(),
                                            device.name(),
                                            device.model().get().summary(),
                                            right.map(driver -> "; its early console is `" + driver.driver() + "`")
                                                    .orElse(" and has no early console")))
                    .withRelated(device.source().of(Part.COMPATIBLE), "`" + device.name() + "` is described here");
            findings.add(right.map(driver -> diagnostic.withFix(
                            Fix.replace("Change to " + driver.driver(), console.driverRange(), driver.prefix())))
                    .orElse(diagnostic));
        }
    }
}
