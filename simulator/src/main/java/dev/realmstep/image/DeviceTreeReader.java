package dev.realmstep.image;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;

/** Reads a flattened device tree, trusting nothing in it. */
final class DeviceTreeReader {
    /** Trees of real machines are less than ten deep; what walks a tree may recurse so far. */
    private static final int DEEPEST_NODE = 64;

    private static final int FIRST_READABLE_VERSION = 16;

    private final String name;
    private final ByteBuffer bytes;

    DeviceTreeReader(String name, byte[] bytes) {
        this.name = name;
        this.bytes = ByteBuffer.wrap(bytes);
    }

    FlattenedDeviceTree read() throws ImageException {
        if (bytes.limit() < Integer.BYTES || bytes.getInt(0) != DeviceTreeFormat.MAGIC) {
            throw wrong("is not a flattened device tree");
        }
        if (bytes.limit() < DeviceTreeFormat.HEADER_SIZE) {
            throw wrong("is truncated: the header has %d bytes of %d"
                    .formatted(bytes.limit(), DeviceTreeFormat.HEADER_SIZE));
        }
        long totalSize = Integer.toUnsignedLong(bytes.getInt(4));
        if (totalSize > bytes.limit()) {
            throw wrong("is truncated: it has %d bytes of %d".formatted(bytes.limit(), totalSize));
        }
        requireReadableVersion(bytes.getInt(20), bytes.getInt(24));
        bytes.limit((int) totalSize);

        Block strings = block("strings block", 12, unsignedAt(32));
        // Version 16 does not state the size of the structure block: it ends at its END token.
        long structureSize = bytes.getInt(20) == FIRST_READABLE_VERSION ? totalSize - unsignedAt(8) : unsignedAt(36);
        Block structure = block("structure block", 8, structureSize);
        return new FlattenedDeviceTree(readReservations(), bytes.getInt(28), readTree(structure, strings));
    }

    private void requireReadableVersion(int version, int lastCompatibleVersion) throws ImageException {
        if (Integer.compareUnsigned(version, FIRST_READABLE_VERSION) < 0
                || Integer.compareUnsigned(lastCompatibleVersion, DeviceTreeFormat.VERSION) > 0) {
            throw wrong("is a device tree of version %s, readable from version %s on; versions %d and %d can be read"
                    .formatted(
                            Integer.toUnsignedString(version),
                            Integer.toUnsignedString(lastCompatibleVersion),
                            FIRST_READABLE_VERSION,
                            DeviceTreeFormat.VERSION));
        }
    }

    private List<MemoryReservation> readReservations() throws ImageException {
        List<MemoryReservation> reservations = new ArrayList<>();
        long at = unsignedAt(16);
        while (at <= bytes.limit() - DeviceTreeFormat.RESERVATION_SIZE) {
            MemoryReservation entry = new MemoryReservation(bytes.getLong((int) at), bytes.getLong((int) at + 8));
            if (entry.address() == 0 && entry.size() == 0) {
                return reservations;
            }
            reservations.add(entry);
            at += DeviceTreeFormat.RESERVATION_SIZE;
        }
        throw wrong("the memory reservation block at offset 0x%x has no end".formatted(unsignedAt(16)));
    }

    private DeviceTreeNode readTree(Block structure, Block strings) throws ImageException {
        Cursor cursor = new Cursor(structure);
        Deque<DeviceTreeNode.Builder> open = new ArrayDeque<>();
        while (true) {
            int at = cursor.position;
            int token = cursor.next("a token");
            switch (token) {
                case DeviceTreeFormat.NOP -> {}
                case DeviceTreeFormat.BEGIN_NODE -> {
                    open.push(DeviceTreeNode.builder(cursor.nodeName(open.isEmpty())));
                    if (open.size() > DEEPEST_NODE) {
                        throw wrong("nodes are more than %d deep at offset 0x%x".formatted(DEEPEST_NODE, at));
                    }
                }
                case DeviceTreeFormat.PROPERTY -> {
                    if (open.isEmpty()) {
                        throw wrong("a property outside any node at offset 0x%x".formatted(at));
                    }
                    open.element().property(cursor.property(strings));
                }
                case DeviceTreeFormat.END_NODE -> {
                    if (open.isEmpty()) {
                        throw wrong("a node ends that never began at offset 0x%x".formatted(at));
                    }
                    DeviceTreeNode node = open.pop().build();
                    if (open.isEmpty()) {
                        cursor.requireEnd();
                        return node;
                    }
                    open.element().child(node);
                }
                default -> throw wrong("unknown token 0x%x at offset 0x%x".formatted(token, at));
            }
        }
    }

