package dev.realmstep.rmm.rmi;

import static dev.realmstep.rmm.rmi.Conditions.require;

import dev.realmstep.rmm.granule.GranuleOperand;
import dev.realmstep.rmm.granule.GranuleState;
import dev.realmstep.rmm.granule.GranuleTable;
import dev.realmstep.rmm.realm.MeasurementAlgorithm;
import dev.realmstep.rmm.realm.Realm;
import dev.realmstep.rmm.realm.RealmParameters;
import dev.realmstep.rmm.realm.RealmState;
import dev.realmstep.rmm.refusal.RefusedException;
import dev.realmstep.rmm.rtt.RealmTranslationTables;

/** RMI_REALM_CREATE, RMI_REALM_ACTIVATE and RMI_REALM_DESTROY. */
final class RealmCommands {
    private static final int GRANULE_SIZE = GranuleTable.GRANULE_SIZE;

    private final RmmModel model;
    private final Conditions conditions;
    private final FeatureRegister features;

    RealmCommands(RmmModel model, FeatureRegister features) {
        this.model = model;
        this.conditions = new Conditions(model);
        this.features = features;
    }

    void create(RmiCall call) throws RefusedException {
        long rd = call.operand(1);
        RealmParameters parameters = new RealmParameters(
                conditions.readNonSecure(call, "params_ptr", "params", call.operand(2), RealmParameters.SIZE));
        requireValid(parameters);
        requireSupported(parameters);
        requireTables(parameters);
        long rtt = parameters.rttBase();
        long rttSize = parameters.rttNumStart() * GRANULE_SIZE;
        require(Long.compareUnsigned(rd - rtt, rttSize) >= 0, "alias", "rd", rd, "the RD lies in the start tables");
        model.granules().require(GranuleOperand.RD, rd, GranuleState.DELEGATED);
        for (long offset = 0; offset < rttSize; offset += GRANULE_SIZE) {
            model.granules().require(GranuleOperand.START_TABLE, rtt + offset, GranuleState.DELEGATED);
        }
        require(
                !model.realms().isVmidUsed(parameters.vmid()),
                "vmid_valid",
                "vmid",
                parameters.vmid(),
                "another realm has this VMID");
        build(call, rd, parameters);
    }

    private void build(RmiCall call, long rd, RealmParameters parameters) {
        RealmTranslationTables tables = new RealmTranslationTables(
                parameters.ipaBits(), parameters.rttBase(), (int) parameters.rttLevelStart(), (int)
                        parameters.rttNumStart());
        tables.initialize(call.memory());
        for (int i = 0; i < tables.startTables(); i++) {
            model.granules().set(tables.root() + (long) i * GRANULE_SIZE, GranuleState.RTT);
        }
        call.memory().scrub(rd);
        model.granules().set(rd, GranuleState.RD);
        model.realms().add(new Realm(rd, parameters, tables, model.observer()));
    }

    /** Values that the specification reserves. */
    private static void requireValid(RealmParameters parameters) throws RefusedException {
        int hash = parameters.hashAlgorithm();
        require(
                hash < MeasurementAlgorithm.values().length,
                "params_valid",
                "hash_algo",
                hash,
                "there are SHA-256 (0) and SHA-512 (1)");
        requireNotZero("num_bps", parameters.breakpoints());
        requireNotZero("num_wps", parameters.watchpoints());
    }

    private static void requireNotZero(String operand, int count) throws RefusedException {
        require(count != 0, "params_valid", operand, count, "a count minus one, of which 0 is reserved");
    }

    private void requireSupported(RealmParameters parameters) throws RefusedException {
        require(!parameters.wantsLpa2(), "params_supp", "flags.lpa2", 1, "FEAT_LPA2 is not supported");
        require(
                !parameters.wantsSve() || parameters.vectorLength() <= features.vectorLength(),
                "params_supp",
                "sve_vl",
                parameters.vectorLength(),
                "SVE vectors have at most %d times 128 bits (a count minus one)"
                        .formatted(features.vectorLength() + 1));
        require(
                !parameters.wantsPmu() || parameters.eventCounters() <= features.eventCounters(),
                "params_supp",
                "pmu_num_ctrs",
                parameters.eventCounters(),
                "there are %d event counters".formatted(features.eventCounters()));
        int bits = parameters.ipaBits();
        require(
                bits >= FeatureRegister.MIN_IPA_BITS && bits <= features.ipaBits(),
                "params_supp",
                "s2sz",
                bits,
                "the IPA space may have %d to %d bits".formatted(FeatureRegister.MIN_IPA_BITS, features.ipaBits()));
        requireCount("num_bps", parameters.breakpoints(), features.breakpoints());
        requireCount("num_wps", parameters.watchpoints(), features.watchpoints());
    }

    private static void requireCount(String operand, int count, int most) throws RefusedException {
        require(
                count <= most,
                "params_supp",
                operand,
                count,
                "at most %d is supported (a count minus one)".formatted(most));
    }

    private static void requireTables(RealmParameters parameters) throws RefusedException {
        long level = parameters.rttLevelStart();
        StartLevels shape = StartLevels.of(parameters.ipaBits());
        require(
                shape.allows(level),
                "rtt_num_level",
                "rtt_level_start",
                level,
                "translation of %d bits starts at level %d or %d"
                        .formatted(parameters.ipaBits(), shape.first(), shape.last()));
        long tables = shape.tablesAt(level);
        require(
                parameters.rttNumStart() == tables,
                "rtt_num_level",
                "rtt_num_start",
                parameters.rttNumStart(),
                "level %d needs %d start tables".formatted(level, tables));
        require(
                (parameters.rttBase() & (tables * GRANULE_SIZE - 1)) == 0,
                "rtt_align",
                "rtt_base",
                parameters.rttBase(),
                "%d start tables are aligned to their size".formatted(tables));
    }

    void activate(RmiCall call) throws RefusedException {
        Realm realm = conditions.realm(call.operand(1));
        Conditions.requireState(realm, RealmState.NEW);
        realm.setState(RealmState.ACTIVE);
    }

    void destroy(RmiCall call) throws RefusedException {
        Realm realm = conditions.realm(call.operand(1));
        RealmTranslationTables tables = realm.tables();
        requireNotLive(realm.recs() == 0, realm, "has %d RECs".formatted(realm.recs()));
        requireNotLive(!tables.isLive(call.memory()), realm, "has a live start table");
        // What the host had mapped at its own addresses is gone with the tables, and the VMID may be used again.
        TlbMaintenance.invalidate(call.element(), realm, 0);
        for (int i = 0; i < tables.startTables(); i++) {
            release(call, tables.root() + (long) i * GRANULE_SIZE);
        }
        release(call, realm.descriptor());
        model.realms().remove(realm);
    }

    private static void requireNotLive(boolean holds, Realm realm, String found) throws RefusedException {
        if (!holds) {
            throw Conditions.realmRefused(
                    "realm_live", realm, "%s, %s".formatted(realm.state(), found), "the realm " + found);
        }
    }

    private void release(RmiCall call, long granule) {
        call.memory().scrub(granule);
        model.granules().set(granule, GranuleState.DELEGATED);
    }
}
