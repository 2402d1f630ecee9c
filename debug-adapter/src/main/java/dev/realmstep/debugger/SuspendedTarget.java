package dev.realmstep.debugger;

import dev.realmstep.debuginfo.target.AArch64Registers;
import dev.realmstep.debuginfo.target.MemoryAccess;
import dev.realmstep.debuginfo.target.RegisterAccess;
import dev.realmstep.debuginfo.target.TargetAccessException;
import dev.realmstep.machine.SuspendedWorld;
import java.util.OptionalLong;

/** A world that waits for another one, as debug information asks for it: at its call, to be looked at only. */
final class SuspendedTarget implements RegisterAccess, MemoryAccess {
    private static final int LAST_GENERAL = 30;

    private final SuspendedWorld world;

    SuspendedTarget(SuspendedWorld world) {
        this.world = world;
    }

    @Override
    public OptionalLong read(int register) {
        if (register >= 0 && register <= LAST_GENERAL) {
            return OptionalLong.of(world.x(register));
        }
        return switch (register) {
            case AArch64Registers.SP -> OptionalLong.of(world.stackPointer());
            case AArch64Registers.PC -> OptionalLong.of(world.returnAddress() - Stepper.INSTRUCTION_SIZE);
            default -> OptionalLong.empty();
        };
    }

    @Override
    public void write(int register, long value) throws TargetAccessException {
        throw new TargetAccessException("a world that waits cannot be changed");
    }

    @Override
    public byte[] read(long address, int count) throws TargetAccessException {
        byte[] bytes = new byte[count];
        int read = world.read(address, bytes);
        if (read < count) {
            throw TargetAccessException.memory(address + read);
        }
        return bytes;
    }

    @Override
    public void write(long address, byte[] bytes) throws TargetAccessException {
        throw new TargetAccessException("a world that waits cannot be changed");
    }
}
