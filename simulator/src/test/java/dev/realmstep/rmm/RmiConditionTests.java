package dev.realmstep.rmm;

import static dev.realmstep.rmm.ConditionScene.ASSIGNED;
import static dev.realmstep.rmm.ConditionScene.BLOCK;
import static dev.realmstep.rmm.ConditionScene.GIB;
import static dev.realmstep.rmm.ConditionScene.GRANULE;
import static dev.realmstep.rmm.ConditionScene.HOMOGENEOUS;
import static dev.realmstep.rmm.ConditionScene.UNASSIGNED;
import static dev.realmstep.rmm.ConditionScene.WITHOUT_TABLE;
import static dev.realmstep.rmm.RmiReply.ERROR_INPUT;
import static dev.realmstep.rmm.RmiReply.ERROR_REALM;
import static dev.realmstep.rmm.RmiReply.ERROR_REC;
import static dev.realmstep.rmm.RmiReply.ERROR_RTT;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** The failure conditions of the RMI, command by command (RMM specification 1.0, B4.3). */
class RmiConditionTests {
    private static long outside(ConditionScene scene) {
        return 1L << 33;
    }

    private static ConditionTable delegate() {
        return new ConditionTable("RMI_GRANULE_DELEGATE", Rmi.GRANULE_DELEGATE, scene -> new long[] {scene.page()})
                .granule("gran", "gran_state", 1, ConditionScene::delegated)
                .row("gran_gpt", ERROR_INPUT, 1, ConditionScene::secure);
    }

    private static ConditionTable undelegate() {
        return new ConditionTable(
                        "RMI_GRANULE_UNDELEGATE", Rmi.GRANULE_UNDELEGATE, scene -> new long[] {scene.delegated()})
                .granule("gran", "gran_state", 1, ConditionScene::page);
    }

    private static ConditionTable dataCreate() {
        return new ConditionTable("RMI_DATA_CREATE", Rmi.DATA_CREATE, scene ->
                        new long[] {scene.rd(), scene.delegated(), UNASSIGNED, scene.page(), 1})
                .row("flags_valid", ERROR_INPUT, 5, scene -> 2L)
                .granule("src", "src_pas", 4, ConditionScene::delegated)
                .row("src_pas", ERROR_INPUT, 4, ConditionScene::secure)
                .granule("data", "data_state", 2, ConditionScene::page)
                .granule("rd", "rd_state", 1, ConditionScene::delegated)
                .state("realm_state", ERROR_REALM, 0, (scene, operands) -> scene.activate())
                .row("ipa_align", ERROR_INPUT, 3, scene -> UNASSIGNED + 8)
                .row("ipa_bound", ERROR_INPUT, 3, ConditionScene::shared)
                .row("rtt_walk", ERROR_RTT, 2, 3, scene -> WITHOUT_TABLE)
                .row("rtte_state", ERROR_RTT, 3, 3, scene -> ASSIGNED);
    }

    private static ConditionTable dataCreateUnknown() {
        return new ConditionTable("RMI_DATA_CREATE_UNKNOWN", Rmi.DATA_CREATE_UNKNOWN, scene ->
                        new long[] {scene.rd(), scene.delegated(), UNASSIGNED})
                .granule("data", "data_state", 2, ConditionScene::page)
                .granule("rd", "rd_state", 1, ConditionScene::delegated)
                .row("ipa_align", ERROR_INPUT, 3, scene -> UNASSIGNED + 8)
                .row("ipa_bound", ERROR_INPUT, 3, ConditionScene::shared)
                .row("rtt_walk", ERROR_RTT, 2, 3, scene -> WITHOUT_TABLE)
                .row("rtte_state", ERROR_RTT, 3, 3, scene -> ASSIGNED);
    }

    private static ConditionTable dataDestroy() {
        return new ConditionTable("RMI_DATA_DESTROY", Rmi.DATA_DESTROY, scene -> new long[] {scene.rd(), ASSIGNED})
                .granule("rd", "rd_state", 1, ConditionScene::delegated)
                .row("ipa_align", ERROR_INPUT, 2, scene -> ASSIGNED + 8)
                .row("ipa_bound", ERROR_INPUT, 2, ConditionScene::shared)
                .row("rtt_walk", ERROR_RTT, 2, 2, scene -> WITHOUT_TABLE)
                .row("rtte_state", ERROR_RTT, 3, 2, scene -> UNASSIGNED);
    }

