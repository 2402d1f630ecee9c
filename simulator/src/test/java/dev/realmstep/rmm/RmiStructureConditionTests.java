package dev.realmstep.rmm;

import static dev.realmstep.rmm.ConditionScene.ASSIGNED;
import static dev.realmstep.rmm.ConditionScene.BLOCK;
import static dev.realmstep.rmm.ConditionScene.GRANULE;
import static dev.realmstep.rmm.ConditionScene.UNASSIGNED;
import static dev.realmstep.rmm.ConditionScene.WITHOUT_TABLE;
import static dev.realmstep.rmm.ConditionTable.field;
import static dev.realmstep.rmm.RmiReply.ERROR_INPUT;
import static dev.realmstep.rmm.RmiReply.ERROR_REALM;
import static dev.realmstep.rmm.RmiReply.ERROR_REC;
import static dev.realmstep.rmm.RmiReply.ERROR_RTT;

import dev.realmstep.rmm.realm.RealmState;
import dev.realmstep.rmm.rec.PendingAnswer;
import dev.realmstep.rmm.rtt.Ripas;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/** The failure conditions of the RMI commands that take structures, or work on RECs (RMM specification 1.0, B4.3). */
class RmiStructureConditionTests {
    private static final int FLAGS = 0x000;
    private static final int S2SZ = 0x008;
    private static final int SVE_VL = 0x010;
    private static final int NUM_BPS = 0x018;
    private static final int NUM_WPS = 0x020;
    private static final int PMU_NUM_CTRS = 0x028;
    private static final int HASH_ALGO = 0x030;
    private static final int MPIDR = 0x100;
    private static final int GICV3_HCR = 0x300;
    private static final int GICV3_LR_1 = 0x310;
    private static final int VMID = 0x800;
    private static final int NUM_AUX = 0x800;
    private static final int RTT_BASE = 0x808;
    private static final int AUX_0 = 0x808;
    private static final int AUX_1 = 0x810;
    private static final int RTT_LEVEL_START = 0x810;
    private static final int RTT_NUM_START = 0x818;
    /** Stands for the answer that a REC waits for, among the numbers of operands. */
    private static final int PENDING = 0x2_0000;

    private static final long CPU_ON = 0x8400_0003L;

    private static ConditionTable realmCreate() {
        return new ConditionTable("RMI_REALM_CREATE", Rmi.REALM_CREATE, scene ->
                        new long[] {scene.delegated(), scene.page(RmiStructure.realm(33, scene.delegated(), 1, 1))})
                .granule("params", "params_pas", 2, ConditionScene::delegated)
                .row("params_pas", ERROR_INPUT, 2, ConditionScene::secure)
                .field("params_valid", ERROR_INPUT, HASH_ALGO, scene -> 2L)
                .field("params_valid", ERROR_INPUT, NUM_BPS, scene -> 0L)
                .field("params_valid", ERROR_INPUT, NUM_WPS, scene -> 0L)
                .field("params_supp", ERROR_INPUT, FLAGS, scene -> 1L)
                .state("params_supp", ERROR_INPUT, 0, Set.of(field(FLAGS), field(SVE_VL)), (scene, operands) -> {
                    scene.setField(FLAGS, 1 << 1);
                    scene.setField(SVE_VL, 16);
                })
                .state("params_supp", ERROR_INPUT, 0, Set.of(field(FLAGS), field(PMU_NUM_CTRS)), (scene, operands) -> {
                    scene.setField(FLAGS, 1 << 2);
                    scene.setField(PMU_NUM_CTRS, 5);
                })
                .field("params_supp", ERROR_INPUT, S2SZ, scene -> 49L)
                .field("params_supp", ERROR_INPUT, NUM_BPS, scene -> 2L)
                .field("params_supp", ERROR_INPUT, NUM_WPS, scene -> 2L)
                .field("rtt_num_level", ERROR_INPUT, RTT_LEVEL_START, scene -> 3L)
                .field("rtt_num_level", ERROR_INPUT, RTT_NUM_START, scene -> 2L)
                .field("rtt_align", ERROR_INPUT, RTT_BASE, scene -> scene.field(RTT_BASE) + 8)
                .state(
                        "alias",
                        ERROR_INPUT,
                        0,
                        Set.of(1, field(RTT_BASE)),
                        (scene, operands) -> operands[0] = scene.field(RTT_BASE))
                .granule("rd", "rd_state", 1, ConditionScene::page)
                .field("rtt_state", ERROR_INPUT, RTT_BASE, ConditionScene::page)
                .field("rtt_state", ERROR_INPUT, RTT_BASE, scene -> 2 * NormalWorld.NOWHERE)
                .field("vmid_valid", ERROR_INPUT, VMID, scene -> scene.other().rd() >>> 12 & 0xFFFF);
    }

