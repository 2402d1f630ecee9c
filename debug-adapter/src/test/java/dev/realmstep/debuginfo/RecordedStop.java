package dev.realmstep.debuginfo;

import dev.realmstep.debuginfo.target.AArch64Registers;
import dev.realmstep.debuginfo.target.MemoryAccess;
import dev.realmstep.debuginfo.target.RegisterAccess;
import dev.realmstep.debuginfo.target.TargetAccessException;
import dev.realmstep.image.ElfFile;
import dev.realmstep.image.ElfSegment;
import java.lang.foreign.ValueLayout;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.TreeMap;

/** A program that GDB stopped: its registers, its memory, and what GDB said of its stack and variables. */
final class RecordedStop implements RegisterAccess, MemoryAccess {
    private final Map<Integer, Long> registers;
    private final Map<Long, Byte> memory;
    private final List<String> frames = new ArrayList<>();
    private final List<String> variables = new ArrayList<>();

    private RecordedStop(Map<Integer, Long> registers, Map<Long, Byte> memory) {
        this.registers = registers;
        this.memory = memory;
    }

    /** All stops of a recording, in which each says what changed since the one before. */
    static List<RecordedStop> read(String name) throws Exception {
        RecordedStop next = new RecordedStop(new TreeMap<>(), image(Fixtures.elf(name)));
        List<RecordedStop> stops = new ArrayList<>();
        for (String line : Fixtures.recording(name + ".run.txt.gz")) {
            if (line.equals("stop")) {
                next = new RecordedStop(new TreeMap<>(next.registers), new TreeMap<>(next.memory));
                stops.add(next);
            } else {
                next.apply(line);
            }
        }
        return stops;
    }

    /** The program as it is in its file, the frame one of the source file that has the variables. */
    static StackFrame beforeTheStart(String name) throws Exception {
        ElfFile elf = Fixtures.elf(name);
        DebugInformation information = DebugInformation.load(elf, 0);
        RecordedStop start = new RecordedStop(new TreeMap<>(), image(elf));
        start.registers.put(
                AArch64Registers.PC,
                information.symbols().named("add").getFirst().address());
        return start.stack(information).getFirst();
    }

    private static Map<Long, Byte> image(ElfFile elf) {
        Map<Long, Byte> bytes = new TreeMap<>();
        for (ElfSegment segment : elf.loadableSegments()) {
            byte[] contents = elf.contents(segment).toArray(ValueLayout.JAVA_BYTE);
            for (int i = 0; i < segment.memorySize(); i++) {
                bytes.put(segment.virtualAddress() + i, i < contents.length ? contents[i] : 0);
            }
        }
        return bytes;
    }

    private void apply(String line) {
        String[] fields = line.split(" ", 2);
        switch (line.charAt(0)) {
            case '#' -> frames.add(line);
            case '@' -> {
                long address = Long.decode(fields[0].substring(1));
                for (byte value : HexFormat.of().parseHex(fields[1])) {
                    memory.put(address++, value);
                }
            }
            case 'a', 'l' -> variables.add(line);
            default ->
                registers.put(
                        AArch64Registers.number(fields[0]).orElseThrow(),
                        Long.parseUnsignedLong(fields[1].substring(2), 16));
        }
    }

    List<StackFrame> stack(DebugInformation information) {
        return information.stack(this, this, 100);
    }

    long pc() {
        return registers.getOrDefault(AArch64Registers.PC, 0L);
    }

    /** One line for each frame, as GDB saw it. */
    List<String> frames() {
        return frames;
    }

    boolean hasVariables() {
        return !variables.isEmpty();
    }

    /** One line for each variable, as GDB saw it. */
    List<String> variables() {
        return variables;
    }

    @Override
    public OptionalLong read(int register) {
        Long value = registers.get(register);
        return value == null ? OptionalLong.empty() : OptionalLong.of(value);
    }

    @Override
    public void write(int register, long value) {
        registers.put(register, value);
    }

    @Override
    public byte[] read(long address, int count) throws TargetAccessException {
        byte[] bytes = new byte[count];
        for (int i = 0; i < count; i++) {
            Byte value = memory.get(address + i);
            if (value == null) {
                throw TargetAccessException.memory(address + i);
            }
            bytes[i] = value;
        }
        return bytes;
    }

    @Override
    public void write(long address, byte[] bytes) {
        for (int i = 0; i < bytes.length; i++) {
            memory.put(address + i, bytes[i]);
        }
    }
}