    private static ConditionTable activate() {
        return new ConditionTable("RMI_REALM_ACTIVATE", Rmi.REALM_ACTIVATE, scene -> new long[] {scene.rd()})
                .granule("rd", "rd_state", 1, ConditionScene::delegated)
                .state("realm_state", ERROR_REALM, 0, (scene, operands) -> scene.activate());
    }

    private static ConditionTable realmDestroy() {
        return new ConditionTable("RMI_REALM_DESTROY", Rmi.REALM_DESTROY, scene ->
                        new long[] {scene.other().rd()})
                .granule("rd", "rd_state", 1, ConditionScene::delegated)
                .row("realm_live", ERROR_REALM, 1, ConditionScene::rd)
                .state(
                        "realm_live",
                        ERROR_REALM,
                        0,
                        (scene, operands) -> scene.other().rec(0));
    }

    private static ConditionTable auxiliaryCount() {
        return new ConditionTable("RMI_REC_AUX_COUNT", Rmi.REC_AUX_COUNT, scene -> new long[] {scene.rd()})
                .granule("rd", "rd_state", 1, ConditionScene::delegated);
    }

    private static ConditionTable recDestroy() {
        return new ConditionTable("RMI_REC_DESTROY", Rmi.REC_DESTROY, scene -> new long[] {scene.rec()})
                .granule("rec", "rec_gran_state", 1, ConditionScene::rd)
                .state("rec_state", ERROR_REC, 0, (scene, operands) -> scene.run());
    }

    private static ConditionTable rttCreate() {
        return new ConditionTable("RMI_RTT_CREATE", Rmi.RTT_CREATE, scene ->
                        new long[] {scene.rd(), scene.delegated(), WITHOUT_TABLE, 3})
                .granule("rtt", "rtt_state", 2, ConditionScene::page)
                .granule("rd", "rd_state", 1, ConditionScene::delegated)
                .row("level_bound", ERROR_INPUT, 4, scene -> 1L)
                .row("ipa_bound", ERROR_INPUT, 3, RmiConditionTests::outside)
                .row("ipa_align", ERROR_INPUT, 3, scene -> WITHOUT_TABLE + GRANULE)
                .row("rtt_walk", ERROR_RTT, 1, 3, scene -> GIB)
                .row("rtte_state", ERROR_RTT, 2, 3, scene -> ASSIGNED);
    }

    private static ConditionTable rttDestroy() {
        return new ConditionTable("RMI_RTT_DESTROY", Rmi.RTT_DESTROY, scene -> new long[] {scene.rd(), HOMOGENEOUS, 3})
                .granule("rd", "rd_state", 1, ConditionScene::delegated)
                .row("level_bound", ERROR_INPUT, 3, scene -> 4L)
                .row("ipa_bound", ERROR_INPUT, 2, RmiConditionTests::outside)
                .row("ipa_align", ERROR_INPUT, 2, scene -> HOMOGENEOUS + GRANULE)
                .row("rtt_walk", ERROR_RTT, 1, 2, scene -> GIB)
                .row("rtte_state", ERROR_RTT, 2, 2, scene -> WITHOUT_TABLE)
                .row("rtt_live", ERROR_RTT, 3, 2, scene -> ASSIGNED);
    }

    private static ConditionTable rttFold() {
        return new ConditionTable("RMI_RTT_FOLD", Rmi.RTT_FOLD, scene -> new long[] {scene.rd(), HOMOGENEOUS, 3})
                .granule("rd", "rd_state", 1, ConditionScene::delegated)
                .row("level_bound", ERROR_INPUT, 3, scene -> 4L)
                .row("ipa_bound", ERROR_INPUT, 2, RmiConditionTests::outside)
                .row("ipa_align", ERROR_INPUT, 2, scene -> HOMOGENEOUS + GRANULE)
                .row("rtt_walk", ERROR_RTT, 1, 2, scene -> GIB)
                .row("rtte_state", ERROR_RTT, 2, 2, scene -> WITHOUT_TABLE)
                .row("rtt_homo", ERROR_RTT, 3, 2, scene -> ASSIGNED);
    }

