package dev.realmstep.device.gic;

import dev.realmstep.device.InterruptLine;
import dev.realmstep.memory.MemoryMappedDevice;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;
import java.util.function.Predicate;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * Distributor and redistributors together: what a physical GIC and the one that a host emulates for a guest have in
 * common. Interrupts come in by lines and registers; what is to be signalled to a processing element can be asked for.
 */
final class InterruptController {
    private final Distributor distributor;
    private final List<Redistributor> redistributors = new ArrayList<>();
    private final Runnable changed;

    /**
     * @param sharedInterrupts how many there are: a multiple of 32, 960 at the most
     * @param affinities of the processing elements, by index
     * @param changed called after anything changed that may bear on what is signalled
     */
    InterruptController(boolean twoSecurityStates, int sharedInterrupts, List<Long> affinities, Runnable changed) {
        this.distributor = new Distributor(twoSecurityStates, sharedInterrupts);
        this.changed = changed;
        for (int i = 0; i < affinities.size(); i++) {
            redistributors.add(new Redistributor(i, affinities.get(i), i == affinities.size() - 1));
        }
    }

    /** The interrupt that an INTID means to an element, or null if there is none. */
    @Nullable
    Interrupt interrupt(int element, int id) {
        return id < InterruptIds.FIRST_SPI ? redistributors.get(element).interrupt(id) : distributor.shared(id);
    }

    /** The input of a shared interrupt; an INTID that there is none for leads nowhere. */
    InterruptLine sharedLine(int id) {
        return line(distributor.shared(id));
    }

    /** The input of an interrupt that is private to an element. */
    InterruptLine privateLine(int element, int id) {
        return line(redistributors.get(element).interrupt(id));
    }

    private InterruptLine line(@Nullable Interrupt interrupt) {
        return interrupt == null
                ? InterruptLine.UNCONNECTED
                : asserted -> {
                    if (interrupt.setLine(asserted)) {
                        changed.run();
                    }
                };
    }

    /** Sends a software generated interrupt to those of its targets where it belongs to a group. */
    void send(int sender, SoftwareGeneratedInterrupt request, InterruptGroup group) {
        long from = redistributors.get(sender).affinity();
        for (Redistributor target : redistributors) {
            Interrupt interrupt = target.interrupt(request.id());
            if (interrupt != null && interrupt.group() == group && request.reaches(target.affinity(), from)) {
                interrupt.setLatched(true);
            }
        }
        changed.run();
    }

    /** The element that a shared interrupt is routed to, or none if no element has that affinity. */
    OptionalInt target(int id) {
        Interrupt interrupt = distributor.shared(id);
        return IntStream.range(0, redistributors.size())
                .filter(n -> interrupt != null && redistributors.get(n).affinity() == interrupt.route())
                .findFirst();
    }

    void acknowledge(Interrupt interrupt) {
        interrupt.acknowledge();
        changed.run();
    }

    void deactivate(Interrupt interrupt) {
        interrupt.setActive(false);
        changed.run();
    }

    /**
     * The interrupt of the highest priority that an element can be signalled, or null if there is none.
     *
     * @param enabled the groups that the element's CPU interface has enabled
     */
    @Nullable
    Interrupt highestPending(int element, Predicate<InterruptGroup> enabled) {
        Interrupt highest = null;
        for (Interrupt candidate : concerning(element)) {
            boolean signalled = candidate.isDeliverable()
                    && distributor.forwards(candidate.group())
                    && enabled.test(candidate.group());
            if (signalled && (highest == null || candidate.priority() < highest.priority())) {
                highest = candidate;
            }
        }
        return highest;
    }

    /** Interrupts that an element has active, or would be signalled if its CPU interface let them in. */
    List<Interrupt> activeOrPending(int element) {
        return concerning(element).stream()
                .filter(i -> i.isActive() || (i.isDeliverable() && distributor.forwards(i.group())))
                .toList();
    }

    /** Interrupts with any state at all that an element is the target of, in the order of INTIDs. */
    private List<Interrupt> concerning(int element) {
        Redistributor redistributor = redistributors.get(element);
        if (!redistributor.isAwake()) {
            return List.of();
        }
        List<Interrupt> found = new ArrayList<>(redistributor.interrupts().stirring());
        for (Interrupt interrupt : distributor.shared().stirring()) {
            if (interrupt.route() == redistributor.affinity()) {
                found.add(interrupt);
            }
        }
        return found;
    }

    /** Does what firmware does before it lets the Non-secure state run: all interrupts to its group, all elements awake. */
    void handOverToNonSecure() {
        for (Interrupt interrupt : distributor.shared().all()) {
            interrupt.setGroup1(true);
        }
        for (Redistributor redistributor : redistributors) {
            redistributor.wake();
            for (Interrupt interrupt : redistributor.interrupts().all()) {
                interrupt.setGroup1(true);
            }
        }
    }

    /** The distributor's registers, {@link Distributor#SIZE} bytes. */
    MemoryMappedDevice distributorRegisters(RegisterView view) {
        return new MemoryMappedDevice() {
            @Override
            public long read(long offset, int bytes) {
                return distributor.read(view, offset, bytes);
            }

            @Override
            public void write(long offset, int bytes, long value) {
                distributor.write(view, offset, bytes, value);
                changed.run();
            }
        };
    }

    /** The redistributors' registers, one after another, {@link Redistributor#SIZE} bytes each. */
    MemoryMappedDevice redistributorRegisters(RegisterView view) {
        return new MemoryMappedDevice() {
            @Override
            public long read(long offset, int bytes) {
                return redistributorAt(offset).read(view, offset % Redistributor.SIZE, bytes);
            }

            @Override
            public void write(long offset, int bytes, long value) {
                redistributorAt(offset).write(view, offset % Redistributor.SIZE, bytes, value);
                changed.run();
            }
        };
    }

    private Redistributor redistributorAt(long offset) {
        return redistributors.get((int) (offset / Redistributor.SIZE));
    }
}
