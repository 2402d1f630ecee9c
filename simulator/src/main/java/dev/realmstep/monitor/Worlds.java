package dev.realmstep.monitor;

import dev.realmstep.cpu.ProcessingElement;
import dev.realmstep.cpu.SecurityState;
import dev.realmstep.cpu.SystemRegister;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.Map;

/** The contexts of the worlds on each processing element, and the switch between them. */
final class Worlds {
    private final Map<ProcessingElement, Map<SecurityState, WorldContext>> contexts = new HashMap<>();

    WorldContext context(ProcessingElement element, SecurityState world) {
        return contexts.computeIfAbsent(element, e -> new EnumMap<>(SecurityState.class))
                .computeIfAbsent(world, w -> new WorldContext());
    }

    /** Keeps what the world that called has in the element. */
    void leave(ProcessingElement element, SecurityState world) {
        context(element, world).save(element);
    }

    /** Makes a world the one below EL3, with its registers in the element. */
    void restore(ProcessingElement element, SecurityState world) {
        element.systemRegisters().set(SystemRegister.SCR_EL3, SecureMonitor.configurationOf(world));
        context(element, world).restore(element);
    }

    /** Goes on in a world where it was. */
    void enter(ProcessingElement element, SecurityState world) {
        restore(element, world);
        element.returnFromException();
    }
}
