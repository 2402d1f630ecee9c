package dev.realmstep.machine;

import dev.realmstep.cpu.ProcessingElement;
import dev.realmstep.device.ConsoleReceiver;
import dev.realmstep.device.InterruptLine;
import dev.realmstep.monitor.SystemPower;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** A normal world that is code in memory, from one reset of its board to the next. */
final class NormalWorldSoftware implements NormalWorld, SystemPower, InterruptLine {
    private final HostVectorWatch watch = new HostVectorWatch();
    private final Deque<Byte> typed = new ArrayDeque<>();
    private @Nullable ConsoleReceiver console;
    private boolean isOff;
    private boolean wantsReset;

    /**
     * Lets the software live on a board.
     *
     * @param receiver takes what is typed
     */
    void settle(List<ProcessingElement> elements, ConsoleReceiver receiver) {
        console = receiver;
        elements.forEach(element -> element.observeExceptions(watch));
    }

    @Override
    public void off() {
        isOff = true;
    }

    @Override
    public void reset() {
        wantsReset = true;
    }

    /** A watchdog's way of asking for a reset. */
    @Override
    public void setLevel(boolean asserted) {
        wantsReset |= asserted;
    }

    @Override
    public boolean wantsReset() {
        return wantsReset;
    }

    @Override
    public boolean wantsInput() {
        passOn();
        return hasRoom() && typed.isEmpty();
    }

    @Override
    public void type(byte[] bytes) {
        for (byte value : bytes) {
            typed.addLast(value);
        }
        passOn();
    }

    private void passOn() {
        while (console != null && hasRoom() && !typed.isEmpty()) {
            console.receive(typed.removeFirst());
        }
    }

    private boolean hasRoom() {
        return console != null && console.receiveRoom() > 0;
    }

    @Override
    public @Nullable StopReason end(List<VirtualCpu> cpus) {
        Optional<ProcessingElement> failed = watch.failed();
        if (failed.isPresent()) {
            VirtualCpu cpu = cpus.get(failed.get().index());
            return new StopReason.Failed(cpu, cpu.programCounter(), HostVectorWatch.explain(cpu.element()));
        }
        return isOff ? new StopReason.Ended(0, "PSCI SYSTEM_OFF") : null;
    }

    @Override
    public StopReason rest() {
        return new StopReason.AtRest();
    }
}
