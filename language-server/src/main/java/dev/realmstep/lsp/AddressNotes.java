package dev.realmstep.lsp;

import static dev.realmstep.config.syntax.NumberLiteral.hex;

import dev.realmstep.config.DeviceDescription;
import dev.realmstep.config.IpaSpace;
import dev.realmstep.config.Placement;
import dev.realmstep.config.RamRegion;
import dev.realmstep.config.RealmConfiguration;
import dev.realmstep.config.check.LoadedExtent;
import dev.realmstep.config.check.ReachableFiles;
import dev.realmstep.config.syntax.NumberLiteral;
import java.util.ArrayList;
import java.util.List;

/** What there is to say about an address of a realm. */
final class AddressNotes {
    private final RealmConfiguration realm;
    private final IpaSpace space;
    private final List<LoadedExtent> loaded;

    AddressNotes(RealmConfiguration realm, ReachableFiles files) {
        this.realm = realm;
        this.space = realm.ipaSpace();
        this.loaded = LoadedExtent.of(realm, files);
    }

    /** One line each, in Markdown: the half with the alias, and what is there. */
    List<String> of(long address) {
        List<String> notes = new ArrayList<>();
        if (!space.contains(address)) {
            notes.add("`%s` is outside of the realm's addresses: `ipa-bits %d` ends at `%s`."
                    .formatted(hex(address), space.bits(), hex(space.end())));
            return notes;
        }
        boolean isProtected = space.isProtected(address);
        notes.add(
                isProtected
                        ? "`%s`: **protected** half (bit %d is 0). Its unprotected alias is `%s`."
                                .formatted(hex(address), space.bits() - 1, hex(space.unprotectedAlias(address)))
                        : "`%s`: **unprotected** half (bit %d is 1), shared with the host. In the lower half it is `%s`."
                                .formatted(hex(address), space.bits() - 1, hex(space.lowerHalf(address))));
        long lower = space.lowerHalf(address);
        realm.devices().stream()
                .filter(device -> lower >= device.base() && lower < device.end())
                .forEach(device -> notes.add(device(device, isProtected)));
        if (isProtected) {
            addRam(address, notes);
        }
        return notes;
    }

    private void addRam(long address, List<String> notes) {
        List<RamRegion> regions = realm.ram().stream()
                .filter(region -> region.contains(address, 1))
                .toList();
        regions.forEach(region -> notes.add("RAM `%s` .. `%s` (%s), RIPAS %s."
                .formatted(hex(region.base()), hex(region.end()), NumberLiteral.size(region.size()), region.ripas())));
        if (regions.isEmpty()) {
            notes.add("No RAM: RIPAS EMPTY, an access ends in a synchronous external abort.");
        }
        loaded.stream()
                .filter(extent -> address >= extent.base() && address < extent.end())
                .forEach(extent -> notes.add(
                        "Loaded: %s, `%s` .. `%s`.".formatted(extent.what(), hex(extent.base()), hex(extent.end()))));
    }

    private String device(DeviceDescription device, boolean protectedHalf) {
        String what = "Device `%s` (%s)".formatted(device.name(), device.compatible());
        boolean reachedHere = (device.placement() == Placement.PROTECTED) == protectedHalf;
        return reachedHere
                ? what + ", reached here by the guest."
                : what + ", reached by the guest at `" + hex(device.guestBase(space)) + "`.";
    }
}
