package dev.realmstep.config.check;

import static dev.realmstep.config.syntax.NumberLiteral.hex;

import dev.realmstep.config.Diagnostic;
import dev.realmstep.config.DiagnosticCode;
import dev.realmstep.config.Findings;
import dev.realmstep.config.Fix;
import dev.realmstep.config.Part;
import dev.realmstep.config.RamRegion;
import dev.realmstep.config.Ripas;
import dev.realmstep.config.TextRange;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;

/** What is loaded lies in RAM that the guest may access. */
final class LoadPlacementCheck implements RealmCheck {
    @Override
    public void check(RealmContext context, Findings findings) {
        Set<TextRange> reported = new HashSet<>();
        for (LoadedExtent extent : context.loaded()) {
            // Without any RAM that could be read, that is the finding.
            if (!context.realm().ram().isEmpty() && !reported.contains(extent.range())) {
                Optional<Diagnostic> found = check(extent, context.ram());
                found.ifPresent(findings::add);
                // A file with many segments costs one message.
                found.ifPresent(diagnostic -> reported.add(extent.range()));
            }
        }
    }

    private static Optional<Diagnostic> check(LoadedExtent extent, MemoryMap ram) {
        Optional<Long> gap = extent.base() < 0 || extent.end() < extent.base()
                ? Optional.of(extent.base())
                : ram.firstGap(extent.base(), extent.size());
        if (gap.isPresent()) {
            return Optional.of(Diagnostic.of(
                    DiagnosticCode.LOAD_OUTSIDE_RAM,
                    extent.range(),
                    "%s is loaded to %s to %s, but %s is not RAM"
                            .formatted(extent.what(), hex(extent.base()), hex(extent.end()), hex(gap.get()))));
        }
        return ram.at(extent.base())
                .filter(region -> region.ripas() != Ripas.RAM)
                .or(() -> ram.at(extent.end() - 1).filter(region -> region.ripas() != Ripas.RAM))
                .map(region -> notRipasRam(extent, region));
    }

    private static Diagnostic notRipasRam(LoadedExtent extent, RamRegion region) {
        return Diagnostic.of(
                        DiagnosticCode.LOAD_NOT_RIPAS_RAM,
                        extent.range(),
                        "%s is loaded to %s to %s, where the RAM begins with RIPAS %s: the guest could not read it"
                                .formatted(extent.what(), hex(extent.base()), hex(extent.end()), region.ripas()))
                .withRelated(region.source().of(Part.RIPAS), "the RIPAS is said here")
                .withFix(Fix.replace(
                        "Change the RAM to ripas ram", region.source().of(Part.RIPAS), Ripas.RAM.keyword()));
    }
}
