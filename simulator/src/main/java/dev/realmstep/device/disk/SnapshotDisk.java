package dev.realmstep.device.disk;

import java.io.IOException;
import java.util.HashMap;
import java.util.Map;

/** A disk over another one that is never written to: what is written is kept in memory, and gone with the machine. */
public final class SnapshotDisk implements Disk {
    private final Disk base;
    private final Map<Long, byte[]> written = new HashMap<>();

    public SnapshotDisk(Disk base) {
        this.base = base;
    }

    @Override
    public long sectors() {
        return base.sectors();
    }

    @Override
    public boolean isReadOnly() {
        return false;
    }

    @Override
    public void read(long sector, byte[] into, int offset, int length) throws IOException {
        base.read(sector, into, offset, length);
        for (int done = 0; done < length; done += SECTOR_SIZE) {
            byte[] newer = written.get(sector + done / SECTOR_SIZE);
            if (newer != null) {
                System.arraycopy(newer, 0, into, offset + done, SECTOR_SIZE);
            }
        }
    }

    @Override
    public void write(long sector, byte[] from, int offset, int length) {
        for (int done = 0; done < length; done += SECTOR_SIZE) {
            byte[] kept = written.computeIfAbsent(sector + done / SECTOR_SIZE, absent -> new byte[SECTOR_SIZE]);
            System.arraycopy(from, offset + done, kept, 0, SECTOR_SIZE);
        }
    }

    @Override
    public void flush() {
        // Memory is where it lasts.
    }
}
