package dev.realmstep.machine;

import dev.realmstep.config.RealmConfiguration;
import dev.realmstep.cpu.ProcessingElement;
import dev.realmstep.cpu.ResidentFirmware;
import dev.realmstep.host.ConsoleInput;
import dev.realmstep.host.GuestOutcome;
import dev.realmstep.host.RealmHost;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The embedded host, with the one realm that it builds and serves. */
final class HostedRealm implements NormalWorld {
    private final RealmConfiguration configuration;
    private final RealmHost host;
    private final ConsoleInput consoleInput;
    private final EventLog events;
    private final VectorWatch watch = new VectorWatch();

    /** @param elements that the realm's virtual processors run on */
    HostedRealm(
            RealmConfiguration configuration,
            RealmHost host,
            ConsoleInput consoleInput,
            EventLog events,
            List<ProcessingElement> elements) {
        this.configuration = configuration;
        this.host = host;
        this.consoleInput = consoleInput;
        this.events = events;
        elements.forEach(element -> element.observeExceptions(watch));
    }

    @Override
    public boolean wantsInput() {
        return consoleInput.isWanted();
    }

    @Override
    public void type(byte[] bytes) {
        consoleInput.arrive(bytes);
    }

    @Override
    public StopReason rest() {
        return new StopReason.Stuck("all virtual processors wait, and nothing is left to wake one");
    }

    @Override
    public @Nullable StopReason end(List<VirtualCpu> cpus) {
        if (watch.unhandled().isPresent()) {
            VectorWatch.Unhandled unhandled = watch.unhandled().get();
            returnToRealm(unhandled.element());
            unhandled.exception().restore(unhandled.element());
            return new StopReason.Failed(
                    cpus.get(unhandled.element().index()), unhandled.exception().address(), unhandled.why());
        }
        return switch (host.outcome()) {
            case null -> null;
            case GuestOutcome.Ended ended -> new StopReason.Ended(ended.exitStatus(), ended.how());
            case GuestOutcome.Refused refused ->
                new StopReason.Refused(RefusalFinding.of(configuration, refused, events.lastRefusal()));
            case GuestOutcome.Failed failed -> {
                VirtualCpu cpu = cpus.get(failed.processor());
                returnToRealm(cpu.element());
                yield new StopReason.Failed(cpu, cpu.programCounter(), failed.why());
            }
        };
    }

    /** Lets firmware finish, so that the processor stands in front of the instruction that failed. */
    private static void returnToRealm(ProcessingElement element) {
        ResidentFirmware firmware = element.resident();
        while (firmware != null && !element.isWaiting()) {
            firmware.run(element);
            firmware = element.resident();
        }
    }
}
