package dev.realmstep.config.check;

import static dev.realmstep.config.syntax.NumberLiteral.hex;

import dev.realmstep.config.Diagnostic;
import dev.realmstep.config.DiagnosticCode;
import dev.realmstep.config.Findings;
import dev.realmstep.config.Fix;
import dev.realmstep.config.IpaSpace;
import dev.realmstep.config.Part;
import dev.realmstep.config.RamRegion;
import dev.realmstep.config.TextRange;

/** RAM consists of whole granules. */
final class RamAlignmentCheck implements RealmCheck {
    private static final long MASK = IpaSpace.GRANULE_SIZE - 1;

    @Override
    public void check(RealmContext context, Findings findings) {
        context.realm().ram().forEach(region -> check(region, findings));
    }

    private static void check(RamRegion region, Findings findings) {
        if ((region.base() & MASK) != 0) {
            report(
                    "the base of the RAM",
                    region.base(),
                    region.base() & ~MASK,
                    region.source().of(Part.BASE),
                    findings);
        }
        if (region.source().has(Part.SIZE)) {
            if ((region.size() & MASK) != 0) {
                long up = (region.size() + MASK) & ~MASK;
                report("the size of the RAM", region.size(), up, region.source().of(Part.SIZE), findings);
            }
        } else if ((region.end() & MASK) != 0) {
            long up = (region.end() + MASK) & ~MASK;
            report("the end of the RAM", region.end(), up, region.source().of(Part.END), findings);
        }
    }

    private static void report(String what, long value, long aligned, TextRange range, Findings findings) {
        findings.add(Diagnostic.of(
                        DiagnosticCode.NOT_GRANULE_ALIGNED,
                        range,
                        ("%s, %s, is not a multiple of the granule of 0x1000 bytes; the nearest that keeps all "
                                        + "of it is %s")
                                .formatted(what, hex(value), hex(aligned)))
                .withFix(Fix.replace("Change to " + hex(aligned), range, hex(aligned))));
    }
}
