package dev.realmstep.config;

import java.util.Arrays;
import java.util.Optional;

/** The kinds of device that a realm can be given. */
public enum DeviceModel {
    NS16550A("ns16550a", 0x1000, true, true, "a 16550A UART, as kvmtool has it"),
    PL011("arm,pl011", 0x1000, true, true, "Arm's PrimeCell UART (PL011), as QEMU's virt machine has it"),
    VIRTIO_BLOCK("virtio-blk", 0x200, false, false, "a virtio block device behind a virtio-mmio transport");

    private final String compatible;
    private final long defaultSize;
    private final boolean uart;
    private final boolean emulated;
    private final String summary;

    DeviceModel(String compatible, long defaultSize, boolean uart, boolean emulated, String summary) {
        this.compatible = compatible;
        this.defaultSize = defaultSize;
        this.uart = uart;
        this.emulated = emulated;
        this.summary = summary;
    }

    public static Optional<DeviceModel> ofCompatible(String compatible) {
        return Arrays.stream(values())
                .filter(model -> model.compatible.equals(compatible))
                .findFirst();
    }

    /** The string that names the kind in a {@code .realm} file. */
    public String compatible() {
        return compatible;
    }

    /** The size of its registers in bytes where the file gives none. */
    public long defaultSize() {
        return defaultSize;
    }

    /** Whether it has a serial line, which can be the guest's console. */
    public boolean isUart() {
        return uart;
    }

    /** Whether this version of the machine emulates it. */
    public boolean emulated() {
        return emulated;
    }

    /** One phrase that says what it is. */
    public String summary() {
        return summary;
    }
}
