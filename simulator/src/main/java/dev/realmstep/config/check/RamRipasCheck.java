package dev.realmstep.config.check;

import static dev.realmstep.config.syntax.NumberLiteral.hex;

import dev.realmstep.config.Diagnostic;
import dev.realmstep.config.DiagnosticCode;
import dev.realmstep.config.Findings;
import dev.realmstep.config.Fix;
import dev.realmstep.config.Part;
import dev.realmstep.config.RamRegion;
import dev.realmstep.config.Ripas;

/** RAM begins as RIPAS RAM, or as EMPTY if that is really meant. */
final class RamRipasCheck implements RealmCheck {
    @Override
    public void check(RealmContext context, Findings findings) {
        for (RamRegion region : context.realm().ram()) {
            switch (region.ripas()) {
                case RAM -> {}
                case EMPTY ->
                    report(
                            DiagnosticCode.RAM_NOT_RIPAS_RAM,
                            region,
                            ("this RAM begins with RIPAS EMPTY: an access to %s to %s ends in a synchronous "
                                            + "external abort until the guest asks for it with RSI_IPA_STATE_SET")
                                    .formatted(hex(region.base()), hex(region.end())),
                            findings);
                case DESTROYED, DEV ->
                    report(
                            DiagnosticCode.IMPOSSIBLE_INITIAL_RIPAS,
                            region,
                            ("RAM cannot begin with RIPAS %s: RMI_RTT_INIT_RIPAS makes it RAM, and what is not "
                                            + "made RAM is EMPTY")
                                    .formatted(region.ripas()),
                            findings);
            }
        }
    }

    private static void report(DiagnosticCode code, RamRegion region, String message, Findings findings) {
        findings.add(Diagnostic.of(code, region.source().of(Part.RIPAS), message)
                .withFix(Fix.replace("Change to ripas ram", region.source().of(Part.RIPAS), Ripas.RAM.keyword())));
    }
}
