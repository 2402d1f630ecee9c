package dev.realmstep.config.check;

import static dev.realmstep.config.syntax.NumberLiteral.hex;

import dev.realmstep.config.Diagnostic;
import dev.realmstep.config.DiagnosticCode;
import dev.realmstep.config.Findings;
import dev.realmstep.config.RamRegion;

/** No address is RAM twice. */
final class RamOverlapCheck implements RealmCheck {
    @Override
    public void check(RealmContext context, Findings findings) {
        Overlaps.find(
                context.realm().ram(),
                RamRegion::base,
                RamRegion::end,
                (first, second) -> findings.add(Diagnostic.of(
                                DiagnosticCode.RAM_OVERLAP,
                                RamPlacementCheck.extent(second),
                                "this RAM overlaps the RAM from %s to %s: both have %s to %s"
                                        .formatted(
                                                hex(first.base()),
                                                hex(first.end()),
                                                hex(Math.max(first.base(), second.base())),
                                                hex(Math.min(first.end(), second.end()))))
                        .withRelated(RamPlacementCheck.extent(first), "the other RAM is here")));
    }
}
