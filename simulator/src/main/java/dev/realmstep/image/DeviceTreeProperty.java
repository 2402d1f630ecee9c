package dev.realmstep.image;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;

/** A named value of a device tree node: bytes, whose meaning only the name's documentation knows. */
public final class DeviceTreeProperty {
    private final String name;
    private final byte[] value;

    private DeviceTreeProperty(String name, byte[] value) {
        this.name = name;
        this.value = value;
    }

    public static DeviceTreeProperty ofBytes(String name, byte[] value) {
        return new DeviceTreeProperty(name, value.clone());
    }

    /** A list of 32-bit cells. */
    public static DeviceTreeProperty ofCells(String name, int... cells) {
        ByteBuffer buffer = ByteBuffer.allocate(cells.length * Integer.BYTES);
        buffer.asIntBuffer().put(cells);
        return new DeviceTreeProperty(name, buffer.array());
    }

    /** A list of 64-bit numbers of two cells each, as addresses and sizes mostly are. */
    public static DeviceTreeProperty ofDoubleCells(String name, long... numbers) {
        ByteBuffer buffer = ByteBuffer.allocate(numbers.length * Long.BYTES);
        buffer.asLongBuffer().put(numbers);
        return new DeviceTreeProperty(name, buffer.array());
    }

    /** A list of strings, each ended by a zero byte. */
    public static DeviceTreeProperty ofStrings(String name, String... strings) {
        StringBuilder joined = new StringBuilder();
        for (String string : strings) {
            joined.append(string).append('\0');
        }
        return new DeviceTreeProperty(name, joined.toString().getBytes(StandardCharsets.UTF_8));
    }

    public String name() {
        return name;
    }

    /** A copy of the bytes. */
    public byte[] value() {
        return value.clone();
    }

    /** The value as 32-bit cells; bytes that do not fill a last one are left out. */
    public List<Integer> cells() {
        ByteBuffer buffer = ByteBuffer.wrap(value);
        int[] cells = new int[value.length / Integer.BYTES];
        buffer.asIntBuffer().get(cells);
        return Arrays.stream(cells).boxed().toList();
    }

    /** The value as strings, split at the zero bytes; the last need not end in one. */
    public List<String> strings() {
        String text = new String(value, StandardCharsets.UTF_8);
        if (text.isEmpty()) {
            return List.of();
        }
        String unterminated = text.endsWith("\0") ? text.substring(0, text.length() - 1) : text;
        return List.of(unterminated.split("\0", -1));
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof DeviceTreeProperty that && name.equals(that.name) && Arrays.equals(value, that.value);
    }

    @Override
    public int hashCode() {
        return 31 * name.hashCode() + Arrays.hashCode(value);
    }

    @Override
    public String toString() {
        return name + " (" + value.length + " bytes)";
    }
}
