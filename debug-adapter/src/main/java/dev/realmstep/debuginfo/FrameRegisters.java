package dev.realmstep.debuginfo;

import dev.realmstep.debuginfo.target.AArch64Registers;
import dev.realmstep.debuginfo.target.MemoryAccess;
import dev.realmstep.debuginfo.target.RegisterAccess;
import dev.realmstep.debuginfo.target.TargetAccessException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;
import java.util.OptionalLong;

/** The registers of a calling frame, as its callees preserved them: saved on the stack, still in place, or lost. */
final class FrameRegisters implements RegisterAccess {
    private enum Place {
        LOST,
        SAVED_IN_MEMORY,
        IN_CALLEE,
        COMPUTED
    }

    private final RegisterAccess callee;
    private final MemoryAccess memory;
    private final Place[] places = new Place[AArch64Registers.COUNT];

    /** The address, the callee's register or the value, as the place says. */
    private final long[] operands = new long[AArch64Registers.COUNT];

    FrameRegisters(RegisterAccess callee, MemoryAccess memory) {
        this.callee = callee;
        this.memory = memory;
        Arrays.fill(places, Place.LOST);
    }

    void setSaved(int register, long address) {
        set(register, Place.SAVED_IN_MEMORY, address);
    }

    void setInCallee(int register, int calleeRegister) {
        set(register, Place.IN_CALLEE, calleeRegister);
    }

    void setValue(int register, long value) {
        set(register, Place.COMPUTED, value);
    }

    private void set(int register, Place place, long operand) {
        places[register] = place;
        operands[register] = operand;
    }

    @Override
    public OptionalLong read(int register) {
        if (register < 0 || register >= places.length) {
            return OptionalLong.empty();
        }
        return switch (places[register]) {
            case LOST -> OptionalLong.empty();
            case COMPUTED -> OptionalLong.of(operands[register]);
            case IN_CALLEE -> callee.read((int) operands[register]);
            case SAVED_IN_MEMORY -> readSaved(operands[register]);
        };
    }

    private OptionalLong readSaved(long address) {
        try {
            return OptionalLong.of(memory.readInteger(address, Long.BYTES));
        } catch (TargetAccessException e) {
            return OptionalLong.empty(); // The stack is not readable there: the register is lost.
        }
    }

    @Override
    public void write(int register, long value) throws TargetAccessException {
        Place place = register < 0 || register >= places.length ? Place.LOST : places[register];
        switch (place) {
            case IN_CALLEE -> callee.write((int) operands[register], value);
            case SAVED_IN_MEMORY -> memory.write(operands[register], littleEndian(value));
            default ->
                throw new TargetAccessException(
                        "register " + AArch64Registers.name(register) + " cannot be changed in this frame");
        }
    }

    private static byte[] littleEndian(long value) {
        return ByteBuffer.allocate(Long.BYTES)
                .order(ByteOrder.LITTLE_ENDIAN)
                .putLong(value)
                .array();
    }
}
