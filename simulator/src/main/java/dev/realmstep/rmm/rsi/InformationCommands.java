package dev.realmstep.rmm.rsi;

import static dev.realmstep.rmm.rsi.Operands.input;

import dev.realmstep.rmm.granule.GranuleTable;
import dev.realmstep.rmm.rec.RealmAddress;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Optional;

/** RSI_VERSION, RSI_FEATURES and RSI_REALM_CONFIG: what the realm can know of itself. */
final class InformationCommands {
    private static final long VERSION_1_0 = 0x1_0000;
    private static final int CONFIG_HASH = 0x008;
    private static final int CONFIG_RPV = 0x200;

    RsiOutcome version(RsiCall call) {
        long requested = call.operand(1);
        call.setResult(1, VERSION_1_0);
        call.setResult(2, VERSION_1_0);
        return requested == VERSION_1_0
                ? RsiOutcome.success()
                : input(
                        "version",
                        "req",
                        requested,
                        "this RMM offers 1.0 only, not %d.%d".formatted(requested >>> 16, requested & 0xFFFF));
    }

    RsiOutcome features(RsiCall call) {
        call.setResult(1, 0);
        return RsiOutcome.success();
    }

    /** Writes RsiRealmConfig to a granule of the realm. */
    RsiOutcome realmConfig(RsiCall call) {
        long ipa = call.operand(1);
        Optional<RsiOutcome> refused = Operands.refuseAddress(call, ipa, GranuleTable.GRANULE_SIZE);
        if (refused.isPresent()) {
            return refused.get();
        }
        return switch (RealmAddress.of(call.realm(), call.memory(), ipa)) {
            case RealmAddress.Memory memory -> {
                call.memory().write(memory.physicalAddress(), configuration(call));
                yield RsiOutcome.success();
            }
            case RealmAddress.Empty empty -> Operands.empty(ipa);
            case RealmAddress.Absent absent -> Operands.missing(ipa, absent);
        };
    }

    private static byte[] configuration(RsiCall call) {
        ByteBuffer fields = ByteBuffer.allocate(GranuleTable.GRANULE_SIZE).order(ByteOrder.LITTLE_ENDIAN);
        fields.putLong(0, call.realm().tables().ipaBits());
        fields.put(CONFIG_HASH, (byte) call.realm().measurements().algorithm().ordinal());
        fields.put(CONFIG_RPV, call.realm().personalizationValue());
        return fields.array();
    }
}