    private Block block(String what, int offsetField, long size) throws ImageException {
        long offset = unsignedAt(offsetField);
        if (size < 0 || offset + size > bytes.limit()) {
            throw wrong("the %s (0x%x bytes at offset 0x%x) goes beyond the end at 0x%x"
                    .formatted(what, size, offset, bytes.limit()));
        }
        return new Block(what, (int) offset, (int) (offset + size));
    }

    private long unsignedAt(int offset) {
        return Integer.toUnsignedLong(bytes.getInt(offset));
    }

    /** The string at {@code start}, which must end in the block. Names are printable ASCII. */
    private String nameAt(int start, Block block) throws ImageException {
        for (int end = start; end < block.end; end++) {
            byte character = bytes.get(end);
            if (character == 0) {
                return new String(bytes.array(), start, end - start, StandardCharsets.US_ASCII);
            }
            if (character <= ' ' || character == 0x7f || character == '/') {
                throw wrong("byte 0x%02x in a name at offset 0x%x".formatted(character, end));
            }
        }
        throw wrong("the name at offset 0x%x has no end in the %s".formatted(start, block.what));
    }

    private ImageException wrong(String what) {
        return new ImageException(name + ": " + what);
    }

    /** Part of the file, from {@code start} to before {@code end}. */
    private record Block(String what, int start, int end) {}

    /** A place in the structure block. */
    private final class Cursor {
        private final Block block;
        private int position;

        Cursor(Block block) {
            this.block = block;
            this.position = block.start;
        }

        int next(String what) throws ImageException {
            if (block.end - position < Integer.BYTES) {
                throw wrong("the structure block ends at offset 0x%x, before %s".formatted(position, what));
            }
            int value = bytes.getInt(position);
            position += Integer.BYTES;
            return value;
        }

        String nodeName(boolean isRoot) throws ImageException {
            int start = position;
            String nodeName = nameAt(start, block);
            if (nodeName.isEmpty() != isRoot) {
                throw wrong(
                        (isRoot ? "the root has a name" : "a node has no name") + " at offset 0x%x".formatted(start));
            }
            skip(nodeName.length() + 1);
            return nodeName;
        }

        DeviceTreeProperty property(Block strings) throws ImageException {
            int start = position;
            int length = next("a property's length");
            long nameOffset = Integer.toUnsignedLong(next("a property's name"));
            if (nameOffset >= strings.end - strings.start) {
                throw wrong("the property at offset 0x%x has its name beyond the strings block, at 0x%x in it"
                        .formatted(start, nameOffset));
            }
            String propertyName = nameAt(strings.start + (int) nameOffset, strings);
            if (length < 0 || length > block.end - position) {
                throw wrong("the property %s at offset 0x%x, of 0x%x bytes, goes beyond the structure block"
                        .formatted(propertyName, start, length));
            }
            byte[] value = new byte[length];
            bytes.get(position, value);
            skip(length);
            return DeviceTreeProperty.ofBytes(propertyName, value);
        }

        void requireEnd() throws ImageException {
            int token;
            do {
                token = next("the END token");
            } while (token == DeviceTreeFormat.NOP);
            if (token != DeviceTreeFormat.END) {
                throw wrong("token 0x%x at offset 0x%x, where the tree should end"
                        .formatted(token, position - Integer.BYTES));
            }
        }

        private void skip(int size) {
            position += Math.min(DeviceTreeFormat.paddedToToken(size), block.end - position);
        }
    }
}
