package dev.realmstep.rmm;

import static org.assertj.core.api.Assertions.assertThat;

import dev.realmstep.rmm.refusal.Refusal;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/**
 * The failure conditions of RSI and PSCI, call by call in the order in which they are looked at (RMM specification 1.0,
 * B5.3 and B6.3).
 */
class RsiConditionTests {
    private static final long RSI_ERROR_INPUT = 1;
    private static final long RSI_ERROR_STATE = 2;
    private static final long INVALID_PARAMETERS = -2;
    private static final long ALREADY_ON = -4;
    private static final long INVALID_ADDRESS = -9;
    private static final long GRANULE = NormalWorld.GRANULE;
    private static final long UNPROTECTED = 0x1_0000_0000L;

    private final NormalWorld host = new NormalWorld();
    private final TestGuest guest = new TestGuest(host, TestGuest.SMC, true);

    /**
     * A condition and a value that violates it.
     *
     * @param x0 the result
     * @param operand the number of the operand
     */
    private record Row(String condition, long x0, int operand, long value) {}

    /** A call with operands that no condition refuses, but for one that the scene violates at any rate. */
    private static final class Table {
        private final String name;
        private final long function;
        private final long[] valid;
        private final List<Row> rows = new ArrayList<>();

        Table(String name, long function, long... valid) {
            this.name = name;
            this.function = function;
            this.valid = valid;
        }

        Table row(String condition, long x0, int operand, long value) {
            rows.add(new Row(condition, x0, operand, value));
            return this;
        }
    }

    private static List<Table> tables() {
        return List.of(
                new Table("RSI_VERSION", 0xC400_0190L, 0x1_0000)
                        .row("version", RSI_ERROR_INPUT, 1, 0x1_0001)
                        .row("version", RSI_ERROR_INPUT, 1, 0x2_0000)
                        .row("version", RSI_ERROR_INPUT, 1, 0x1_0000_0000L | 0x1_0000),
                new Table("RSI_MEASUREMENT_READ", 0xC400_0192L, 0).row("index_bound", RSI_ERROR_INPUT, 1, 5),
                new Table("RSI_MEASUREMENT_EXTEND", 0xC400_0193L, 1, 8)
                        .row("index_bound", RSI_ERROR_INPUT, 1, 0)
                        .row("index_bound", RSI_ERROR_INPUT, 1, 5)
                        .row("size_bound", RSI_ERROR_INPUT, 2, 65),
                new Table("RSI_ATTESTATION_TOKEN_CONTINUE", 0xC400_0195L, TestGuest.DATA, 16, 16)
                        .row("addr_align", RSI_ERROR_INPUT, 1, TestGuest.DATA + 8)
                        .row("addr_bound", RSI_ERROR_INPUT, 1, UNPROTECTED)
                        .row("offset_bound", RSI_ERROR_INPUT, 2, GRANULE)
                        .row("size_overflow", RSI_ERROR_INPUT, 3, -1)
                        .row("size_bound", RSI_ERROR_INPUT, 3, GRANULE + 1)
                        .row("state", RSI_ERROR_STATE, 4, 0),
                new Table("RSI_REALM_CONFIG", 0xC400_0196L, TestGuest.DATA)
                        .row("addr_align", RSI_ERROR_INPUT, 1, TestGuest.DATA + 8)
                        .row("addr_bound", RSI_ERROR_INPUT, 1, UNPROTECTED)
                        .row("addr_ripas", RSI_ERROR_INPUT, 1, TestGuest.EMPTY),
                new Table("RSI_IPA_STATE_SET", 0xC400_0197L, TestGuest.DATA, TestGuest.EMPTY, 0, 0)
                        .row("base_align", RSI_ERROR_INPUT, 1, TestGuest.DATA + 8)
                        .row("top_align", RSI_ERROR_INPUT, 2, TestGuest.EMPTY + 8)
                        .row("size_valid", RSI_ERROR_INPUT, 2, TestGuest.DATA)
                        .row("rgn_bound", RSI_ERROR_INPUT, 2, UNPROTECTED + GRANULE)
                        .row("ripas_valid", RSI_ERROR_INPUT, 3, 2),
                new Table("RSI_IPA_STATE_GET", 0xC400_0198L, TestGuest.DATA, TestGuest.EMPTY)
                        .row("base_align", RSI_ERROR_INPUT, 1, TestGuest.DATA + 8)
                        .row("end_align", RSI_ERROR_INPUT, 2, TestGuest.EMPTY + 8)
                        .row("size_valid", RSI_ERROR_INPUT, 2, TestGuest.DATA)
                        .row("rgn_bound", RSI_ERROR_INPUT, 2, UNPROTECTED + GRANULE),
                new Table("RSI_HOST_CALL", 0xC400_0199L, TestGuest.DATA)
                        .row("addr_align", RSI_ERROR_INPUT, 1, TestGuest.DATA + 8)
                        .row("addr_bound", RSI_ERROR_INPUT, 1, UNPROTECTED)
                        .row("addr_ripas", RSI_ERROR_INPUT, 1, TestGuest.EMPTY),
                new Table("PSCI_CPU_ON", 0xC400_0003L, 1, TestGuest.CODE, 0)
                        .row("entry", INVALID_ADDRESS, 2, UNPROTECTED)
                        .row("mpidr", INVALID_PARAMETERS, 1, 2)
                        .row("runnable", ALREADY_ON, 1, 0),
                new Table("PSCI_AFFINITY_INFO", 0xC400_0004L, 1, 0)
                        .row("target_bound", INVALID_PARAMETERS, 2, 1)
                        .row("target_match", INVALID_PARAMETERS, 1, 2));
    }

    @TestFactory
    Stream<DynamicTest> eachConditionIsRefusedForItself() {
        return tables().stream()
                .flatMap(table -> table.rows.stream()
                        .map(row -> DynamicTest.dynamicTest(
                                "%s: %s".formatted(table.name, row.condition()), () -> check(table, row))));
    }

    @TestFactory
    Stream<DynamicTest> ofTwoConditionsTheFirstIsRefused() {
        List<DynamicTest> tests = new ArrayList<>();
        for (Table table : tables()) {
            for (int first = 0; first < table.rows.size(); first++) {
                for (Row later : table.rows.subList(first + 1, table.rows.size())) {
                    Row row = table.rows.get(first);
                    if (row.operand() != later.operand()) {
                        tests.add(DynamicTest.dynamicTest(
                                "%s: %s comes before %s".formatted(table.name, row.condition(), later.condition()),
                                () -> check(table, row, later)));
                    }
                }
            }
        }
        return tests.stream();
    }

    private void check(Table table, Row... violated) {
        long[] operands = new long[4];
        System.arraycopy(table.valid, 0, operands, 0, table.valid.length);
        for (Row row : violated) {
            operands[row.operand() - 1] = row.value();
        }
        assertThat(guest.call(table.function, operands)).isEqualTo(violated[0].x0());
        Refusal refusal = host.lastRefusal().orElseThrow();
        assertThat(refusal.condition()).isEqualTo(violated[0].condition());
        assertThat(refusal.operand()).isNotBlank();
        assertThat(refusal.found().state()).isNotBlank();
        assertThat(refusal.explanation()).isNotBlank();
        assertThat(guest.registers().general(3))
                .as("X3, which is no result of any of them")
                .isZero();
    }
}
