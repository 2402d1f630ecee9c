package dev.realmstep.rmm.rsi;

import static dev.realmstep.rmm.rsi.Operands.input;

import dev.realmstep.rmm.realm.Measurements;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;

/** RSI_MEASUREMENT_READ and RSI_MEASUREMENT_EXTEND. */
final class MeasurementCommands {
    private static final int VALUE_REGISTERS = Measurements.VALUE_SIZE / 8;
    private static final int FIRST_EXTENDED_REGISTER = 3;

    RsiOutcome read(RsiCall call) {
        long slot = call.operand(1);
        if (slot < 0 || slot >= Measurements.SLOTS) {
            return input("index_bound", "index", slot, "there are measurements 0 to 4");
        }
        ByteBuffer value =
                ByteBuffer.wrap(call.realm().measurements().value((int) slot)).order(ByteOrder.LITTLE_ENDIAN);
        for (int n = 0; n < VALUE_REGISTERS; n++) {
            call.setResult(n + 1, value.getLong(8 * n));
        }
        return RsiOutcome.success();
    }

    RsiOutcome extend(RsiCall call) {
        long slot = call.operand(1);
        long size = call.operand(2);
        if (slot < 1 || slot >= Measurements.SLOTS) {
            return input("index_bound", "index", slot, "a realm can extend measurements 1 to 4");
        }
        if (size < 0 || size > Measurements.VALUE_SIZE) {
            return input("size_bound", "size", size, "at most 64 bytes are taken at once");
        }
        ByteBuffer value = ByteBuffer.allocate(Measurements.VALUE_SIZE).order(ByteOrder.LITTLE_ENDIAN);
        for (int n = 0; n < VALUE_REGISTERS; n++) {
            value.putLong(8 * n, call.operand(FIRST_EXTENDED_REGISTER + n));
        }
        call.realm().measurements().extend((int) slot, Arrays.copyOf(value.array(), (int) size));
        return RsiOutcome.success();
    }
}
