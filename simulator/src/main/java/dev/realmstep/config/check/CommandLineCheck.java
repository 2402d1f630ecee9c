package dev.realmstep.config.check;

import dev.realmstep.config.CommandLine;
import dev.realmstep.config.DeviceTreeSource;
import dev.realmstep.config.Diagnostic;
import dev.realmstep.config.DiagnosticCode;
import dev.realmstep.config.Findings;

/** A command line reaches the kernel through a generated device tree, and in no other way. */
final class CommandLineCheck implements RealmCheck {
    @Override
    public void check(RealmContext context, Findings findings) {
        if (!(context.realm().dtb() instanceof DeviceTreeSource.Generated)) {
            context.realm()
                    .commandLine()
                    .map(CommandLine::range)
                    .ifPresent(range -> findings.add(Diagnostic.of(
                            DiagnosticCode.COMMAND_LINE_UNUSED,
                            range,
                            "the kernel does not get this command line: only a device tree "
                                    + "that is generated (`dtb generated`) carries it")));
        }
    }
}
