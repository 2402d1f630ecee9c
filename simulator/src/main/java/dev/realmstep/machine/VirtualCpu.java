package dev.realmstep.machine;

import dev.realmstep.cpu.ExceptionLevel;
import dev.realmstep.cpu.ProcessingElement;
import dev.realmstep.cpu.SecurityState;
import dev.realmstep.cpu.SystemRegister;
import java.util.Optional;

/**
 * A virtual processor of the realm as a debugger sees it: its registers and the memory at its virtual addresses. Where
 * software of the normal world has the machine, it is the processing element, in whichever world that is.
 *
 * <p>Virtual processor n runs on processing element n; between two runs of the machine its registers are there, since the
 * machine stops only in front of an instruction of code in memory or when a processor is off.
 */
public final class VirtualCpu {
    /** What a virtual processor is doing while the machine stands. */
    public enum Activity {
        /** Powered off, or not yet powered on (PSCI). */
        OFF,
        /** In WFI or WFE. */
        WAITING,
        /** In front of an instruction. */
        RUNNING
    }

    private ProcessingElement element;
    private RealmWorld world;

    VirtualCpu(ProcessingElement element, RealmWorld world) {
        this.element = element;
        this.world = world;
    }

    /** The machine was reset, and has other elements since. */
    void moveTo(ProcessingElement newElement, RealmWorld newWorld) {
        element = newElement;
        world = newWorld;
    }

    /** From 0. */
    public int index() {
        return element.index();
    }

    public Activity activity() {
        if (element.resident() != null) {
            return Activity.OFF;
        }
        return element.isWaiting() ? Activity.WAITING : Activity.RUNNING;
    }

    /** Whose software it executes: that of the normal world, or that of a realm. */
    public SecurityState world() {
        return element.securityState() == SecurityState.REALM ? SecurityState.REALM : SecurityState.NON_SECURE;
    }

    /** The software of the normal world that has entered the realm that it executes; none where that is no code in memory. */
    public Optional<SuspendedWorld> entrant() {
        return world.entrant(element);
    }

    public ExceptionLevel exceptionLevel() {
        return element.exceptionLevel();
    }

    public long programCounter() {
        return element.programCounter();
    }

    public void setProgramCounter(long address) {
        element.setProgramCounter(address);
    }

    /** Xn, 0 to 30. */
    public long x(int n) {
        return element.x(n);
    }

    public void setX(int n, long value) {
        element.setX(n, value);
    }

    public long stackPointer() {
        return element.stackPointer();
    }

    public void setStackPointer(long value) {
        element.setStackPointer(value);
    }

    /** PSTATE in the format of SPSR_ELx. */
    public long processState() {
        return element.state().toSpsr();
    }

    /** The stored value of a system register. */
    public long systemRegister(SystemRegister register) {
        return element.systemRegisters().get(register);
    }

    /** Whether an intermediate physical address is RAM that the realm has not touched: what it would find there is zero. */
    public boolean isUntouchedRam(long ipa) {
        return world.isUntouchedRam(element, ipa);
    }

    /** The processing element underneath, for views that need more than registers. */
    public ProcessingElement element() {
        return element;
    }
}
