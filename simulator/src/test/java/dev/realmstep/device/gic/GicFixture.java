package dev.realmstep.device.gic;

import dev.realmstep.cpu.ExceptionLevel;
import dev.realmstep.cpu.HypervisorControl;
import dev.realmstep.cpu.InterruptSignal;
import dev.realmstep.cpu.ProcessingElement;
import dev.realmstep.cpu.SecureConfiguration;
import dev.realmstep.cpu.SecurityState;
import dev.realmstep.cpu.SystemRegister;
import dev.realmstep.memory.MemoryMappedDevice;
import dev.realmstep.memory.SystemBus;
import java.util.List;

/** A GIC with two processing elements, driven by its registers as software does. */
final class GicFixture {
    static final int SPURIOUS = 1023;
    static final int IGROUPR = 0x080;
    static final int ISENABLER = 0x100;
    static final int ICENABLER = 0x180;
    static final int ISPENDR = 0x200;
    static final int ICPENDR = 0x280;
    static final int ISACTIVER = 0x300;
    static final int ICACTIVER = 0x380;
    static final int IPRIORITYR = 0x400;
    static final int ICFGR = 0xC00;
    static final int IGRPMODR = 0xD00;
    static final int IROUTER = 0x6000;
    static final int SGI_BASE = 0x1_0000;
    static final int WAKER = 0x14;

    private static final int SHARED_INTERRUPTS = 64;

    final List<ProcessingElement> elements;
    final GenericInterruptController gic;
    final MemoryMappedDevice distributor;
    final MemoryMappedDevice redistributors;
    ProcessingElement element;

    private GicFixture(boolean twoSecurityStates, RegisterView view) {
        SystemBus bus = new SystemBus();
        elements = List.of(new ProcessingElement(0, bus), new ProcessingElement(1, bus));
        gic = new GenericInterruptController(elements, twoSecurityStates, SHARED_INTERRUPTS);
        distributor = gic.distributor(view);
        redistributors = gic.redistributors(view);
        element = elements.getFirst();
        elements.forEach(e -> {
            e.systemRegisters().set(SystemRegister.SCR_EL3, SecureConfiguration.NS);
            e.state().setExceptionLevel(ExceptionLevel.EL2);
        });
    }

    /** A single security state, as a hypervisor at EL2 finds it, with everything in Group 1 and enabled. */
    static GicFixture single() {
        GicFixture fixture = new GicFixture(false, RegisterView.SINGLE);
        fixture.gic.handOverToNonSecure();
        fixture.enableGroup1();
        return fixture;
    }

    /** Two security states, seen by the Secure one, as reset leaves them. */
    static GicFixture secure() {
        return new GicFixture(true, RegisterView.SECURE);
    }

    /** Two security states after firmware has handed over, seen by the Non-secure one. */
    static GicFixture nonSecure() {
        GicFixture fixture = new GicFixture(true, RegisterView.NON_SECURE);
        fixture.gic.handOverToNonSecure();
        fixture.enableGroup1();
        return fixture;
    }

    private void enableGroup1() {
        distributor.write(0, 4, 1 << 1);
        for (ProcessingElement each : elements) {
            each.writeSystemRegister(SystemRegister.ICC_PMR_EL1, 0xF8);
            each.writeSystemRegister(SystemRegister.ICC_IGRPEN1_EL1, 1);
        }
    }

    long read(SystemRegister register) {
        return element.readSystemRegister(register);
    }

    void write(SystemRegister register, long value) {
        element.writeSystemRegister(register, value);
    }

    /** Enables a shared interrupt of element 0 with a priority. */
    void enable(int id, int priority) {
        distributor.write(IPRIORITYR + id, 1, priority);
        distributor.write(ISENABLER + id / 32 * 4, 4, 1L << (id % 32));
    }

    void makePending(int id) {
        distributor.write(ISPENDR + id / 32 * 4, 4, 1L << (id % 32));
    }

    boolean isPending(int id) {
        return (distributor.read(ISPENDR + id / 32 * 4, 4) >>> (id % 32) & 1) != 0;
    }

    boolean isActive(int id) {
        return (distributor.read(ISACTIVER + id / 32 * 4, 4) >>> (id % 32) & 1) != 0;
    }

    boolean irq() {
        return element.interruptInputs().level(InterruptSignal.IRQ);
    }

    boolean fiq() {
        return element.interruptInputs().level(InterruptSignal.FIQ);
    }

    boolean virtualIrq() {
        return element.interruptInputs().level(InterruptSignal.VIRTUAL_IRQ);
    }

    boolean virtualFiq() {
        return element.interruptInputs().level(InterruptSignal.VIRTUAL_FIQ);
    }

    long acknowledge() {
        return read(SystemRegister.ICC_IAR1_EL1);
    }

    void end(long id) {
        write(SystemRegister.ICC_EOIR1_EL1, id);
    }

    /** Goes to a level of a world. */
    void enter(SecurityState world, ExceptionLevel level) {
        element.systemRegisters().set(SystemRegister.SCR_EL3, SecureConfiguration.selecting(world));
        element.state().setExceptionLevel(level);
        gic.update();
    }

    /** Lets a guest run at EL1 of the realm world whose interrupts EL2 takes. */
    void enterGuest() {
        element.systemRegisters().set(SystemRegister.HCR_EL2, HypervisorControl.IMO | HypervisorControl.FMO);
        enter(SecurityState.REALM, ExceptionLevel.EL1);
    }

    void leaveGuest() {
        enter(SecurityState.REALM, ExceptionLevel.EL2);
    }
}
