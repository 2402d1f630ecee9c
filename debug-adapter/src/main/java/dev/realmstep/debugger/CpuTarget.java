package dev.realmstep.debugger;

import dev.realmstep.debuginfo.target.AArch64Registers;
import dev.realmstep.debuginfo.target.MemoryAccess;
import dev.realmstep.debuginfo.target.RegisterAccess;
import dev.realmstep.debuginfo.target.TargetAccessException;
import dev.realmstep.machine.VirtualCpu;
import java.util.OptionalLong;

/** A virtual processor as debug information asks for it: registers by DWARF number, memory by virtual address. */
final class CpuTarget implements RegisterAccess, MemoryAccess {
    private static final int LAST_GENERAL = 30;

    private final VirtualCpu cpu;
    private final GuestMemory memory;

    CpuTarget(VirtualCpu cpu) {
        this.cpu = cpu;
        this.memory = new GuestMemory(cpu);
    }

    @Override
    public OptionalLong read(int register) {
        if (register >= 0 && register <= LAST_GENERAL) {
            return OptionalLong.of(cpu.x(register));
        }
        return switch (register) {
            case AArch64Registers.SP -> OptionalLong.of(cpu.stackPointer());
            case AArch64Registers.PC -> OptionalLong.of(cpu.programCounter());
            default -> OptionalLong.empty();
        };
    }

    @Override
    public void write(int register, long value) throws TargetAccessException {
        if (register >= 0 && register <= LAST_GENERAL) {
            cpu.setX(register, value);
            return;
        }
        switch (register) {
            case AArch64Registers.SP -> cpu.setStackPointer(value);
            case AArch64Registers.PC -> cpu.setProgramCounter(value);
            default -> throw new TargetAccessException("register %d cannot be changed".formatted(register));
        }
    }

    @Override
    public byte[] read(long address, int count) throws TargetAccessException {
        byte[] bytes = memory.read(address, count);
        if (bytes.length < count) {
            throw TargetAccessException.memory(address + bytes.length);
        }
        return bytes;
    }

    @Override
    public void write(long address, byte[] bytes) throws TargetAccessException {
        int written = memory.write(address, bytes);
        if (written < bytes.length) {
            throw TargetAccessException.memory(address + written);
        }
    }
}
