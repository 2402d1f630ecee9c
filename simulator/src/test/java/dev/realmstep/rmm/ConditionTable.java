package dev.realmstep.rmm;

import static org.assertj.core.api.Assertions.assertThat;

import dev.realmstep.rmm.refusal.Refusal;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;

/**
 * The failure conditions of one RMI command, in the order in which they are looked at, each with a call that violates
 * it. From that follow tests: the command succeeds where none is violated, each is reported when it is violated alone,
 * and of two that are violated at once the first is.
 */
final class ConditionTable {
    /** Violates a condition in a scene, by what is done there and by operands. */
    @FunctionalInterface
    interface Violation {
        void apply(ConditionScene scene, long[] operands);
    }

    /**
     * A row.
     *
     * @param condition its name in the specification
     * @param index of the return code
     * @param operands the numbers of the operands that violate it, none if only the scene does
     */
    private record Row(String condition, int status, int index, Set<Integer> operands, Violation violation) {
        /** Whether both can be violated at once. */
        boolean goesWith(Row other) {
            return Collections.disjoint(operands, other.operands);
        }
    }

    private final String name;
    private final long function;
    private final Function<ConditionScene, long[]> valid;
    private final List<Row> rows = new ArrayList<>();

    /** @param valid operands with which the command succeeds */
    ConditionTable(String name, long function, Function<ConditionScene, long[]> valid) {
        this.name = name;
        this.function = function;
        this.valid = valid;
    }

    String name() {
        return name;
    }

    List<String> conditions() {
        return rows.stream().map(Row::condition).distinct().toList();
    }

    /** A condition on the value of an operand. */
    ConditionTable row(String condition, int status, int operand, Function<ConditionScene, Long> value) {
        return row(condition, status, 0, operand, value);
    }

    ConditionTable row(String condition, int status, int index, int operand, Function<ConditionScene, Long> value) {
        rows.add(new Row(
                condition,
                status,
                index,
                Set.of(operand),
                (scene, operands) -> operands[operand - 1] = value.apply(scene)));
        return this;
    }

    /** A condition on eight bytes of the structure that an operand points to. */
    ConditionTable field(String condition, int status, int offset, Function<ConditionScene, Long> value) {
        return state(
                condition,
                status,
                0,
                Set.of(field(offset)),
                (scene, operands) -> scene.setField(offset, value.apply(scene)));
    }

    /** A field among the numbers of operands. */
    static int field(int offset) {
        return 0x1_0000 + offset;
    }

    /** A condition on something that the scene does first, or on several operands. */
    ConditionTable state(String condition, int status, int index, Set<Integer> operands, Violation violation) {
        rows.add(new Row(condition, status, index, operands, violation));
        return this;
    }

    ConditionTable state(String condition, int status, int index, Violation violation) {
        return state(condition, status, index, Set.of(), violation);
    }

    /** The conditions that an operand is the address of a granule in a state. */
    ConditionTable granule(String prefix, String state, int operand, Function<ConditionScene, Long> inAnotherState) {
        return row(prefix + "_align", RmiReply.ERROR_INPUT, operand, scene -> NormalWorld.RAM + 8)
                .row(prefix + "_bound", RmiReply.ERROR_INPUT, operand, scene -> NormalWorld.NOWHERE)
                .row(state, RmiReply.ERROR_INPUT, operand, inAnotherState);
    }

    Stream<DynamicTest> tests() {
        Stream<DynamicTest> alone = rows.stream()
                .map(row -> DynamicTest.dynamicTest("%s: %s".formatted(name, row.condition()), () -> check(row)));
        Stream<DynamicTest> pairs = Stream.iterate(0, n -> n < rows.size(), n -> n + 1)
                .flatMap(n -> rows.stream()
                        .skip(n + 1L)
                        .filter(rows.get(n)::goesWith)
                        .map(later -> pair(rows.get(n), later)));
        DynamicTest success = DynamicTest.dynamicTest(name + " succeeds", () -> {
            ConditionScene scene = new ConditionScene();
            scene.host().rmi(function, valid.apply(scene)).succeeds();
        });
        return Stream.concat(Stream.of(success), Stream.concat(alone, pairs));
    }

    private DynamicTest pair(Row first, Row later) {
        String title = "%s: %s comes before %s".formatted(name, first.condition(), later.condition());
        return DynamicTest.dynamicTest(title, () -> check(first, later));
    }

    /** Violates conditions and expects the first. */
    private void check(Row... violated) {
        ConditionScene scene = new ConditionScene();
        long[] operands = valid.apply(scene);
        for (Row row : violated) {
            row.violation().apply(scene, operands);
        }
        List<String> before = scene.fingerprint();
        RmiReply reply = scene.host().rmi(function, operands);
        reply.refuses(violated[0].status(), violated[0].index(), violated[0].condition());
        assertExplained(reply.refusal().orElseThrow());
        assertThat(scene.fingerprint()).as("what the RMM knows").isEqualTo(before);
    }

    private static void assertExplained(Refusal refusal) {
        assertThat(refusal.operand()).isNotBlank();
        assertThat(refusal.found().state()).isNotBlank();
        assertThat(refusal.explanation()).isNotBlank();
    }
}
