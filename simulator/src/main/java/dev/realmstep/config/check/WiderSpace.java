package dev.realmstep.config.check;

import dev.realmstep.config.Diagnostic;
import dev.realmstep.config.Fix;
import dev.realmstep.config.IpaSpace;
import dev.realmstep.config.RealmConfiguration;
import dev.realmstep.config.RealmProperty;

/** The remedy for addresses that do not fit into the lower half: more bits. */
final class WiderSpace {
    private WiderSpace() {}

    /** "`ipa-bits 34` would be enough", or that nothing is. */
    static String hint(long end) {
        int bits = IpaSpace.holding(end).bits();
        return bits <= IpaSpace.MAX_BITS
                ? "it takes `ipa-bits %d` to have it in the lower half".formatted(bits)
                : "not even %d bits, the most there are, are enough".formatted(IpaSpace.MAX_BITS);
    }

    static Diagnostic withFix(Diagnostic diagnostic, RealmConfiguration realm, long end) {
        int bits = IpaSpace.holding(end).bits();
        return bits <= IpaSpace.MAX_BITS && realm.propertyRanges().containsKey(RealmProperty.IPA_BITS)
                ? diagnostic.withFix(Fix.replace(
                        "Change ipa-bits to " + bits, realm.rangeOf(RealmProperty.IPA_BITS), Integer.toString(bits)))
                : diagnostic;
    }
}
