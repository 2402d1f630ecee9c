package dev.realmstep.config.check;

import static dev.realmstep.config.syntax.NumberLiteral.hex;

import dev.realmstep.config.DeviceDescription;
import dev.realmstep.config.Diagnostic;
import dev.realmstep.config.DiagnosticCode;
import dev.realmstep.config.Findings;
import dev.realmstep.config.Part;
import dev.realmstep.config.RamRegion;

/** No address belongs to two devices, or to a device and to RAM. */
final class DeviceOverlapCheck implements RealmCheck {
    @Override
    public void check(RealmContext context, Findings findings) {
        Overlaps.find(
                context.realm().devices(),
                DeviceDescription::base,
                DeviceDescription::end,
                (first, second) -> findings.add(overlap(first, second)));
        for (DeviceDescription device : context.realm().devices()) {
            // An address of the upper half is a mistake of its own.
            if (device.end() > context.space().midpoint()) {
                continue;
            }
            context.ram()
                    .at(device.base())
                    .or(() -> context.ram().at(device.end() - 1))
                    .ifPresent(region -> findings.add(inRam(device, region)));
        }
    }

    private static Diagnostic overlap(DeviceDescription first, DeviceDescription second) {
        return Diagnostic.of(
                        DiagnosticCode.DEVICE_OVERLAP,
                        second.source().of(Part.BASE),
                        "`%s`, %s to %s, overlaps `%s`, %s to %s"
                                .formatted(
                                        second.name(),
                                        hex(second.base()),
                                        hex(second.end()),
                                        first.name(),
                                        hex(first.base()),
                                        hex(first.end())))
                .withRelated(first.source().of(Part.BASE), "`" + first.name() + "` is here");
    }

    private static Diagnostic inRam(DeviceDescription device, RamRegion region) {
        return Diagnostic.of(
                        DiagnosticCode.DEVICE_IN_RAM,
                        device.source().of(Part.BASE),
                        "`%s`, %s to %s, overlaps the RAM from %s to %s; a device tree lists both by these numbers"
                                .formatted(
                                        device.name(),
                                        hex(device.base()),
                                        hex(device.end()),
                                        hex(region.base()),
                                        hex(region.end())))
                .withRelated(RamPlacementCheck.extent(region), "the RAM is here");
    }
}
