package dev.realmstep.config.check;

import static dev.realmstep.config.syntax.NumberLiteral.hex;

import dev.realmstep.config.DeviceDescription;
import dev.realmstep.config.Diagnostic;
import dev.realmstep.config.DiagnosticCode;
import dev.realmstep.config.Findings;
import dev.realmstep.config.Fix;
import dev.realmstep.config.IpaSpace;
import dev.realmstep.config.Part;
import dev.realmstep.config.TextRange;

/** A device's address is a number of the lower half, even if the guest reaches it in the upper one. */
final class DevicePlacementCheck implements RealmCheck {
    @Override
    public void check(RealmContext context, Findings findings) {
        context.realm().devices().forEach(device -> check(device, context, findings));
    }

    private static void check(DeviceDescription device, RealmContext context, Findings findings) {
        IpaSpace space = context.space();
        TextRange range = device.source().of(Part.BASE);
        if (device.end() <= space.midpoint()) {
            return;
        }
        if (device.end() > space.end()) {
            Diagnostic outside = Diagnostic.of(
                    DiagnosticCode.OUTSIDE_IPA_SPACE,
                    range,
                    "the device from %s to %s leaves the realm's addresses, which end at %s (%d-bit addresses); %s"
                            .formatted(
                                    hex(device.base()),
                                    hex(device.end()),
                                    hex(space.end()),
                                    space.bits(),
                                    WiderSpace.hint(device.end())));
            findings.add(WiderSpace.withFix(outside, context.realm(), device.end()));
        } else if (device.base() < space.midpoint()) {
            findings.add(Diagnostic.of(
                    DiagnosticCode.CROSSES_MIDPOINT,
                    range,
                    "the device from %s to %s crosses %s, where the unprotected half begins (%d-bit addresses)"
                            .formatted(hex(device.base()), hex(device.end()), hex(space.midpoint()), space.bits())));
        } else {
            long lower = space.lowerHalf(device.base());
            findings.add(Diagnostic.of(
                            DiagnosticCode.ADDRESS_IN_UPPER_HALF,
                            range,
                            ("%s is the address in the upper half: the one in the lower half, %s, is written "
                                            + "here, and `unprotected` says that the guest adds bit %d")
                                    .formatted(hex(device.base()), hex(lower), space.bits() - 1))
                    .withFix(Fix.replace("Change to " + hex(lower), range, hex(lower))));
        }
    }
}
