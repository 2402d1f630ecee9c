package dev.realmstep.config.check;

import static dev.realmstep.config.syntax.NumberLiteral.hex;

import dev.realmstep.config.Diagnostic;
import dev.realmstep.config.DiagnosticCode;
import dev.realmstep.config.Findings;
import dev.realmstep.config.IpaSpace;
import dev.realmstep.config.Part;
import dev.realmstep.config.RamRegion;
import dev.realmstep.config.RealmProperty;
import dev.realmstep.config.TextRange;

/** RAM lies in the protected half; and there is some. */
final class RamPlacementCheck implements RealmCheck {
    @Override
    public void check(RealmContext context, Findings findings) {
        if (!context.realm().propertyRanges().containsKey(RealmProperty.RAM)) {
            findings.add(Diagnostic.of(
                    DiagnosticCode.NO_RAM,
                    context.realm().source().of(Part.NAME),
                    "the realm has no RAM: it needs a line such as `ram 0x8000_0000 size 256M`"));
        }
        context.realm().ram().forEach(region -> check(region, context, findings));
    }

    private static void check(RamRegion region, RealmContext context, Findings findings) {
        IpaSpace space = context.space();
        if (region.end() <= space.midpoint()) {
            return;
        }
        DiagnosticCode code;
        String problem;
        if (region.end() > space.end()) {
            code = DiagnosticCode.OUTSIDE_IPA_SPACE;
            problem = "leaves the realm's addresses, which end at " + hex(space.end());
        } else if (region.base() < space.midpoint()) {
            code = DiagnosticCode.CROSSES_MIDPOINT;
            problem = "crosses " + hex(space.midpoint()) + ", where the unprotected half begins";
        } else {
            code = DiagnosticCode.RAM_IN_UNPROTECTED_HALF;
            problem = "is in the unprotected half, which begins at " + hex(space.midpoint());
        }
        Diagnostic diagnostic = Diagnostic.of(
                code,
                extent(region),
                "the RAM from %s to %s %s (%d-bit addresses); %s"
                        .formatted(
                                hex(region.base()),
                                hex(region.end()),
                                problem,
                                space.bits(),
                                WiderSpace.hint(region.end())));
        findings.add(WiderSpace.withFix(diagnostic, context.realm(), region.end()));
    }

    /** Base and end of a region, as written. */
    static TextRange extent(RamRegion region) {
        Part last = region.source().has(Part.SIZE) ? Part.SIZE : Part.END;
        return region.source().has(Part.BASE)
                ? region.source().of(Part.BASE).to(region.source().of(last))
                : region.range();
    }
}
