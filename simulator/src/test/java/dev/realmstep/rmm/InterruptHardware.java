package dev.realmstep.rmm;

import dev.realmstep.cpu.ProcessingElement;
import dev.realmstep.cpu.SystemRegister;
import dev.realmstep.device.gic.GenericInterruptController;
import dev.realmstep.device.gic.RegisterView;
import dev.realmstep.device.timer.GenericTimers;
import dev.realmstep.device.timer.SystemCounter;
import dev.realmstep.memory.MemoryMappedDevice;
import java.util.ArrayList;
import java.util.List;

/** An interrupt controller and timers on the processing elements of a {@link NormalWorld}, whose host takes interrupts. */
final class InterruptHardware {
    static final int MAINTENANCE = 25;
    static final int VIRTUAL_TIMER = 27;

    private static final int SHARED_INTERRUPTS = 32;
    private static final int PRIVATE_ENABLE = 0x1_0100;
    private static final int PRIVATE_PENDING = 0x1_0200;
    private static final int DISTRIBUTOR_GROUP1 = 1 << 1;

    private final SystemCounter counter;
    private final List<GenericTimers> timers = new ArrayList<>();
    private final MemoryMappedDevice redistributors;

    InterruptHardware(NormalWorld host) {
        counter = new SystemCounter(() ->
                host.elements().stream().mapToLong(ProcessingElement::retired).sum());
        GenericInterruptController gic = new GenericInterruptController(host.elements(), false, SHARED_INTERRUPTS);
        for (ProcessingElement element : host.elements()) {
            timers.add(new GenericTimers(element, counter, id -> gic.privateLine(element, id)));
        }
        gic.handOverToNonSecure();
        gic.distributor(RegisterView.SINGLE).write(0, 4, DISTRIBUTOR_GROUP1);
        redistributors = gic.redistributors(RegisterView.SINGLE);
        host.element().writeSystemRegister(SystemRegister.ICC_PMR_EL1, 0xF8);
        host.element().writeSystemRegister(SystemRegister.ICC_IGRPEN1_EL1, 1);
        host.eachTurn(() -> timers.forEach(GenericTimers::update));
    }

    /** Lets the host take a private interrupt on the first element. */
    void enable(int id) {
        redistributors.write(PRIVATE_ENABLE, 4, 1L << id);
    }

    long count() {
        return counter.count();
    }

    /** Lets time pass, in ticks. */
    void sleep(long ticks) {
        counter.sleep(ticks);
    }

    /** Whether the virtual timer of the first element asks for an interrupt. */
    boolean isTimerPending() {
        return (redistributors.read(PRIVATE_PENDING, 4) >>> VIRTUAL_TIMER & 1) != 0;
    }
}
