package dev.realmstep.cpu;

import java.util.ArrayList;
import java.util.List;

/**
 * The processing elements that share memory coherently: events, broadcast TLB maintenance and the global exclusive
 * monitor reach all of them. Inner and Outer Shareable are one domain in this machine.
 */
public final class ShareabilityDomain {
    private final List<ProcessingElement> elements = new ArrayList<>();

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
}