    private static ConditionTable readEntry() {
        return new ConditionTable(
                        "RMI_RTT_READ_ENTRY", Rmi.RTT_READ_ENTRY, scene -> new long[] {scene.rd(), ASSIGNED, 3})
                .granule("rd", "rd_state", 1, ConditionScene::delegated)
                .row("level_bound", ERROR_INPUT, 3, scene -> 0L)
                .row("ipa_bound", ERROR_INPUT, 2, RmiConditionTests::outside)
                .row("ipa_align", ERROR_INPUT, 2, scene -> 8L);
    }

    private static ConditionTable mapUnprotected() {
        return new ConditionTable("RMI_RTT_MAP_UNPROTECTED", Rmi.RTT_MAP_UNPROTECTED, scene ->
                        new long[] {scene.rd(), scene.shared() + GRANULE, 3, 0x9000_0000L})
                .row("attr_valid", ERROR_INPUT, 4, scene -> 1L)
                .granule("rd", "rd_state", 1, ConditionScene::delegated)
                .row("level_bound", ERROR_INPUT, 3, scene -> 0L)
                .state("addr_align", ERROR_INPUT, 0, Set.of(2, 3, 4), (scene, operands) -> {
                    operands[1] = scene.shared() + 16 * BLOCK;
                    operands[2] = 2;
                    operands[3] = GRANULE;
                })
                .row("ipa_align", ERROR_INPUT, 2, scene -> scene.shared() + 8)
                .row("ipa_bound", ERROR_INPUT, 2, RmiConditionTests::outside)
                .row("ipa_bound", ERROR_INPUT, 2, scene -> UNASSIGNED)
                .row("rtt_walk", ERROR_RTT, 2, 2, scene -> scene.shared() + WITHOUT_TABLE)
                .row("rtte_state", ERROR_RTT, 3, 2, ConditionScene::shared);
    }

    private static ConditionTable unmapUnprotected() {
        return new ConditionTable("RMI_RTT_UNMAP_UNPROTECTED", Rmi.RTT_UNMAP_UNPROTECTED, scene ->
                        new long[] {scene.rd(), scene.shared(), 3})
                .granule("rd", "rd_state", 1, ConditionScene::delegated)
                .row("level_bound", ERROR_INPUT, 3, scene -> 0L)
                .row("ipa_align", ERROR_INPUT, 2, scene -> scene.shared() + 8)
                .row("ipa_bound", ERROR_INPUT, 2, RmiConditionTests::outside)
                .row("ipa_bound", ERROR_INPUT, 2, scene -> ASSIGNED)
                .row("rtt_walk", ERROR_RTT, 2, 2, scene -> scene.shared() + WITHOUT_TABLE)
                .row("rtte_state", ERROR_RTT, 3, 2, scene -> scene.shared() + GRANULE);
    }

    private static ConditionTable initRipas() {
        return new ConditionTable("RMI_RTT_INIT_RIPAS", Rmi.RTT_INIT_RIPAS, scene ->
                        new long[] {scene.rd(), UNASSIGNED, UNASSIGNED + GRANULE})
                .granule("rd", "rd_state", 1, ConditionScene::delegated)
                .state("size_valid", ERROR_INPUT, 0, Set.of(2, 3), (scene, operands) -> operands[2] = operands[1])
                .row("top_gran_align", ERROR_INPUT, 3, scene -> UNASSIGNED + GRANULE + 8)
                .row("top_bound", ERROR_INPUT, 3, scene -> scene.shared() + GRANULE)
                .state("realm_state", ERROR_REALM, 0, (scene, operands) -> scene.activate())
                .state("base_align", ERROR_RTT, 2, Set.of(2, 3), (scene, operands) -> {
                    operands[1] = WITHOUT_TABLE + GRANULE;
                    operands[2] = WITHOUT_TABLE + BLOCK;
                })
                .row("rtte_state", ERROR_RTT, 3, 2, scene -> ASSIGNED)
                .state("no_progress", ERROR_RTT, 2, Set.of(2, 3), (scene, operands) -> {
                    operands[1] = WITHOUT_TABLE;
                    operands[2] = WITHOUT_TABLE + GRANULE;
                });
    }

