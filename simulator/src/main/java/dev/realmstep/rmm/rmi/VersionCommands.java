package dev.realmstep.rmm.rmi;

import static dev.realmstep.rmm.rmi.Conditions.require;

import dev.realmstep.rmm.refusal.RefusedException;

/** RMI_VERSION and RMI_FEATURES: what the host can count on. */
final class VersionCommands {
    private static final long VERSION_1_0 = 0x1_0000;

    private final FeatureRegister features;

    VersionCommands(FeatureRegister features) {
        this.features = features;
    }

    void version(RmiCall call) throws RefusedException {
        long requested = call.operand(1);
        call.setResult(1, VERSION_1_0);
        call.setResult(2, VERSION_1_0);
        require(
                requested == VERSION_1_0,
                "version",
                "req",
                requested,
                "this RMM offers 1.0 only, not %d.%d".formatted(requested >>> 16, requested & 0xFFFF));
    }

    void features(RmiCall call) {
        call.setResult(1, call.operand(1) == 0 ? features.value() : 0);
    }
}
