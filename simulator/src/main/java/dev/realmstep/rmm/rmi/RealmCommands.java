package dev.realmstep.rmm.rmi;

import static dev.realmstep.rmm.rmi.Conditions.require;

import dev.realmstep.memory.PhysicalAccessException;
import dev.realmstep.rmm.granule.GranuleState;
import dev.realmstep.rmm.granule.GranuleTable;
import dev.realmstep.rmm.realm.MeasurementAlgorithm;
import dev.realmstep.rmm.realm.Realm;
import dev.realmstep.rmm.realm.RealmParameters;
import dev.realmstep.rmm.realm.RealmState;
import dev.realmstep.rmm.refusal.Refusal;
import dev.realmstep.rmm.refusal.RefusedException;
import dev.realmstep.rmm.refusal.RmiStatus;
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
        RealmParameters parameters = readParameters(call, call.operand(2));
        validate(parameters);
        long rtt = parameters.rttBase();
        long rttSize = parameters.rttNumStart() * GRANULE_SIZE;
        require(Long.compareUnsigned(rd - rtt, rttSize) >= 0, "alias", "rd", rd, "the RD lies in the start tables");
        model.granules().require("rd", rd, GranuleState.DELEGATED);
        for (long offset = 0; offset < rttSize; offset += GRANULE_SIZE) {
            model.granules().require("rtt", rtt + offset, GranuleState.DELEGATED);
        }
        require(
                !model.realms().isVmidUsed(parameters.vmid()),
                "vmid_state",
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
        model.granules().set(rd, GranuleState.RD);
        model.realms().add(new Realm(rd, parameters, tables, model.measurements()));
    }

    private RealmParameters readParameters(RmiCall call, long address) throws RefusedException {
        conditions.requireNonSecure("params", address);
        try {
            return new RealmParameters(call.memory().readNonSecure(address, RealmParameters.SIZE));
        } catch (PhysicalAccessException e) {
            throw new RefusedException(
                    RmiStatus.ERROR_INPUT,
                    0,
                    new Refusal("params_pas", "params", address, String.valueOf(e.getMessage())));
        }
    }

    private void validate(RealmParameters parameters) throws RefusedException {
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
        require(
                parameters.hashAlgorithm() < MeasurementAlgorithm.values().length,
                "params_supp",
                "hash_algo",
                parameters.hashAlgorithm(),
                "SHA-256 (0) and SHA-512 (1) are supported");
        validateTables(parameters);
    }

    private static void requireCount(String operand, int count, int most) throws RefusedException {
        require(
                count >= 1 && count <= most,
                "params_supp",
                operand,
                count,
                "between 1 and %d are supported (a count minus one)".formatted(most));
    }

    private static void validateTables(RealmParameters parameters) throws RefusedException {
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
        requireNotLive(realm.recs() == 0, realm, "it has %d RECs".formatted(realm.recs()));
        requireNotLive(!realm.tables().isLive(call.memory()), realm, "its start tables are not empty");
        RealmTranslationTables tables = realm.tables();
        for (int i = 0; i < tables.startTables(); i++) {
            release(call, tables.root() + (long) i * GRANULE_SIZE);
        }
        release(call, realm.descriptor());
        model.realms().remove(realm);
    }

    private static void requireNotLive(boolean holds, Realm realm, String found) throws RefusedException {
        if (!holds) {
            throw new RefusedException(
                    RmiStatus.ERROR_REALM, 0, new Refusal("realm_live", "rd", realm.descriptor(), found));
        }
    }

    private void release(RmiCall call, long granule) {
        call.memory().scrub(granule);
        model.granules().set(granule, GranuleState.DELEGATED);
    }
}
