package dev.realmstep.config.check;

import dev.realmstep.config.DeviceDescription;
import dev.realmstep.config.Diagnostic;
import dev.realmstep.config.DiagnosticCode;
import dev.realmstep.config.Findings;
import dev.realmstep.config.Part;
import java.util.HashMap;
import java.util.Map;

/** Each device of a realm has a name of its own. */
final class DeviceNameCheck implements RealmCheck {
    @Override
    public void check(RealmContext context, Findings findings) {
        Map<String, DeviceDescription> byName = new HashMap<>();
        for (DeviceDescription device : context.realm().devices()) {
            DeviceDescription previous = byName.putIfAbsent(device.name(), device);
            if (previous != null) {
                findings.add(Diagnostic.of(
                                DiagnosticCode.DUPLICATE_NAME,
                                device.source().of(Part.NAME),
                                "there is a device `%s` already".formatted(device.name()))
                        .withRelated(previous.source().of(Part.NAME), "the first one is here"));
            }
        }
    }
}
