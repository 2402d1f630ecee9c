package dev.realmstep.config;

import java.util.Arrays;
import java.util.Optional;

/** The kinds of device that a realm can be given. */
public enum DeviceModel {
    NS16550A("ns16550a", 0x1000, "a 16550A UART, as kvmtool has it"),
    PL011("arm,pl011", 0x1000, "Arm's PrimeCell UART (PL011), as QEMU's virt machine has it"),
    PL031("arm,pl031", 0x1000, "Arm's PrimeCell real time clock (PL031), as QEMU's virt machine has it"),
    VIRTIO_BLOCK("virtio-blk", 0x200, "a virtio block device behind a virtio-mmio transport"),
    VIRTIO_CONSOLE("virtio-console", 0x200, "a virtio console behind a virtio-mmio transport"),
    VIRTIO_ENTROPY(
            "virtio-rng",
            0x200,
            "a virtio entropy device behind a virtio-mmio transport; its bytes follow from a seed"),
    VIRTIO_NETWORK(
            "virtio-net",
            0x200,
            "a virtio network device behind a virtio-mmio transport, on a network that is none of the host's");

    private final String compatible;
    private final long defaultSize;
    private final String summary;

    DeviceModel(String compatible, long defaultSize, String summary) {
        this.compatible = compatible;
        this.defaultSize = defaultSize;
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

    /** Whether a statement about such a device may have a clause. */
    public boolean allows(Clause clause) {
        return switch (clause) {
            case CONSOLE -> isUart() || this == VIRTIO_CONSOLE;
            case FILE, READONLY, SNAPSHOT -> this == VIRTIO_BLOCK;
            case SEED -> this == VIRTIO_ENTROPY;
            case EPOCH -> this == PL031;
            default -> true;
        };
    }

    /** Whether it is a UART, which can be the guest's early console. */
    public boolean isUart() {
        return this == NS16550A || this == PL011;
    }

    /** Whether it is behind a virtio-mmio transport. */
    public boolean isVirtio() {
        return switch (this) {
            case VIRTIO_BLOCK, VIRTIO_CONSOLE, VIRTIO_ENTROPY, VIRTIO_NETWORK -> true;
            default -> false;
        };
    }

    /** One phrase that says what it is. */
    public String summary() {
        return summary;
    }
}