    private static List<ConditionTable> tables() {
        return List.of(
                delegate(),
                undelegate(),
                dataCreate(),
                dataCreateUnknown(),
                dataDestroy(),
                activate(),
                realmDestroy(),
                auxiliaryCount(),
                recDestroy(),
                rttCreate(),
                rttDestroy(),
                rttFold(),
                readEntry(),
                mapUnprotected(),
                unmapUnprotected(),
                initRipas());
    }

    @TestFactory
    Stream<DynamicTest> conditionsAreRefusedInTheirOrder() {
        return tables().stream().flatMap(ConditionTable::tests);
    }

    /**
     * What the specification names, without what cannot be violated here: no address of RAM has more than 48 bits
     * (data_bound2, rtt_bound2, addr_bound).
     */
    private static final Map<String, Set<String>> SPECIFIED = Map.ofEntries(
            conditions("RMI_GRANULE_DELEGATE", "gran_align gran_bound gran_state gran_gpt"),
            conditions("RMI_GRANULE_UNDELEGATE", "gran_align gran_bound gran_state"),
            conditions(
                    "RMI_DATA_CREATE",
                    "src_align src_bound src_pas data_align data_bound data_state rd_align rd_bound rd_state ipa_align"
                            + " ipa_bound realm_state rtt_walk rtte_state"),
            conditions(
                    "RMI_DATA_CREATE_UNKNOWN",
                    "data_align data_bound data_state rd_align rd_bound rd_state ipa_align ipa_bound rtt_walk"
                            + " rtte_state"),
            conditions("RMI_DATA_DESTROY", "rd_align rd_bound rd_state ipa_align ipa_bound rtt_walk rtte_state"),
            conditions("RMI_REALM_ACTIVATE", "rd_align rd_bound rd_state realm_state"),
            conditions("RMI_REALM_DESTROY", "rd_align rd_bound rd_state realm_live"),
            conditions("RMI_REC_AUX_COUNT", "rd_align rd_bound rd_state"),
            conditions("RMI_REC_DESTROY", "rec_align rec_bound rec_gran_state rec_state"),
            conditions(
                    "RMI_RTT_CREATE",
                    "rd_align rd_bound rd_state level_bound ipa_align ipa_bound rtt_align rtt_bound rtt_state rtt_walk"
                            + " rtte_state"),
            conditions(
                    "RMI_RTT_DESTROY",
                    "rd_align rd_bound rd_state level_bound ipa_align ipa_bound rtt_walk rtte_state rtt_live"),
            conditions(
                    "RMI_RTT_FOLD",
                    "rd_align rd_bound rd_state level_bound ipa_align ipa_bound rtt_walk rtte_state rtt_homo"),
            conditions("RMI_RTT_READ_ENTRY", "rd_align rd_bound rd_state level_bound ipa_align ipa_bound"),
            conditions(
                    "RMI_RTT_MAP_UNPROTECTED",
                    "attr_valid rd_align rd_bound rd_state level_bound addr_align ipa_align ipa_bound rtt_walk"
                            + " rtte_state"),
            conditions(
                    "RMI_RTT_UNMAP_UNPROTECTED",
                    "rd_align rd_bound rd_state level_bound ipa_align ipa_bound rtt_walk rtte_state"),
            conditions(
                    "RMI_RTT_INIT_RIPAS",
                    "rd_align rd_bound rd_state size_valid top_bound realm_state base_align rtte_state top_gran_align"
                            + " no_progress"));

    private static Map.Entry<String, Set<String>> conditions(String command, String names) {
        return Map.entry(command, Set.of(names.split(" ", -1)));
    }

    @Test
    void theTablesHaveTheConditionsOfTheSpecification() {
        Map<String, Set<String>> tested = new TreeMap<>();
        for (ConditionTable table : tables()) {
            Set<String> names = new TreeSet<>(table.conditions());
            // That an input has an encoding at all is no condition of a command (B4.2).
            names.remove("flags_valid");
            tested.put(table.name(), names);
        }
        assertThat(tested).isEqualTo(SPECIFIED);
    }
}
