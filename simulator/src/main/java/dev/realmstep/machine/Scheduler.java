package dev.realmstep.machine;

import dev.realmstep.cpu.Engine;
import dev.realmstep.cpu.ProcessingElement;
import dev.realmstep.cpu.ResidentFirmware;
import dev.realmstep.cpu.StopCondition;
import dev.realmstep.device.gic.GenericInterruptController;
import java.util.List;
import java.util.function.LongPredicate;

/**
 * Interleaves the processing elements by a fixed quantum of instructions and moves the machine's time, so that two runs
 * of the same machine are equal instruction by instruction.
 */
final class Scheduler {
    /** Long enough that switching costs little, short enough that a processor spinning on another wastes little. */
    private static final long QUANTUM = 10_000;

    /** A processor that is alone is left alone, but for whoever wants the machine to pause. */
    private static final long QUANTUM_ALONE = 1_000_000;

    /** What one turn came to. */
    enum Turn {
        /** Instructions were executed, or firmware ran. */
        RAN,
        /** A processing element is in front of an instruction at which the stop condition holds. */
        STOPPED,
        /** All processing elements wait, and time moved to the next event that may wake one. */
        SLEPT,
        /** All processing elements wait, and whoever sits at the machine wants to look again before time moves. */
        IDLE,
        /** All processing elements wait, and nothing is going to happen. */
        STUCK
    }

    private final List<ProcessingElement> elements;
    private final Engine engine;
    private final MachineTime time;
    private final GenericInterruptController interruptController;
    private final LongPredicate idleness;
    private final long quantum;
    private int current;
    private long quantumLeft;

    /** @param idleness asked before time moves while all wait, with the nanoseconds until the next event */
    Scheduler(Board board, LongPredicate idleness) {
        this.idleness = idleness;
        this.elements = board.elements();
        this.quantum = elements.size() == 1 ? QUANTUM_ALONE : QUANTUM;
        this.quantumLeft = quantum;
        this.engine = board.engine();
        this.time = board.time();
        this.interruptController = board.interruptController();
    }

    /** The processing element whose turn it is. */
    ProcessingElement current() {
        return elements.get(current);
    }

    /** Makes a processing element the next to run. */
    void select(ProcessingElement element) {
        current = element.index();
        quantumLeft = quantum;
    }

    /**
     * Runs one processing element for a while.
     *
     * @param limit instructions at the most, at least 1
     */
    Turn turn(StopCondition stop, long limit) {
        if (!nextThatRuns()) {
            return sleep();
        }
        ProcessingElement element = current();
        ResidentFirmware firmware = element.resident();
        if (firmware != null) {
            firmware.run(element);
            // It may have changed the security state, on which timers and interrupts depend.
            time.update();
            interruptController.update();
            return Turn.RAN;
        }
        long slice = Math.min(Math.min(quantumLeft, limit), time.instructionsUntilNextEvent(element));
        WatchedCondition watched = new WatchedCondition(stop);
        long executed = engine.run(element, slice, watched);
        time.update();
        quantumLeft -= executed;
        if (quantumLeft <= 0) {
            select(elements.get((current + 1) % elements.size()));
        }
        return watched.held ? Turn.STOPPED : Turn.RAN;
    }

    private Turn sleep() {
        if (idleness.test(time.nanosecondsUntilNextEvent())) {
            return Turn.IDLE;
        }
        return time.sleepUntilNextEvent() ? Turn.SLEPT : Turn.STUCK;
    }

    /** Moves to the next processing element, from the current one on, that does not wait. */
    private boolean nextThatRuns() {
        for (int i = 0; i < elements.size(); i++) {
            ProcessingElement candidate = elements.get((current + i) % elements.size());
            if (!candidate.isWaiting()) {
                if (i != 0) {
                    select(candidate);
                }
                return true;
            }
        }
        return false;
    }

    /** Remembers whether the engine came back because of the condition. */
    private static final class WatchedCondition implements StopCondition {
        private final StopCondition condition;
        private boolean held;

        WatchedCondition(StopCondition condition) {
            this.condition = condition;
        }

        @Override
        public boolean stopsAt(ProcessingElement element, long programCounter) {
            held = condition.stopsAt(element, programCounter);
            return held;
        }

        @Override
        public boolean mayStopIn(long pageAddress) {
            return condition.mayStopIn(pageAddress);
        }

        @Override
        public long version() {
            return condition.version();
        }
    }
}
