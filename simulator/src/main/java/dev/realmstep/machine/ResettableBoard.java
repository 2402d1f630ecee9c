package dev.realmstep.machine;

import dev.realmstep.cpu.Engine;
import dev.realmstep.device.ConsoleSink;
import dev.realmstep.memory.PhysicalMemory;
import dev.realmstep.rmm.RealmManagementMonitor;
import java.util.List;

/**
 * A board that boots what a plan has laid out: at first, and again whenever it is reset. RAM outlives a reset, but for
 * what is loaded; everything else begins anew.
 */
final class ResettableBoard {
    private final MachinePlan plan;
    private final ConsoleSink console;
    private final Engine engine;
    private final EventLog events;
    private final PhysicalMemory ram = FixedVirtualPlatform.ram();

    ResettableBoard(MachinePlan plan, ConsoleSink console, Engine engine, EventLog events) {
        this.plan = plan;
        this.console = console;
        this.engine = engine;
        this.events = events;
    }

    PhysicalMemory ram() {
        return ram;
    }

    /** The board as it comes out of reset. */
    Assembly assemble() {
        plan.loaded().forEach(bytes -> bytes.copyTo(ram));
        NormalWorldSoftware software = new NormalWorldSoftware();
        FixedVirtualPlatform platform = new FixedVirtualPlatform(ram, console, software);
        software.settle(platform.builder().elements(), platform.receiver());
        RealmManagementMonitor rmm = new RealmManagementMonitor(List.of(ram), plan.rootOfTrust(), events);
        Board board = platform.builder().build(rmm, plan.entry(), software, engine);
        return new Assembly(board, rmm, software);
    }
}
