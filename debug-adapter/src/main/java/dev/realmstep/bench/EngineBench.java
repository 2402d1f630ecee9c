package dev.realmstep.bench;

import java.util.List;
import java.util.function.Consumer;

/** Lets QEMU and Realmstep do the same tasks by turns, so that what disturbs the host disturbs both. */
public final class EngineBench {
    private final List<Task> tasks;
    private final int rounds;

    EngineBench(List<Task> tasks, int rounds) {
        this.tasks = List.copyOf(tasks);
        this.rounds = rounds;
    }

    /**
     * Does all rounds.
     *
     * @param withKernels whether the parts of workloads are told apart
     * @param progress is told what begins
     * @throws ContenderException if a contender fails, or they do not come to the same
     */
    public Comparison run(boolean withKernels, Consumer<String> progress)
            throws ContenderException, InterruptedException {
        Comparison comparison = new Comparison(withKernels);
        for (int round = 1; round <= rounds; round++) {
            for (Task task : tasks) {
                progress.accept("round %d of %d: %s".formatted(round, rounds, task.name()));
                boolean qemuFirst = round % 2 == 1;
                Task.Done before = qemuFirst ? task.byQemu() : task.byRealmstep();
                Task.Done after = qemuFirst ? task.byRealmstep() : task.byQemu();
                comparison.add(task, qemuFirst ? before : after, qemuFirst ? after : before);
            }
        }
        return comparison;
    }
}
