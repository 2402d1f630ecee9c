package dev.realmstep.machine;

import dev.realmstep.cpu.Engine;
import dev.realmstep.cpu.ExceptionLevel;
import dev.realmstep.cpu.ProcessingElement;
import dev.realmstep.cpu.StopCondition;
import dev.realmstep.cpu.SystemRegister;
import dev.realmstep.host.RealmPlan;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;

/**
 * Runs a realm on two machines at once, each with an engine of its own, and compares all that can be seen of them: the
 * registers, flags and instruction counts of every processor after each stretch, and the whole memory now and then.
 */
public final class EngineComparison {
    /**
     * Instructions between two comparisons: a prime, so that stretches end anywhere in blocks, and a few blocks long, so that
     * a difference is found near its cause.
     */
    private static final long STRETCH = 499;

    /** Comparing memory takes as long as many stretches. */
    private static final int STRETCHES_PER_MEMORY = 4096;

    private final Machine reference;
    private final Machine tested;
    private long comparisons;

    /**
     * Two machines that are about to build the same realm.
     *
     * @param console what the reference's console is connected to
     */
    public EngineComparison(RealmPlan plan, GuestConsole console, Engine reference, Engine tested) {
        this.reference = Machine.forRealm(plan, console, reference);
        this.tested = Machine.forRealm(plan, value -> {}, tested);
    }

    /** What a comparison came to. */
    public sealed interface Result {}

    /**
     * The machines were equal all the time.
     *
     * @param instructions that each executed
     * @param end how the reference ended, or that it reached the limit
     */
    public record Equal(long instructions, StopReason end) implements Result {}

    /**
     * The machines were no longer equal.
     *
     * @param instructions after which they still were
     * @param differences each in words, the reference's value first
     */
    public record Different(long instructions, List<String> differences) implements Result {}

    /** Runs until the realm ends, so many instructions are executed, or there is a difference. */
    public Result run(long maxInstructions) {
        StopReason end = reference.start();
        tested.start();
        long equalUpTo = 0;
        while (true) {
            List<String> differences = differences();
            if (!differences.isEmpty()) {
                return new Different(equalUpTo, differences);
            }
            equalUpTo = reference.instructions();
            if (end != null && !(end instanceof StopReason.InstructionLimit)) {
                return finish(end);
            }
            if (equalUpTo >= maxInstructions) {
                return finish(new StopReason.InstructionLimit());
            }
            long stretch = Math.min(STRETCH, maxInstructions - equalUpTo);
            end = reference.run(StopCondition.NEVER, stretch);
            tested.run(StopCondition.NEVER, stretch);
        }
    }

    private Result finish(StopReason end) {
        List<String> differences = new ArrayList<>();
        compareMemory(differences);
        return differences.isEmpty()
                ? new Equal(reference.instructions(), end)
                : new Different(reference.instructions(), differences);
    }

    private List<String> differences() {
        List<String> differences = new ArrayList<>();
        for (int index = 0; index < reference.cpus().size(); index++) {
            compare(
                    reference.cpus().get(index).element(),
                    tested.cpus().get(index).element(),
                    differences);
        }
        if (++comparisons % STRETCHES_PER_MEMORY == 0) {
            compareMemory(differences);
        }
        return differences;
    }

    private void compareMemory(List<String> differences) {
        OptionalLong address = reference.ram().firstDifference(tested.ram());
        if (address.isPresent()) {
            long at = address.getAsLong();
            add(
                    differences,
                    "memory at 0x%x".formatted(at),
                    reference.ram().read(at, 8),
                    tested.ram().read(at, 8));
        }
    }

    private static void compare(ProcessingElement one, ProcessingElement other, List<String> differences) {
        String cpu = "vCPU " + one.index() + " ";
        add(differences, cpu + "instructions", one.retired(), other.retired());
        add(differences, cpu + "pc", one.programCounter(), other.programCounter());
        add(differences, cpu + "pstate", one.state().toSpsr(), other.state().toSpsr());
        for (int n = 0; n < 31; n++) {
            add(differences, cpu + "x" + n, one.x(n), other.x(n));
        }
        for (ExceptionLevel level : ExceptionLevel.values()) {
            add(differences, cpu + "sp_" + level, one.stackPointer(level), other.stackPointer(level));
        }
        for (int n = 0; n < 32; n++) {
            add(
                    differences,
                    cpu + "v" + n + ".d[0]",
                    one.vectors().low(n),
                    other.vectors().low(n));
            add(
                    differences,
                    cpu + "v" + n + ".d[1]",
                    one.vectors().high(n),
                    other.vectors().high(n));
        }
        for (SystemRegister register : SystemRegister.values()) {
            add(
                    differences,
                    cpu + register,
                    one.systemRegisters().get(register),
                    other.systemRegisters().get(register));
        }
    }

    private static void add(List<String> differences, String what, long expected, long found) {
        if (expected != found) {
            differences.add("%s: 0x%x, but 0x%x".formatted(what, expected, found));
        }
    }
}
