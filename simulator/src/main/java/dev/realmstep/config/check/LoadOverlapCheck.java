package dev.realmstep.config.check;

import static dev.realmstep.config.syntax.NumberLiteral.hex;

import dev.realmstep.config.Diagnostic;
import dev.realmstep.config.DiagnosticCode;
import dev.realmstep.config.Findings;
import java.util.List;

/** No address is loaded twice. */
final class LoadOverlapCheck implements RealmCheck {
    @Override
    public void check(RealmContext context, Findings findings) {
        check(context.loaded(), findings);
    }

    /** Reports what is loaded over something else. */
    static void check(List<LoadedExtent> loaded, Findings findings) {
        Overlaps.find(
                loaded,
                LoadedExtent::base,
                LoadedExtent::end,
                (first, second) -> findings.add(Diagnostic.of(
                                DiagnosticCode.LOAD_OVERLAP,
                                second.range(),
                                "%s, loaded to %s to %s, overlaps %s, loaded to %s to %s"
                                        .formatted(
                                                second.what(),
                                                hex(second.base()),
                                                hex(second.end()),
                                                first.what(),
                                                hex(first.base()),
                                                hex(first.end())))
                        .withRelated(first.range(), first.what() + " is loaded here")));
    }
}
