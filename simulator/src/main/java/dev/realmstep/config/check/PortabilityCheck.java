package dev.realmstep.config.check;

import static dev.realmstep.config.syntax.NumberLiteral.hex;

import dev.realmstep.config.Diagnostic;
import dev.realmstep.config.DiagnosticCode;
import dev.realmstep.config.Findings;
import dev.realmstep.config.Fix;
import dev.realmstep.config.IpaSpace;
import dev.realmstep.config.Part;
import dev.realmstep.config.RamRegion;
import dev.realmstep.config.RealmProperty;

/** What works here, and differs elsewhere. */
final class PortabilityCheck implements RealmCheck {
    /** kvmtool gives a realm memory in these steps, and host kernels map them as one block. */
    private static final long BLOCK = 2 << 20;

    @Override
    public void check(RealmContext context, Findings findings) {
        if (!context.realm().propertyRanges().containsKey(RealmProperty.HASH)) {
            findings.add(Diagnostic.of(
                            DiagnosticCode.HASH_DEFAULTS_DIFFER,
                            context.realm().source().of(Part.NAME),
                            "no `hash` is said, so it is sha512, as for QEMU; kvmtool's default is sha256, and "
                                    + "the measurements differ")
                    .withFix(Fix.replace(
                            "Say hash sha512", context.realm().source().of(Part.BODY), "\n  hash sha512")));
        }
        for (RamRegion region : context.realm().ram()) {
            boolean granules = region.base() % IpaSpace.GRANULE_SIZE == 0 && region.size() % IpaSpace.GRANULE_SIZE == 0;
            if (granules && (region.base() % BLOCK != 0 || region.size() % BLOCK != 0)) {
                findings.add(Diagnostic.of(
                        DiagnosticCode.RAM_NOT_BLOCK_MULTIPLE,
                        RamPlacementCheck.extent(region),
                        "the RAM from %s to %s is not made of 2M blocks: kvmtool cannot give a realm such memory"
                                .formatted(hex(region.base()), hex(region.end()))));
            }
        }
    }
}
