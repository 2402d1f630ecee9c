package dev.realmstep.config.check;

import dev.realmstep.config.DeviceDescription;
import dev.realmstep.config.Diagnostic;
import dev.realmstep.config.DiagnosticCode;
import dev.realmstep.config.Findings;
import dev.realmstep.config.Part;
import java.util.List;

/** Only one device is connected to the terminal. */
final class ConsoleCheck implements RealmCheck {
    @Override
    public void check(RealmContext context, Findings findings) {
        List<DeviceDescription> consoles = context.realm().devices().stream()
                .filter(device -> device.console().isPresent())
                .toList();
        for (DeviceDescription device : consoles.stream().skip(1).toList()) {
            DeviceDescription first = consoles.getFirst();
            findings.add(Diagnostic.of(
                            DiagnosticCode.DUPLICATE_CONSOLE,
                            device.source().of(Part.CONSOLE),
                            "`%s` is connected to stdio already, and only one device can be".formatted(first.name()))
                    .withRelated(first.source().of(Part.CONSOLE), "`" + first.name() + "` is connected here"));
        }
    }
}
