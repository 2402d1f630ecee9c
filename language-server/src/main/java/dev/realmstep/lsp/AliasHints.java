package dev.realmstep.lsp;

import dev.realmstep.config.DeviceDescription;
import dev.realmstep.config.Part;
import dev.realmstep.config.Placement;
import dev.realmstep.config.RealmConfiguration;
import dev.realmstep.config.TextRange;
import dev.realmstep.config.check.CheckedFile;
import dev.realmstep.config.syntax.NumberLiteral;
import java.util.List;
import java.util.stream.Stream;
import org.eclipse.lsp4j.InlayHint;
import org.eclipse.lsp4j.Range;
import org.eclipse.lsp4j.jsonrpc.messages.Either;

/** Behind the address of an unprotected device, the address at which the guest reaches it. */
final class AliasHints {
    private AliasHints() {}

    static List<InlayHint> of(CheckedFile file, Range range) {
        TextRange wanted = Positions.fromRange(range);
        return file.realms().stream().flatMap(realm -> of(realm, wanted)).toList();
    }

    private static Stream<InlayHint> of(RealmConfiguration realm, TextRange wanted) {
        return realm.devices().stream()
                .filter(device -> device.placement() == Placement.UNPROTECTED)
                .filter(device -> realm.ipaSpace().isProtected(device.base()))
                .filter(device -> {
                    TextRange address = device.source().of(Part.BASE);
                    return wanted.touches(address.endLine(), address.endColumn());
                })
                .map(device -> hint(realm, device));
    }

    private static InlayHint hint(RealmConfiguration realm, DeviceDescription device) {
        String alias = NumberLiteral.hex(device.guestBase(realm.ipaSpace()));
        InlayHint hint =
                new InlayHint(Positions.toRange(device.source().of(Part.BASE)).getEnd(), Either.forLeft("→ " + alias));
        hint.setPaddingLeft(true);
        hint.setTooltip("Where the guest reaches " + device.name() + ": bit " + (realm.ipaBits() - 1)
                + " says that the address is unprotected.");
        return hint;
    }
}
