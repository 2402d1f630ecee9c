package dev.realmstep.cpu;

import java.util.ArrayList;
import java.util.List;

/**
 * The processing elements that share memory coherently: events, broadcast TLB maintenance and the global exclusive
 * monitor reach all of them. Inner and Outer Shareable are one domain in this machine.
 */
public final class ShareabilityDomain {
    private final List<ProcessingElement> elements = new ArrayList<>();
    private int armedMonitors;

    void join(ProcessingElement element) {
        elements.add(element);
    }

    /** In the order in which they joined. */
    public List<ProcessingElement> elements() {
        return List.copyOf(elements);
    }

    /** SEV: signals an event to every element. */
    public void sendEvent() {
        for (ProcessingElement element : elements) {
            element.sendEventLocal();
        }
    }

    void countArmedMonitor(int change) {
        armedMonitors += change;
    }

    /** Whether stores must tell the exclusive monitors of other elements: a load-exclusive waits for its store. */
    boolean hasArmedMonitor() {
        return armedMonitors != 0;
    }

    /** An element stores to a physical address. */
    void observeStore(ProcessingElement storing, long physicalAddress) {
        for (ProcessingElement element : elements) {
            if (element != storing) {
                element.exclusiveMonitor().observeStore(physicalAddress);
            }
        }
    }
}
