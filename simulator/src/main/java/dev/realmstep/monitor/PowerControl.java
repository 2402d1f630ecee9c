package dev.realmstep.monitor;

import dev.realmstep.cpu.ExceptionLevel;
import dev.realmstep.cpu.ProcessingElement;
import dev.realmstep.cpu.SecurityState;
import dev.realmstep.cpu.SystemRegister;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** PSCI 1.1 for the normal world (Arm DEN0022): processing elements are powered on and off. */
final class PowerControl {
    private static final long VERSION = 0x8400_0000L;
    private static final long CPU_OFF = 0x8400_0002L;
    private static final long CPU_ON = 0x8400_0003L;
    private static final long AFFINITY_INFO = 0x8400_0004L;
    private static final long SYSTEM_OFF = 0x8400_0008L;
    private static final long SYSTEM_RESET = 0x8400_0009L;
    private static final long FEATURES = 0x8400_000AL;
    private static final long SMC64 = 0x4000_0000L;
    private static final long FIRST = 0x8400_0000L;
    private static final long LAST = 0x8400_001FL;

    private static final long VERSION_1_1 = 0x1_0001;
    private static final long SUCCESS = 0;
    private static final long NOT_SUPPORTED = -1;
    private static final long INVALID_PARAMETERS = -2;
    private static final long ALREADY_ON = -4;
    private static final long ON = 0;
    private static final long OFF = 1;
    private static final long AFFINITY = 0xFF_00FF_FFFFL;
    /** Only functions with addresses or MPIDRs among their operands have an SMC64 variant. */
    private static final Set<Long> OFFERED = Set.of(
            VERSION,
            CPU_OFF,
            CPU_ON,
            CPU_ON | SMC64,
            AFFINITY_INFO,
            AFFINITY_INFO | SMC64,
            SYSTEM_OFF,
            SYSTEM_RESET,
            FEATURES);

    private final List<ProcessingElement> elements;
    private final Worlds worlds;
    private final SystemPower power;
    private final Set<ProcessingElement> on = new HashSet<>();

    PowerControl(List<ProcessingElement> elements, Worlds worlds, SystemPower power) {
        this.elements = List.copyOf(elements);
        this.worlds = worlds;
        this.power = power;
        on.add(elements.getFirst());
    }

    static boolean isPsci(long function) {
        long name = function & ~SMC64;
        return name >= FIRST && name <= LAST;
    }

    void serve(ProcessingElement element, long function) {
        if (function == CPU_OFF) {
            powerOff(element);
        } else if (function == SYSTEM_OFF) {
            elements.forEach(this::powerOff);
            power.off();
        } else if (function == SYSTEM_RESET) {
            elements.forEach(this::powerOff);
            power.reset();
        } else {
            element.setX(0, OFFERED.contains(function) ? answer(element, function & ~SMC64) : NOT_SUPPORTED);
            element.returnFromException();
        }
    }

    private long answer(ProcessingElement element, long name) {
        if (name == VERSION) {
            return VERSION_1_1;
        }
        if (name == CPU_ON) {
            return powerOn(element.x(1), element.x(2), element.x(3));
        }
        if (name == AFFINITY_INFO) {
            return find(element.x(1)).map(e -> on.contains(e) ? ON : OFF).orElse(INVALID_PARAMETERS);
        }
        if (name == FEATURES) {
            return OFFERED.contains(element.x(1)) ? SUCCESS : NOT_SUPPORTED;
        }
        return NOT_SUPPORTED;
    }

    private long powerOn(long mpidr, long entry, long context) {
        Optional<ProcessingElement> target = find(mpidr);
        if (target.isEmpty()) {
            return INVALID_PARAMETERS;
        }
        if (!on.add(target.get())) {
            return ALREADY_ON;
        }
        ProcessingElement element = target.get();
        worlds.context(element, SecurityState.NON_SECURE).startAt(entry, context);
        element.state().setExceptionLevel(ExceptionLevel.EL3);
        element.setProgramCounter(SecureMonitor.RESET_VECTOR);
        element.setWaiting(false);
        return SUCCESS;
    }

    private void powerOff(ProcessingElement element) {
        on.remove(element);
        element.setWaiting(true);
    }

    private Optional<ProcessingElement> find(long mpidr) {
        return elements.stream()
                .filter(element ->
                        (element.systemRegisters().get(SystemRegister.MPIDR_EL1) & AFFINITY) == (mpidr & AFFINITY))
                .findFirst();
    }
}
