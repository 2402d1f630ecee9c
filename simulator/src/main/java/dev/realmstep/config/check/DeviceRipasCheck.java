package dev.realmstep.config.check;

import static dev.realmstep.config.syntax.NumberLiteral.hex;

import dev.realmstep.config.DeviceDescription;
import dev.realmstep.config.Diagnostic;
import dev.realmstep.config.DiagnosticCode;
import dev.realmstep.config.Findings;
import dev.realmstep.config.Fix;
import dev.realmstep.config.Part;
import dev.realmstep.config.Placement;
import dev.realmstep.config.Ripas;

/** Emulated registers are in the unprotected half; only an assigned device, of RIPAS DEV, is in the protected one. */
final class DeviceRipasCheck implements RealmCheck {
    @Override
    public void check(RealmContext context, Findings findings) {
        for (DeviceDescription device : context.realm().devices()) {
            if (device.placement() == Placement.UNPROTECTED) {
                device.ripas()
                        .ifPresent(ripas -> findings.add(Diagnostic.of(
                                DiagnosticCode.RIPAS_OF_UNPROTECTED,
                                device.source().of(Part.RIPAS),
                                "an unprotected device has no RIPAS: only addresses of the lower half have one")));
            } else if (device.ripas().orElse(Ripas.EMPTY) == Ripas.DEV) {
                findings.add(Diagnostic.of(
                        DiagnosticCode.RIPAS_DEV_NOT_OFFERED,
                        device.source().of(Part.RIPAS),
                        "RMM %s has no RIPAS DEV: devices can be assigned to a realm from RMM 1.1 on"
                                .formatted(context.realm().rmm().number())));
            } else {
                findings.add(emulatedButProtected(device, context));
            }
        }
    }

    private static Diagnostic emulatedButProtected(DeviceDescription device, RealmContext context) {
        return Diagnostic.of(
                        DiagnosticCode.EMULATED_MMIO_PROTECTED,
                        device.source().of(Part.PLACEMENT),
                        ("`%s` is emulated by the host, which a realm does not allow in the protected half: "
                                        + "without RIPAS DEV an access to %s ends in a synchronous external abort; unprotected, "
                                        + "it is at %s")
                                .formatted(
                                        device.name(),
                                        hex(device.base()),
                                        hex(context.space().unprotectedAlias(device.base()))))
                .withFix(Fix.replace(
                        "Change to unprotected", device.source().of(Part.PLACEMENT), Placement.UNPROTECTED.keyword()));
    }
}
