package dev.realmstep.image;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Held to {@code realm.dtb}, which {@code dtc} made of {@code realm.dts}. */
class FlattenedDeviceTreeTests {
    private static final int STRUCTURE_OFFSET = 8;
    private static final int STRINGS_OFFSET = 12;
    private static final int VERSION = 20;
    private static final int STRINGS_SIZE = 32;
    private static final int STRUCTURE_SIZE = 36;

    private final byte[] compiled = resource("realm.dtb");

    @Test
    void theCompilersOutputIsRead() throws ImageException {
        FlattenedDeviceTree tree = FlattenedDeviceTree.parse("realm.dtb", compiled);

        assertThat(tree.reservations())
                .containsExactly(
                        new MemoryReservation(0x8800_0000L, 0x1_0000), new MemoryReservation(0x8fe0_0000L, 0x20_0000));
        assertThat(tree.bootProcessor()).isEqualTo(1);
        assertThat(tree.root().children())
                .extracting(DeviceTreeNode::name)
                .containsExactly("chosen", "cpus", "memory@80000000", "interrupt-controller@3fff0000", "uart@1000000");
        DeviceTreeNode uart = tree.node("/uart@1000000").orElseThrow();
        assertThat(uart.isCompatibleWith("ns16550a")).isTrue();
        assertThat(uart.property("reg").orElseThrow().cells()).containsExactly(0, 0x100_0000, 0, 0x1000);
        assertThat(tree.node("/cpus/cpu@1")).isPresent();
        assertThat(tree.node("/cpus/cpu@2")).isEmpty();
    }

    @Test
    void theSameTreeIsWrittenAsTheCompilerWritesIt() {
        assertThat(realm().toBytes()).isEqualTo(compiled);
    }

    @Test
    void aTreeThatWasReadEqualsTheSameTreeBuilt() throws ImageException {
        assertThat(FlattenedDeviceTree.parse("realm.dtb", compiled)).isEqualTo(realm());
    }

    @Test
    void theSmallestTreeIsARootAlone() throws ImageException {
        FlattenedDeviceTree empty =
                FlattenedDeviceTree.of(DeviceTreeNode.builder("").build());
        assertThat(FlattenedDeviceTree.parse("empty", empty.toBytes())).isEqualTo(empty);
    }

    @Test
    void stringsAreSplitAtTheirZeroBytes() {
        assertThat(DeviceTreeProperty.ofStrings("compatible", "a", "b").strings())
                .containsExactly("a", "b");
        assertThat(bytesProperty("a\0b").strings()).containsExactly("a", "b");
        assertThat(bytesProperty("\0").strings()).containsExactly("");
        assertThat(bytesProperty("").strings()).isEmpty();
    }

    @Test
    void cellsAreBigEndianAndWhole() {
        byte[] fiveBytes = {1, 2, 3, 4, 5};
        assertThat(DeviceTreeProperty.ofBytes("seed", fiveBytes).cells()).containsExactly(0x0102_0304);
    }

    @Test
    void whatFollowsTheTreeIsIgnored() throws ImageException {
        byte[] padded = Arrays.copyOf(compiled, 0x1_0000);
        assertThat(FlattenedDeviceTree.parse("padded", padded)).isEqualTo(realm());
    }

    @Test
    void nopTokensAreSkipped() throws ImageException {
        ByteBuffer tree = ByteBuffer.wrap(compiled.clone());
        int interruptParent = findProperty("interrupt-parent");
        for (int i = 0; i < 4; i++) { // the token, the length, the name, one cell
            tree.putInt(interruptParent + i * Integer.BYTES, 4);
        }
        FlattenedDeviceTree read = FlattenedDeviceTree.parse("nops", tree.array());
        assertThat(read.root().property("interrupt-parent")).isEmpty();
        assertThat(read.root().children()).isEqualTo(realm().root().children());
    }

