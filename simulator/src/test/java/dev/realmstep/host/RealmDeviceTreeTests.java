package dev.realmstep.host;

import static org.assertj.core.api.Assertions.assertThat;

import dev.realmstep.config.check.CheckedFile;
import dev.realmstep.config.check.RealmFiles;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Objects;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Held to what {@code dtc} makes of trees that were written by hand; see the README beside them. */
class RealmDeviceTreeTests {
    private static final int INITRD_SIZE = 5000;

    @TempDir
    private Path folder;

    @BeforeEach
    void writeAKernelAndItsFiles() throws IOException {
        ByteBuffer image = ByteBuffer.allocate(0x1000).order(ByteOrder.LITTLE_ENDIAN);
        image.putLong(16, 0x1_0000).putLong(24, 0b1010).put(56, "ARMd".getBytes(StandardCharsets.US_ASCII));
        Files.write(folder.resolve("Image"), image.array());
        Files.write(folder.resolve("initrd"), new byte[INITRD_SIZE]);
        Files.write(folder.resolve("disk.img"), new byte[0x1000]);
    }

    private RealmPlan plan(String statements) throws IOException, PlanException {
        Path file = folder.resolve("linux.realm");
        Files.writeString(file, "realm \"linux\" {\nhash sha256\n" + statements + "\n}\n");
        CheckedFile checked = RealmFiles.check(file);
        assertThat(checked.diagnostics()).isEmpty();
        return RealmPlanner.plan(checked.realms().getFirst());
    }

    private static byte[] deviceTree(RealmPlan plan) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        plan.pages().stream()
                .filter(page -> page.ipa() >= plan.deviceTree())
                .forEach(page -> bytes.writeBytes(page.contents()));
        int size = ByteBuffer.wrap(bytes.toByteArray()).getInt(4);
        return Arrays.copyOf(bytes.toByteArray(), size);
    }

    private static byte[] compiled(String name) throws IOException {
        try (InputStream in = RealmDeviceTreeTests.class.getResourceAsStream(name)) {
            return Objects.requireNonNull(in).readAllBytes();
        }
    }

    @Test
    void theTreeOfALinuxRealmInKvmtoolsMapIsWhatTheCompilerMakes() throws IOException, PlanException {
        RealmPlan plan = plan("""
                ipa-bits 33
                vcpus 2
                ram 0x8000_0000 size 512M
                device uart "ns16550a" at 0x100_0000 irq 32 console stdio
                device disk "virtio-blk" at 0x300_0000 irq 36 file "disk.img"
                load kernel "Image"
                load initrd "initrd"
                dtb generated
                cmdline "console=ttyS0 earlycon=uart8250,mmio,0x101000000"
                """);

        assertThat(plan.deviceTree()).isEqualTo(0x8fe0_0000L);
        assertThat(deviceTree(plan)).isEqualTo(compiled("linux-kvmtool.dtb"));
    }

    @Test
    void theTreeOfALinuxRealmInQemusMapIsWhatTheCompilerMakes() throws IOException, PlanException {
        RealmPlan plan = plan("""
                ipa-bits 41
                ram 0x4000_0000 size 512M
                gic 0x800_0000 0x80a_0000
                device uart "arm,pl011" at 0x900_0000 irq 33 console stdio
                device disk "virtio-blk" at 0xa00_0000 irq 48 file "disk.img"
                load kernel "Image"
                load initrd "initrd" at 0x4800_0000
                dtb generated
                cmdline "console=ttyAMA0 earlycon=pl011,0x10009000000"
                """);

        assertThat(deviceTree(plan)).isEqualTo(compiled("linux-qemu.dtb"));
    }

    @Test
    void theSameConfigurationGivesTheSameTree() throws IOException, PlanException {
        String statements = """
                ram 0x8000_0000 size 64M
                load kernel "Image"
                dtb generated
                """;
        assertThat(deviceTree(plan(statements))).isEqualTo(deviceTree(plan(statements)));
    }
}
