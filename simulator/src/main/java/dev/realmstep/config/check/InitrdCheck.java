package dev.realmstep.config.check;

import dev.realmstep.config.Diagnostic;
import dev.realmstep.config.DiagnosticCode;
import dev.realmstep.config.Findings;
import dev.realmstep.config.LoadDirective;
import dev.realmstep.config.LoadKind;
import java.util.List;

/** There is one initrd: the device tree names one range. */
final class InitrdCheck implements RealmCheck {
    @Override
    public void check(RealmContext context, Findings findings) {
        List<LoadDirective> initrds = context.realm().loads().stream()
                .filter(load -> load.kind() == LoadKind.INITRD)
                .toList();
        initrds.stream()
                .skip(1)
                .forEach(second -> findings.add(Diagnostic.of(
                                DiagnosticCode.SECOND_INITRD,
                                second.range(),
                                "the kernel is told of one initrd: put the archives into one file, one behind another")
                        .withRelated(initrds.getFirst().range(), "the initrd that the kernel is told of")));
    }
}
