package dev.realmstep.cpu;

import dev.realmstep.memory.PhysicalMemory;
import java.util.ArrayList;
import java.util.List;
import java.util.function.LongConsumer;

/**
 * The processing elements that share memory coherently: events, broadcast TLB maintenance and the global exclusive
 * monitor reach all of them. Inner and Outer Shareable are one domain in this machine.
 */
public final class ShareabilityDomain {
    private static final long PAGE_MASK = -PhysicalMemory.PAGE_SIZE;

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

    /** Tells the page of each mark that the exclusive monitor of another element waits with. */
    void forEachMarkOfOthers(ProcessingElement self, LongConsumer page) {
        if (armedMonitors == 0) {
            return;
        }
        for (ProcessingElement element : elements) {
            if (element != self && element.exclusiveMonitor().isArmed()) {
                page.accept(element.exclusiveMonitor().markedPage());
            }
        }
    }

    /** Whether the exclusive monitor of another element waits with a mark in the page of a physical address. */
    boolean isMarkedByOthers(ProcessingElement self, long physicalAddress) {
        if (armedMonitors == 0) {
            return false;
        }
        for (ProcessingElement element : elements) {
            ExclusiveMonitor monitor = element.exclusiveMonitor();
            if (element != self && monitor.isArmed() && monitor.markedPage() == (physicalAddress & PAGE_MASK)) {
                return true;
            }
        }
        return false;
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
