package dev.realmstep.image;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * A device tree and the flattened form in which firmware hands it to an operating system (Devicetree Specification,
 * chapter 5).
 *
 * @param reservations the memory reservation block
 * @param bootProcessor the identity of the processor that boots ({@code boot_cpuid_phys})
 */
public record FlattenedDeviceTree(List<MemoryReservation> reservations, int bootProcessor, DeviceTreeNode root) {
    /** Far more than any machine's tree, and little enough to read at once. */
    private static final long LARGEST_FILE = 16L * 1024 * 1024;

    public FlattenedDeviceTree {
        reservations = List.copyOf(reservations);
    }

    /** A tree without reservations that processor 0 boots. */
    public static FlattenedDeviceTree of(DeviceTreeNode root) {
        return new FlattenedDeviceTree(List.of(), 0, root);
    }

    public static FlattenedDeviceTree open(Path path) throws ImageException {
        byte[] bytes;
        try {
            long size = Files.size(path);
            if (size > LARGEST_FILE) {
                throw new ImageException(
                        path + ": is too large for a device tree (" + size + " bytes; at most " + LARGEST_FILE + ")");
            }
            bytes = Files.readAllBytes(path);
        } catch (IOException e) {
            throw new ImageException(path + ": cannot be read: " + e.getMessage(), e);
        }
        return parse(path.toString(), bytes);
    }

    /**
     * Reads a flattened tree; bytes after its end are ignored.
     *
     * @param name what messages call it
     */
    public static FlattenedDeviceTree parse(String name, byte[] bytes) throws ImageException {
        return new DeviceTreeReader(name, bytes).read();
    }

    /** The flattened form, version 17. Equal trees give equal bytes, and the same ones that {@code dtc} gives. */
    public byte[] toBytes() {
        return new DeviceTreeWriter().write(this);
    }

    /** The node at a path of full names, as in {@code "/cpus/cpu@0"}. */
    public Optional<DeviceTreeNode> node(String path) {
        Optional<DeviceTreeNode> node = Optional.of(root);
        for (String step : path.split("/", -1)) {
            node = step.isEmpty() ? node : node.flatMap(n -> n.child(step));
        }
        return node;
    }
}
