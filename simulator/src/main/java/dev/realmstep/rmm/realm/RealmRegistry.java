package dev.realmstep.rmm.realm;

import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/** All realms, by the address of their RD granule. */
public final class RealmRegistry {
    private final Map<Long, Realm> byDescriptor = new LinkedHashMap<>();

    public void add(Realm realm) {
        byDescriptor.put(realm.descriptor(), realm);
    }

    public void remove(Realm realm) {
        byDescriptor.remove(realm.descriptor());
    }

    /** The realm of a granule whose state is RD. */
    public Realm get(long descriptor) {
        Realm realm = byDescriptor.get(descriptor);
        if (realm == null) {
            throw new IllegalStateException("granule 0x%x is an RD without a realm".formatted(descriptor));
        }
        return realm;
    }

    /** In the order in which they were created. */
    public Collection<Realm> all() {
        return Collections.unmodifiableCollection(byDescriptor.values());
    }

    public boolean isVmidUsed(int vmid) {
        return byDescriptor.values().stream().anyMatch(realm -> realm.vmid() == vmid);
    }
}
