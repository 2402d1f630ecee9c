package dev.realmstep.host;

import dev.realmstep.memory.MemoryMappedDevice;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The devices that the host emulates for the realm, by their place in the unprotected half of the IPA space. */
public final class GuestDevices {
    private record Window(long base, long size, MemoryMappedDevice device) {
        boolean holds(long ipa, int bytes) {
            long offset = ipa - base;
            return offset >= 0 && offset <= size - bytes;
        }
    }

    private final List<Window> windows = new ArrayList<>();

    /** Places a device at [base, base + size), where base is an IPA in the unprotected half. */
    public void attach(long base, long size, MemoryMappedDevice device) {
        windows.add(new Window(base, size, device));
    }

    boolean answersAt(long ipa, int bytes) {
        return find(ipa, bytes) != null;
    }

    /** Reads 1, 2, 4 or 8 bytes; a device must answer there. */
    long read(long ipa, int bytes) {
        Window window = require(ipa, bytes);
        return window.device.read(ipa - window.base, bytes);
    }

    /** Writes 1, 2, 4 or 8 bytes; a device must answer there. */
    void write(long ipa, int bytes, long value) {
        Window window = require(ipa, bytes);
        window.device.write(ipa - window.base, bytes, value);
    }

    private Window require(long ipa, int bytes) {
        Window window = find(ipa, bytes);
        if (window == null) {
            throw new IllegalArgumentException("no device at IPA 0x%x".formatted(ipa));
        }
        return window;
    }

    private @Nullable Window find(long ipa, int bytes) {
        for (Window window : windows) {
            if (window.holds(ipa, bytes)) {
                return window;
            }
        }
        return null;
    }
}