    @Test
    void aTreeCutShortAnywhereIsRefused() {
        for (int length = 0; length < compiled.length; length++) {
            byte[] cut = Arrays.copyOf(compiled, length);
            assertThatExceptionOfType(ImageException.class)
                    .as("%d bytes", length)
                    .isThrownBy(() -> FlattenedDeviceTree.parse("cut.dtb", cut))
                    .withMessageMatching("cut\\.dtb: is (truncated: .*|not a flattened device tree)");
        }
    }

    @Test
    void aCorruptByteIsReadOrRefusedButNeverThrowsUnchecked() {
        for (int at = 0; at < compiled.length; at++) {
            for (int value : new int[] {0x00, 0x01, 0x7f, 0x80, 0xff}) {
                byte[] corrupt = compiled.clone();
                corrupt[at] = (byte) value;
                try {
                    assertThat(FlattenedDeviceTree.parse("corrupt.dtb", corrupt).toBytes())
                            .isNotEmpty();
                } catch (ImageException e) {
                    assertThat(e).hasMessageStartingWith("corrupt.dtb: ");
                }
            }
        }
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            0               | 0x7f454c46 | is not a flattened device tree
            20              | 3          | is a device tree of version 3, readable from version 16 on; versions 16 and 17 can be read
            24              | 18         | is a device tree of version 17, readable from version 18 on; versions 16 and 17 can be read
            8               | 0x7fffff00 | the structure block (0x2b0 bytes at offset 0x7fffff00) goes beyond the end at 0x3ba
            16              | 0x3b0      | the memory reservation block at offset 0x3b0 has no end
            """)
    void aHeaderThatIsWrongIsRefusedByName(int offset, String value, String message) {
        assertRefused(with(offset, Integer.decode(value)), message);
    }

    @Test
    void aTreeWithoutItsEndIsRefused() {
        int structureSize = ByteBuffer.wrap(compiled).getInt(STRUCTURE_SIZE);
        int end = ByteBuffer.wrap(compiled).getInt(STRUCTURE_OFFSET) + structureSize - Integer.BYTES;
        assertRefused(
                with(STRUCTURE_SIZE, structureSize - Integer.BYTES),
                "the structure block ends at offset 0x%x, before the END token".formatted(end));
        assertRefused(with(end, 3), "token 0x3 at offset 0x%x, where the tree should end".formatted(end));
    }

    @Test
    void anUnknownTokenIsRefused() {
        int first = ByteBuffer.wrap(compiled).getInt(STRUCTURE_OFFSET);
        assertRefused(with(first, 7), "unknown token 0x7 at offset 0x%x".formatted(first));
        assertRefused(with(first, 3), "a property outside any node at offset 0x%x".formatted(first));
        assertRefused(with(first, 2), "a node ends that never began at offset 0x%x".formatted(first));
    }

    @Test
    void aPropertyThatRunsOutOfTheTreeIsRefused() {
        int property = findProperty("interrupt-parent");
        assertRefused(
                with(property + 4, 0x7fff_ffff),
                "the property interrupt-parent at offset 0x%x, of 0x7fffffff bytes, goes beyond the structure block"
                        .formatted(property + 4));
    }

    @Test
    void nodesNestedWithoutMeasureAreRefused() {
        DeviceTreeNode node = DeviceTreeNode.builder("n").build();
        for (int depth = 0; depth < 64; depth++) {
            node = DeviceTreeNode.builder(depth == 63 ? "" : "n").child(node).build();
        }
        assertThatExceptionOfType(ImageException.class)
                .isThrownBy(parsing(FlattenedDeviceTree.of(node).toBytes()))
                .withMessageContaining("nodes are more than 64 deep");
    }

    @Test
    void version16StatesNoSizeOfTheStructureBlock() throws ImageException {
        ByteBuffer old = ByteBuffer.wrap(with(VERSION, 16));
        old.putInt(STRUCTURE_SIZE, -1);
        assertThat(FlattenedDeviceTree.parse("old.dtb", old.array())).isEqualTo(realm());
    }

    @Test
    void filesAreReadByTheirPath(@TempDir Path folder) throws IOException, ImageException {
        Path file = Files.write(folder.resolve("realm.dtb"), compiled);
        assertThat(FlattenedDeviceTree.open(file)).isEqualTo(realm());
        Path missing = folder.resolve("missing.dtb");
        assertThatExceptionOfType(ImageException.class)
                .isThrownBy(() -> FlattenedDeviceTree.open(missing))
                .withMessageStartingWith(missing + ": cannot be read");
    }

    /** What {@code realm.dts} says. */
    private static FlattenedDeviceTree realm() {
        DeviceTreeNode root = DeviceTreeNode.builder("")
                .cells("#address-cells", 2)
                .cells("#size-cells", 2)
                .cells("interrupt-parent", 1)
                .strings("compatible", "example,realm", "linux,dummy-virt")
                .strings("model", "")
                .child(DeviceTreeNode.builder("chosen")
                        .strings("bootargs", "console=ttyS0 earlycon=uart8250,mmio,0x101000000")
                        .strings("stdout-path", "/uart@1000000")
                        .property(DeviceTreeProperty.ofBytes("rng-seed", new byte[] {1, 2, 3, 4, 5}))
                        .build())
                .child(DeviceTreeNode.builder("cpus")
                        .cells("#address-cells", 1)
                        .cells("#size-cells", 0)
                        .child(DeviceTreeNode.builder("cpu@1")
                                .strings("device_type", "cpu")
                                .strings("compatible", "arm,arm-v8")
                                .strings("enable-method", "psci")
                                .cells("reg", 1)
                                .build())
                        .build())
                .child(DeviceTreeNode.builder("memory@80000000")
                        .strings("device_type", "memory")
                        .doubleCells("reg", 0x8000_0000L, 0x1000_0000)
                        .build())
                .child(DeviceTreeNode.builder("interrupt-controller@3fff0000")
                        .strings("compatible", "arm,gic-v3")
                        .cells("#interrupt-cells", 3)
                        .flag("interrupt-controller")
                        .cells("phandle", 1)
                        .build())
                .child(DeviceTreeNode.builder("uart@1000000")
                        .strings("compatible", "ns16550a")
                        .doubleCells("reg", 0x100_0000, 0x1000)
                        .cells("interrupts", 0, 0, 4)
                        .cells("parent", 1)
                        .build())
                .build();
        List<MemoryReservation> reservations =
                List.of(new MemoryReservation(0x8800_0000L, 0x1_0000), new MemoryReservation(0x8fe0_0000L, 0x20_0000));
        return new FlattenedDeviceTree(reservations, 1, root);
    }

    private static DeviceTreeProperty bytesProperty(String text) {
        return DeviceTreeProperty.ofBytes("p", text.getBytes(StandardCharsets.UTF_8));
    }

    /** Where the first property of that name begins, at its token. */
    private int findProperty(String name) {
        ByteBuffer tree = ByteBuffer.wrap(compiled);
        int strings = tree.getInt(STRINGS_OFFSET);
        String block = new String(compiled, strings, tree.getInt(STRINGS_SIZE), StandardCharsets.US_ASCII);
        int nameOffset = block.indexOf(name);
        for (int at = tree.getInt(STRUCTURE_OFFSET); at < strings; at += Integer.BYTES) {
            if (tree.getInt(at) == 3 && tree.getInt(at + 8) == nameOffset) {
                return at;
            }
        }
        throw new AssertionError(name);
    }

    private byte[] with(int offset, int value) {
        return ByteBuffer.wrap(compiled.clone()).putInt(offset, value).array();
    }

    private static void assertRefused(byte[] tree, String message) {
        assertThatExceptionOfType(ImageException.class)
                .isThrownBy(parsing(tree))
                .withMessage("bad.dtb: " + message);
    }

    private static ThrowingCallable parsing(byte[] tree) {
        return () -> FlattenedDeviceTree.parse("bad.dtb", tree);
    }

    private static byte[] resource(String name) {
        try (InputStream stream = FlattenedDeviceTreeTests.class.getResourceAsStream(name)) {
            return Objects.requireNonNull(stream, name).readAllBytes();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
