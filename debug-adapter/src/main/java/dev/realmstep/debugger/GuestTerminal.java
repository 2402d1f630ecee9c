package dev.realmstep.debugger;

import dev.realmstep.machine.GuestConsole;
import java.io.ByteArrayOutputStream;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/**
 * The terminal at the realm's console: keeps what is typed until the guest takes it, and watches what the guest writes.
 *
 * <p>{@link #type} and {@link #wake} may be called from any thread; all else belongs to the session's.
 */
public final class GuestTerminal implements GuestConsole {
    private final GuestConsole front;
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition changed = lock.newCondition();
    private final ByteArrayOutputStream keyboard = new ByteArrayOutputStream();
    private boolean news;
    private volatile boolean attended;
    private @Nullable AwaitedText awaited;

    /** @param front where the guest's output goes, and from where more input may come */
    GuestTerminal(GuestConsole front) {
        this.front = front;
    }

    /** Types at the guest's console. */
    public void type(byte[] bytes) {
        lock.lock();
        try {
            keyboard.writeBytes(bytes);
        } finally {
            lock.unlock();
        }
        wake();
    }

    /** Ends a wait in the guest's idle time, so that the machine notices what else it was asked for. */
    void wake() {
        lock.lock();
        try {
            news = true;
            changed.signalAll();
        } finally {
            lock.unlock();
        }
    }

    /** Says whether somebody sits at the terminal: the guest's idle time then passes as slowly as theirs. */
    public void setAttended(boolean somebody) {
        attended = somebody;
    }

    /** Begins to look for a text in what the guest writes from now on. */
    void await(AwaitedText text) {
        awaited = text;
    }

    @Override
    public void write(byte value) {
        front.write(value);
        if (awaited != null) {
            awaited.append(value);
        }
    }

    @Override
    public byte[] typed() {
        byte[] typed = takeTyped();
        return typed.length > 0 ? typed : front.typed();
    }

    private byte[] takeTyped() {
        lock.lock();
        try {
            byte[] all = keyboard.toByteArray();
            keyboard.reset();
            return all;
        } finally {
            lock.unlock();
        }
    }

    @Override
    public boolean idle(long nanoseconds) {
        return front.idle(nanoseconds) || (attended && awaitNews(nanoseconds));
    }

    /** Waits; what was typed before and not taken since is no news, or a guest that takes nothing would never sleep. */
    private boolean awaitNews(long nanoseconds) {
        lock.lock();
        try {
            long left = nanoseconds;
            while (!news && left > 0) {
                left = changed.awaitNanos(left);
            }
            boolean any = news;
            news = false;
            return any;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        } finally {
            lock.unlock();
        }
    }
}
