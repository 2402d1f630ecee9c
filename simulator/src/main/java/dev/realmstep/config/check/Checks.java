package dev.realmstep.config.check;

import dev.realmstep.config.Findings;
import java.util.List;

/** All checks of a realm. */
final class Checks {
    private static final List<RealmCheck> ALL = List.of(
            new RamPlacementCheck(),
            new RamAlignmentCheck(),
            new RamOverlapCheck(),
            new RamRipasCheck(),
            new DeviceNameCheck(),
            new DeviceModelCheck(),
            new DevicePlacementCheck(),
            new DeviceRipasCheck(),
            new DeviceOverlapCheck(),
            new InterruptCheck(),
            new InterruptControllerCheck(),
            new ConsoleCheck(),
            new EarlyConsoleCheck(),
            new FileCheck(),
            new DiskCheck(),
            new LoadAddressCheck(),
            new LoadPlacementCheck(),
            new LoadOverlapCheck(),
            new RoomCheck(),
            new InitrdCheck(),
            new EntryCheck(),
            new CommandLineCheck(),
            new PortabilityCheck());

    private Checks() {}

    static void run(RealmContext context, Findings findings) {
        ALL.forEach(check -> check.check(context, findings));
    }
}