    private static ConditionTable recCreate() {
        return new ConditionTable("RMI_REC_CREATE", Rmi.REC_CREATE, scene -> new long[] {
                    scene.rd(), scene.delegated(), scene.page(scene.host().recParameters(1, 0))
                })
                .granule("params", "params_pas", 3, ConditionScene::delegated)
                .row("params_pas", ERROR_INPUT, 3, ConditionScene::secure)
                .field("num_aux", ERROR_INPUT, NUM_AUX, scene -> 1L)
                .granule("rec", "rec_state", 2, ConditionScene::page)
                .granule("rd", "rd_state", 1, ConditionScene::delegated)
                .field("aux_align", ERROR_INPUT, AUX_0, scene -> scene.field(AUX_0) + 8)
                .field("aux_state", ERROR_INPUT, AUX_0, ConditionScene::page)
                .field("aux_state", ERROR_INPUT, AUX_0, scene -> NormalWorld.NOWHERE)
                .state(
                        "aux_alias",
                        ERROR_INPUT,
                        0,
                        Set.of(field(AUX_0), field(AUX_1)),
                        (scene, operands) -> scene.setField(AUX_1, scene.field(AUX_0)))
                .state(
                        "aux_alias",
                        ERROR_INPUT,
                        0,
                        Set.of(2, field(AUX_0), field(AUX_1)),
                        (scene, operands) -> scene.setField(AUX_1, operands[1]))
                .state("realm_state", ERROR_REALM, 0, (scene, operands) -> scene.activate())
                .field("mpidr_index", ERROR_INPUT, MPIDR, scene -> 2L)
                .field("mpidr_index", ERROR_INPUT, MPIDR, scene -> 1L | 1 << 4);
    }

    private static long[] activeRec(ConditionScene scene) {
        scene.activate();
        return new long[] {scene.rec(), scene.page(new RmiStructure())};
    }

    private static ConditionTable recEnter() {
        return new ConditionTable("RMI_REC_ENTER", Rmi.REC_ENTER, RmiStructureConditionTests::activeRec)
                .granule("run", "run_pas", 2, ConditionScene::delegated)
                .row("run_pas", ERROR_INPUT, 2, ConditionScene::secure)
                .granule("rec", "rec_gran_state", 1, ConditionScene::rd)
                .state("rec_state", ERROR_REC, 0, Set.of(1), (scene, operands) -> scene.run())
                .row("realm_new", ERROR_REALM, 1, scene -> scene.other().rec(0))
                .state(
                        "system_off",
                        ERROR_REALM,
                        1,
                        (scene, operands) -> scene.known().setState(RealmState.SYSTEM_OFF))
                .state(
                        "rec_runnable",
                        ERROR_REC,
                        0,
                        (scene, operands) -> scene.context().setRunnable(false))
                .state(
                        "rec_psci",
                        ERROR_REC,
                        0,
                        Set.of(PENDING),
                        (scene, operands) -> scene.context().setPending(new PendingAnswer.PsciCall(CPU_ON, 1, 0, 0)))
                .field("rec_gicv3", ERROR_REC, GICV3_HCR, scene -> 1L)
                .field("rec_gicv3", ERROR_REC, GICV3_LR_1, scene -> 3L << 61)
                .field("rec_mmio", ERROR_REC, FLAGS, scene -> 1L)
                .field("rec_sea", ERROR_REC, FLAGS, scene -> 2L);
    }

