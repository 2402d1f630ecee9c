package dev.realmstep.rmm;

import dev.realmstep.rmm.granule.GranuleState;
import dev.realmstep.rmm.realm.Realm;
import dev.realmstep.rmm.realm.RealmState;
import dev.realmstep.rmm.rec.RealmExecutionContext;
import java.util.ArrayList;
import java.util.List;

/** A new realm with tables, memory and RECs, in which nearly every command can succeed, and can be refused for one thing. */
final class ConditionScene {
    static final long GRANULE = NormalWorld.GRANULE;
    static final long BLOCK = TestRealm.BLOCK;
    static final long GIB = 0x4000_0000L;
    /** An address with memory. */
    static final long ASSIGNED = 0;
    /** An address beside it without. */
    static final long UNASSIGNED = GRANULE;
    /** An address whose table of level 3 is missing. */
    static final long WITHOUT_TABLE = 4 * BLOCK;
    /** An address whose table of level 3 has one state only. */
    static final long HOMOGENEOUS = 8 * BLOCK;

    private final NormalWorld host = new NormalWorld();
    private final TestRealm realm = TestRealm.create(host);
    private final TestRealm other = TestRealm.create(host);
    private final long rec;
    private final long shared;
    private long structure;

    ConditionScene() {
        realm.tablesFor(ASSIGNED);
        realm.tablesFor(HOMOGENEOUS);
        realm.data(ASSIGNED, new byte[] {1});
        shared = realm.unprotected(0);
        realm.tablesFor(shared);
        host.rmi(Rmi.RTT_MAP_UNPROTECTED, realm.rd(), shared, 3, 0x9000_0000L).succeeds();
        rec = realm.rec(0);
    }

    NormalWorld host() {
        return host;
    }

    TestRealm realm() {
        return realm;
    }

    TestRealm other() {
        return other;
    }

    long rd() {
        return realm.rd();
    }

    /** The realm's first REC. */
    long rec() {
        return rec;
    }

    /** An unprotected address that is mapped. */
    long shared() {
        return shared;
    }

    long delegated() {
        return host.delegated();
    }

    /** A granule of the normal world. */
    long page() {
        return host.granule();
    }

    /** A granule that the normal world has not, and that the RMM never heard of. */
    long secure() {
        long granule = page();
        host.giveToSecureWorld(granule);
        return granule;
    }

    /** A granule of the normal world with the structure that the command is given. */
    long page(RmiStructure fields) {
        structure = host.page(fields);
        return structure;
    }

    /** Changes eight bytes of that structure. */
    void setField(int offset, long value) {
        host.write(structure + offset, value);
    }

    /** Eight bytes of that structure. */
    long field(int offset) {
        return host.read(structure + offset);
    }

    /** What the RMM knows of the realm's first REC. */
    RealmExecutionContext context() {
        return host.rmm().model().recs().get(rec);
    }

    /** What the RMM knows of the realm. */
    Realm known() {
        return host.rmm().model().realms().get(realm.rd());
    }

    void activate() {
        realm.activate();
    }

    /** Lets the REC run on the other processing element. */
    void run() {
        if (known().state() == RealmState.NEW) {
            activate();
        }
        long run = page();
        host.switchTo(1);
        host.enterAndStay(rec, run);
        host.switchTo(0);
    }

    /** All granules, realms and RECs with their states, and the entries of the realm's tables that commands work on. */
    List<String> fingerprint() {
        List<String> known = new ArrayList<>();
        for (long granule = NormalWorld.RAM; granule < host.nextGranule(); granule += GRANULE) {
            GranuleState state = host.rmm().model().granules().state(granule);
            known.add("0x%x %s".formatted(granule, state));
        }
        for (Realm each : host.rmm().model().realms().all()) {
            known.add("%s %d %s"
                    .formatted(each.state(), each.recs(), each.measurements().digest(0)));
        }
        for (RealmExecutionContext each : host.rmm().model().recs().all()) {
            known.add(each.describe());
        }
        for (long ipa : new long[] {ASSIGNED, UNASSIGNED, WITHOUT_TABLE, HOMOGENEOUS, shared, shared + GRANULE}) {
            RmiReply entry = host.rmi(Rmi.RTT_READ_ENTRY, realm.rd(), ipa, 3);
            known.add("%d %d 0x%x %d".formatted(entry.x1(), entry.x2(), entry.x3(), entry.x4()));
        }
        return known;
    }
}
