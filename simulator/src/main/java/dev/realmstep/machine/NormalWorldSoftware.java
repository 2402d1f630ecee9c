package dev.realmstep.machine;

import dev.realmstep.device.ConsoleReceiver;
import dev.realmstep.device.InterruptLine;
import dev.realmstep.monitor.SystemPower;
import java.util.ArrayDeque;
import java.util.Deque;
import org.jspecify.annotations.Nullable;

/** A normal world that is code in memory, from one reset of its board to the next. */
final class NormalWorldSoftware implements NormalWorld, SystemPower, InterruptLine {
    private final Deque<Byte> typed = new ArrayDeque<>();
    private @Nullable ConsoleReceiver console;
    private boolean isOff;
    private boolean wantsReset;

    /** Connects the device that takes what is typed. */
    void connect(ConsoleReceiver receiver) {
        console = receiver;
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
    public @Nullable StopReason end() {
        return isOff ? new StopReason.Ended(0, "PSCI SYSTEM_OFF") : null;
    }

    @Override
    public StopReason rest() {
        return new StopReason.AtRest();
    }
}
