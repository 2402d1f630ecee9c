package dev.realmstep.rmm.rec;

import dev.realmstep.cpu.ProcessingElement;
import dev.realmstep.rmm.realm.Realm;
import java.util.Collection;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** All RECs, by the address of their granule, and which of them runs where. */
public final class RecRegistry {
    private static final long AFFINITY = 0xFF_00FF_FFFFL;

    private final Map<Long, RealmExecutionContext> byGranule = new LinkedHashMap<>();
    private final Map<ProcessingElement, RealmExecutionContext> running = new HashMap<>();

    public void add(RealmExecutionContext rec) {
        byGranule.put(rec.granule(), rec);
    }

    public void remove(RealmExecutionContext rec) {
        byGranule.remove(rec.granule());
    }

    /** The REC of a granule whose state is REC. */
    public RealmExecutionContext get(long granule) {
        RealmExecutionContext rec = byGranule.get(granule);
        if (rec == null) {
            throw new IllegalStateException("granule 0x%x is a REC without a context".formatted(granule));
        }
        return rec;
    }

    /** The REC of a realm with an affinity. */
    public Optional<RealmExecutionContext> find(Realm realm, long mpidr) {
        return byGranule.values().stream()
                .filter(rec -> rec.realm() == realm && rec.mpidr() == (mpidr & AFFINITY))
                .findFirst();
    }

    /** In the order in which they were created. */
    public Collection<RealmExecutionContext> all() {
        return Collections.unmodifiableCollection(byGranule.values());
    }

    /** The REC that runs on an element, or left it for the RMM just now. */
    public @Nullable RealmExecutionContext on(ProcessingElement element) {
        return running.get(element);
    }

    void start(ProcessingElement element, RealmExecutionContext rec) {
        rec.setRunning(true);
        running.put(element, rec);
    }

    void stop(ProcessingElement element, RealmExecutionContext rec) {
        rec.setRunning(false);
        running.remove(element);
    }
}
