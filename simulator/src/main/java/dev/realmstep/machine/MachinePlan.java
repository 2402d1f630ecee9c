package dev.realmstep.machine;

import dev.realmstep.attestation.platform.RootOfTrust;
import dev.realmstep.config.MachineConfiguration;
import dev.realmstep.host.MemoryPlan;
import dev.realmstep.memory.PhysicalMemory;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.util.Arrays;
import java.util.List;

/**
 * A machine's software laid out: what is in its RAM before the first instruction, and where execution starts.
 *
 * @param configuration what the plan was made from
 * @param loaded what is in RAM
 * @param entry physical address of the first instruction
 * @param rootOfTrust the platform's keys
 */
public record MachinePlan(
        MachineConfiguration configuration, List<LoadedBytes> loaded, long entry, RootOfTrust rootOfTrust)
        implements MemoryPlan {
    public MachinePlan {
        loaded = List.copyOf(loaded);
    }

    @Override
    public byte[] contents(long address, int bytes) {
        return loaded.stream()
                .filter(piece -> piece.contains(address))
                .findFirst()
                .map(piece -> piece.read(address, (int) Math.min(bytes, piece.end() - address)))
                .orElse(new byte[0]);
    }

    /**
     * Bytes at a physical address.
     *
     * @param size in memory, in bytes: what the file does not have is zero
     */
    record LoadedBytes(long address, MemorySegment file, long size) {
        /** A file may have more bytes than a Java array should. */
        private static final int PIECE = 1 << 20;

        long end() {
            return address + size;
        }

        boolean contains(long wanted) {
            return wanted >= address && wanted < end();
        }

        byte[] read(long from, int bytes) {
            long offset = from - address;
            long present = Math.clamp(file.byteSize() - offset, 0, bytes);
            byte[] found =
                    present == 0 ? new byte[0] : file.asSlice(offset, present).toArray(ValueLayout.JAVA_BYTE);
            return Arrays.copyOf(found, bytes);
        }

        void copyTo(PhysicalMemory ram) {
            for (long at = address; at < end(); at += PIECE) {
                ram.write(at, read(at, (int) Math.min(PIECE, end() - at)));
            }
        }
    }
}
