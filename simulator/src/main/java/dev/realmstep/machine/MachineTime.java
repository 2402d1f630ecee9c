package dev.realmstep.machine;

import dev.realmstep.cpu.ProcessingElement;
import dev.realmstep.device.InterruptLine;
import dev.realmstep.device.TimedDevice;
import dev.realmstep.device.gic.GenericInterruptController;
import dev.realmstep.device.timer.GenericTimers;
import dev.realmstep.device.timer.SystemCounter;
import java.util.ArrayList;
import java.util.List;

/**
 * The machine's time: a function of the instructions that its processors have executed, and of the time they slept; with
 * the timers, counters and devices that make things happen at a time.
 */
final class MachineTime {
    /** INTID of the performance monitors' overflow interrupt, where the base system architecture has it. */
    private static final int COUNTER_OVERFLOW = 23;

    private final List<ProcessingElement> elements;
    private final SystemCounter counter;
    private final List<TimedDevice> devices = new ArrayList<>();
    private final List<InterruptLine> overflowLines;

    /** @param interruptController that the timers' outputs lead to */
    MachineTime(List<ProcessingElement> elements, GenericInterruptController interruptController) {
        this.elements = List.copyOf(elements);
        this.counter = new SystemCounter(this::instructions);
        for (ProcessingElement element : elements) {
            add(new GenericTimers(element, counter, interrupt -> interruptController.privateLine(element, interrupt)));
        }
        this.overflowLines = elements.stream()
                .map(element -> interruptController.privateLine(element, COUNTER_OVERFLOW))
                .toList();
    }

    /** Lets a device do what it does by itself. */
    void add(TimedDevice device) {
        devices.add(device);
    }

    /** What all clocks of the machine show the time of. */
    SystemCounter counter() {
        return counter;
    }

    /** Instructions that all processors have executed together. */
    long instructions() {
        long sum = 0;
        for (ProcessingElement element : elements) {
            sum += element.retired();
        }
        return sum;
    }

    /**
     * How many instructions an element may execute before something happens by itself: a timer fires, or one of the
     * element's own counters overflows; at least 1.
     */
    long instructionsUntilNextEvent(ProcessingElement element) {
        return Math.min(
                SystemCounter.instructionsIn(ticksUntilNextEvent()),
                element.performanceMonitors().instructionsUntilInterrupt());
    }

    /** {@link Long#MAX_VALUE} if nothing is going to happen by itself. */
    long nanosecondsUntilNextEvent() {
        long ticks = ticksUntilNextEvent();
        return ticks == SystemCounter.NEVER ? Long.MAX_VALUE : SystemCounter.nanosecondsIn(ticks);
    }

    /** Lets happen what the time has come for. */
    void update() {
        devices.forEach(TimedDevice::update);
        for (ProcessingElement element : elements) {
            overflowLines
                    .get(element.index())
                    .setLevel(element.performanceMonitors().interruptLevel());
        }
    }

    /** Moves time to the next thing that happens by itself; false if there is none. */
    boolean sleepUntilNextEvent() {
        long ticks = ticksUntilNextEvent();
        if (ticks == SystemCounter.NEVER) {
            return false;
        }
        counter.sleep(ticks);
        update();
        return true;
    }

    private long ticksUntilNextEvent() {
        long next = SystemCounter.NEVER;
        for (TimedDevice device : devices) {
            next = Math.min(next, device.ticksUntilNextEvent());
        }
        return next;
    }
}
