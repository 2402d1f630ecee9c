package dev.realmstep.image;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;

/** Flattens a device tree in the order and with the string sharing of the reference compiler, {@code dtc}. */
final class DeviceTreeWriter {
    private final ByteArrayOutputStream structure = new ByteArrayOutputStream();

    /** The strings block, a character for a byte: names are ASCII. */
    private final StringBuilder strings = new StringBuilder();

    byte[] write(FlattenedDeviceTree tree) {
        node(tree.root());
        token(DeviceTreeFormat.END);

        int reservationsSize = (tree.reservations().size() + 1) * DeviceTreeFormat.RESERVATION_SIZE;
        int structureOffset = DeviceTreeFormat.HEADER_SIZE + reservationsSize;
        int stringsOffset = structureOffset + structure.size();
        int totalSize = stringsOffset + strings.length();

        ByteBuffer out = ByteBuffer.allocate(totalSize);
        out.putInt(DeviceTreeFormat.MAGIC)
                .putInt(totalSize)
                .putInt(structureOffset)
                .putInt(stringsOffset)
                .putInt(DeviceTreeFormat.HEADER_SIZE) // where the reservations begin
                .putInt(DeviceTreeFormat.VERSION)
                .putInt(DeviceTreeFormat.LAST_COMPATIBLE_VERSION)
                .putInt(tree.bootProcessor())
                .putInt(strings.length())
                .putInt(structure.size());
        for (MemoryReservation reservation : tree.reservations()) {
            out.putLong(reservation.address()).putLong(reservation.size());
        }
        out.putLong(0).putLong(0);
        out.put(structure.toByteArray());
        out.put(ascii(strings.toString()));
        return out.array();
    }

    private void node(DeviceTreeNode node) {
        token(DeviceTreeFormat.BEGIN_NODE);
        padded(ascii(node.name() + '\0'));
        for (DeviceTreeProperty property : node.properties()) {
            byte[] value = property.value();
            token(DeviceTreeFormat.PROPERTY);
            token(value.length);
            token(stringOffset(property.name()));
            padded(value);
        }
        for (DeviceTreeNode child : node.children()) {
            node(child);
        }
        token(DeviceTreeFormat.END_NODE);
    }

    private void token(int token) {
        structure.writeBytes(ByteBuffer.allocate(Integer.BYTES).putInt(token).array());
    }

    private void padded(byte[] bytes) {
        structure.writeBytes(bytes);
        structure.writeBytes(new byte[DeviceTreeFormat.paddedToToken(bytes.length) - bytes.length]);
    }

    /** Where a name lies in the strings block: perhaps as the end of a longer one. */
    private int stringOffset(String name) {
        String terminated = name + '\0';
        int found = strings.indexOf(terminated);
        if (found >= 0) {
            return found;
        }
        strings.append(terminated);
        return strings.length() - terminated.length();
    }

    private static byte[] ascii(String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }
}