    private static long[] pendingCall(ConditionScene scene) {
        long second = scene.realm().rec(0);
        scene.context().setPending(new PendingAnswer.PsciCall(CPU_ON, 1, 0, 0));
        return new long[] {scene.rec(), second, 0};
    }

    private static ConditionTable psciComplete() {
        return new ConditionTable("RMI_PSCI_COMPLETE", Rmi.PSCI_COMPLETE, RmiStructureConditionTests::pendingCall)
                .state("alias", ERROR_INPUT, 0, Set.of(1, 2), (scene, operands) -> operands[1] = operands[0])
                .granule("calling", "calling_state", 1, ConditionScene::rd)
                .row("target_align", ERROR_INPUT, 2, scene -> NormalWorld.RAM + 16)
                .row("target_bound", ERROR_INPUT, 2, scene -> 2 * NormalWorld.NOWHERE)
                .row("target_state", ERROR_INPUT, 2, scene -> scene.realm().root())
                .state(
                        "pending",
                        ERROR_INPUT,
                        0,
                        Set.of(PENDING),
                        (scene, operands) -> scene.context().setPending(PendingAnswer.None.NONE))
                .row("owner", ERROR_INPUT, 2, scene -> scene.other().rec(0))
                .state(
                        "target",
                        ERROR_INPUT,
                        0,
                        Set.of(PENDING),
                        (scene, operands) -> scene.context().setPending(new PendingAnswer.PsciCall(CPU_ON, 7, 0, 0)))
                .row("status", ERROR_INPUT, 3, scene -> -2L);
    }

    private static void ask(ConditionScene scene, long base, long top) {
        scene.context().setPending(new PendingAnswer.RipasChange(base, base, top, Ripas.RAM, false));
    }

    private static long[] pendingChange(ConditionScene scene) {
        ask(scene, UNASSIGNED, UNASSIGNED + GRANULE);
        return new long[] {scene.rd(), scene.rec(), UNASSIGNED, UNASSIGNED + GRANULE};
    }

    private static ConditionTable setRipas() {
        return new ConditionTable("RMI_RTT_SET_RIPAS", Rmi.RTT_SET_RIPAS, RmiStructureConditionTests::pendingChange)
                .granule("rd", "rd_state", 1, ConditionScene::delegated)
                .granule("rec", "rec_gran_state", 2, ConditionScene::rd)
                .state("rec_state", ERROR_REC, 0, (scene, operands) -> scene.run())
                .row("rec_owner", ERROR_REC, 1, scene -> scene.other().rd())
                .state("size_valid", ERROR_INPUT, 0, Set.of(3, 4), (scene, operands) -> operands[3] = operands[2])
                .row("base_bound", ERROR_INPUT, 3, scene -> ASSIGNED)
                .row("top_bound", ERROR_INPUT, 4, scene -> UNASSIGNED + 2 * GRANULE)
                .row("top_gran_align", ERROR_INPUT, 4, scene -> UNASSIGNED + 8)
                .state("base_align", ERROR_RTT, 2, Set.of(3, 4), (scene, operands) -> {
                    ask(scene, WITHOUT_TABLE + GRANULE, WITHOUT_TABLE + BLOCK);
                    operands[2] = WITHOUT_TABLE + GRANULE;
                    operands[3] = WITHOUT_TABLE + BLOCK;
                })
                .state("no_progress", ERROR_RTT, 2, Set.of(3, 4), (scene, operands) -> {
                    ask(scene, WITHOUT_TABLE, WITHOUT_TABLE + GRANULE);
                    operands[2] = WITHOUT_TABLE;
                    operands[3] = WITHOUT_TABLE + GRANULE;
                });
    }

    @TestFactory
    Stream<DynamicTest> conditionsAreRefusedInTheirOrder() {
        return Stream.of(realmCreate(), recCreate(), recEnter(), psciComplete(), setRipas())
                .flatMap(ConditionTable::tests);
    }
}
