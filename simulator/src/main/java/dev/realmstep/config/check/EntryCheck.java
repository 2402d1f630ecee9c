package dev.realmstep.config.check;

import static dev.realmstep.config.syntax.NumberLiteral.hex;

import dev.realmstep.config.Diagnostic;
import dev.realmstep.config.DiagnosticCode;
import dev.realmstep.config.Findings;
import dev.realmstep.config.LoadKind;
import dev.realmstep.config.Part;
import dev.realmstep.config.RealmConfiguration;
import dev.realmstep.config.RealmProperty;
import dev.realmstep.config.Ripas;

/** There is a first instruction, and the guest may execute it. */
final class EntryCheck implements RealmCheck {
    @Override
    public void check(RealmContext context, Findings findings) {
        RealmConfiguration realm = context.realm();
        realm.entry().ifPresent(entry -> checkEntry(entry, context, findings));
        boolean loads = realm.propertyRanges().containsKey(RealmProperty.LOAD);
        boolean starts = realm.loads().stream()
                .anyMatch(load -> load.kind() == LoadKind.KERNEL || load.kind() == LoadKind.FIRMWARE);
        if (realm.entry().isEmpty() && !starts && (!loads || !realm.loads().isEmpty())) {
            findings.add(Diagnostic.of(
                    DiagnosticCode.NOTHING_TO_RUN,
                    realm.source().of(Part.NAME),
                    "the realm has nothing to run: it needs `load kernel \"FILE\"`, `load firmware "
                            + "\"FILE\"` or `entry ADDRESS`"));
        }
    }

    private static void checkEntry(long entry, RealmContext context, Findings findings) {
        boolean inRam = context.ram()
                .at(entry)
                .filter(region -> region.ripas() == Ripas.RAM)
                .isPresent();
        if (!inRam && !context.realm().ram().isEmpty()) {
            findings.add(Diagnostic.of(
                    DiagnosticCode.ENTRY_NOT_RIPAS_RAM,
                    context.realm().rangeOf(RealmProperty.ENTRY),
                    "the first instruction would be at %s, which is not RAM with RIPAS RAM".formatted(hex(entry))));
        }
    }
}
