package dev.realmstep.host;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.realmstep.config.RealmConfiguration;
import dev.realmstep.config.check.RealmFiles;
import dev.realmstep.device.disk.Disk;
import dev.realmstep.image.DeviceTreeNode;
import dev.realmstep.image.FlattenedDeviceTree;
import dev.realmstep.image.ImageException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RealmPlannerTests {
    private static final Path HELLO = Path.of("..", "samples", "hello", "hello.realm");

    @TempDir
    private Path folder;

    private RealmConfiguration realm(String statements) throws IOException {
        Path file = folder.resolve("guest.realm");
        Files.writeString(file, "realm \"guest\" {\n  ipa-bits 33\n" + statements + "\n}\n");
        return RealmFiles.check(file).realms().getFirst();
    }

    private static RealmConfiguration hello() {
        return RealmFiles.check(HELLO).realms().getFirst();
    }

    @Test
    void anElfStartsAtItsEntryAndLiesAtItsSegments() throws PlanException {
        RealmPlan plan = RealmPlanner.plan(hello());

        // As `readelf -hl samples/hello/hello.elf` has them.
        assertThat(plan.entry()).isEqualTo(0x8020_0000L);
        assertThat(plan.pages().getFirst().ipa()).isEqualTo(0x8020_0000L);
    }

    @Test
    void pagesAscendSoThatTheMeasurementDoesNotDependOnTheOrderOfStatements() throws PlanException {
        List<Long> addresses = RealmPlanner.plan(hello()).pages().stream()
                .map(PlannedPage::ipa)
                .toList();

        assertThat(addresses).isSorted().doesNotHaveDuplicates();
    }

    @Test
    void theDeviceTreeDescribesWhatTheConfigurationSays() throws PlanException, ImageException {
        RealmPlan plan = RealmPlanner.plan(hello());
        PlannedPage page = plan.pages().stream()
                .filter(candidate -> candidate.ipa() == plan.deviceTree())
                .findFirst()
                .orElseThrow();

        FlattenedDeviceTree tree = FlattenedDeviceTree.parse("generated", page.contents());

        assertThat(tree.node("/memory@80000000")
                        .orElseThrow()
                        .property("reg")
                        .orElseThrow()
                        .cells())
                .containsExactly(0, 0x8000_0000, 0, 0x100_0000);
        assertThat(tree.node("/uart@9000000")
                        .orElseThrow()
                        .property("reg")
                        .orElseThrow()
                        .cells())
                .as("the address of the lower half: the guest adds the unprotected bit")
                .containsExactly(0, 0x900_0000, 0, 0x1000);
        assertThat(tree.node("/psci")
                        .orElseThrow()
                        .property("method")
                        .orElseThrow()
                        .strings())
                .containsExactly("smc");
        assertThat(tree.node("/cpus").orElseThrow().children()).hasSize(1);
    }

    @Test
    void theDeviceTreeIsOnABoundaryOfTwoMegabytesInRam() throws PlanException {
        RealmPlan plan = RealmPlanner.plan(hello());

        assertThat(plan.deviceTree()).isEqualTo(0x80E0_0000L);
    }

    @Test
    void aMissingFileIsNamedWhereItIsWritten() throws IOException {
        RealmConfiguration realm = realm("  ram 0x8000_0000 size 2M\n  load kernel \"nowhere.elf\"");

        assertThatExceptionOfType(PlanException.class)
                .isThrownBy(() -> RealmPlanner.plan(realm))
                .withMessageContaining("there is no such file")
                .satisfies(e -> assertThat(e.range().startLine()).isEqualTo(4));
    }

    @Test
    void whatDoesNotFitIntoRamIsRefusedWithItsAddresses() throws IOException {
        Files.write(folder.resolve("big.bin"), new byte[0x3000]);
        RealmConfiguration realm = realm("  ram 0x8000_0000 size 2M\n  load firmware \"big.bin\" at 0x801f_e000");

        assertThatExceptionOfType(PlanException.class)
                .isThrownBy(() -> RealmPlanner.plan(realm))
                .withMessageContaining("0x801fe000 .. 0x80201000");
    }

    @Test
    void aRealmWithNothingToRunIsRefused() throws IOException {
        RealmConfiguration realm = realm("  ram 0x8000_0000 size 2M");

        assertThatExceptionOfType(PlanException.class)
                .isThrownBy(() -> RealmPlanner.plan(realm))
                .withMessageContaining("nothing to run");
    }

    @Test
    void moreRamThanTheBoardCanHaveIsRefused() throws IOException {
        Files.write(folder.resolve("guest.bin"), new byte[4]);
        RealmConfiguration realm =
                realm("  ram 0x8000_0000 size 100000G\n  load firmware \"guest.bin\" at 0x8000_0000");

        assertThatExceptionOfType(PlanException.class)
                .isThrownBy(() -> RealmPlanner.plan(realm))
                .withMessageContaining("at most 64 GiB");
    }

    /** The sample's ELF with another e_entry, which is at offset 24. */
    private RealmConfiguration helloWithEntry(long entry) throws IOException {
        byte[] elf = Files.readAllBytes(HELLO.resolveSibling("hello.elf"));
        ByteBuffer.wrap(elf).order(ByteOrder.LITTLE_ENDIAN).putLong(24, entry);
        Files.write(folder.resolve("moved.elf"), elf);
        return realm("  ram 0x8000_0000 size 16M\n  load kernel \"moved.elf\"");
    }

    @Test
    void anEntryOutsideOfRamIsRefused() throws IOException {
        RealmConfiguration realm = helloWithEntry(0x10);

        assertThatExceptionOfType(PlanException.class)
                .isThrownBy(() -> RealmPlanner.plan(realm))
                .withMessageContaining("the first instruction needs RAM at 0x10");
    }

    @Test
    void anEntryThatIsNoInstructionsAddressIsRefused() throws IOException {
        RealmConfiguration realm = helloWithEntry(0x8020_0001L);

        assertThatExceptionOfType(PlanException.class)
                .isThrownBy(() -> RealmPlanner.plan(realm))
                .withMessageContaining("not a multiple of 4");
    }

    private RealmPlan planWith(String device) throws IOException, PlanException {
        Files.write(folder.resolve("disk.img"), new byte[1024]);
        return RealmPlanner.plan(realm("""
                  ram 0x8000_0000 size 4M
                  entry 0x8000_0000
                  dtb generated
                """ + device));
    }

    @Test
    void theDeviceTreeHasVirtioDevicesAsKvmtoolDescribesThem() throws IOException, PlanException, ImageException {
        RealmPlan plan = planWith("device disk \"virtio-blk\" at 0x300_0000 irq 36 file \"disk.img\"");
        PlannedPage page = plan.pages().stream()
                .filter(candidate -> candidate.ipa() == plan.deviceTree())
                .findFirst()
                .orElseThrow();
        DeviceTreeNode node = FlattenedDeviceTree.parse("generated", page.contents())
                .node("/virtio_mmio@3000000")
                .orElseThrow();
        assertThat(node.isCompatibleWith("virtio,mmio")).isTrue();
        assertThat(node.property("reg").orElseThrow().cells()).containsExactly(0, 0x300_0000, 0, 0x200);
        assertThat(node.property("interrupts").orElseThrow().cells())
                .as("SPI 4, rising edge")
                .containsExactly(0, 4, 1);
        assertThat(node.property("dma-coherent")).isPresent();
    }

    @Test
    void aDiskIsTheFileAsItIsSaid() throws IOException, PlanException {
        String disk = "device disk \"virtio-blk\" at 0x300_0000 irq 36 file \"disk.img\" ";
        for (String mode : List.of("", "readonly", "snapshot")) {
            RealmPlan plan = planWith(disk + mode);
            Disk made = plan.disk(plan.configuration().devices().getFirst());
            assertThat(made.sectors()).isEqualTo(2);
            assertThat(made.isReadOnly()).as(mode).isEqualTo(mode.equals("readonly"));
            if (!made.isReadOnly()) {
                byte[] sector = new byte[512];
                Arrays.fill(sector, (byte) 'x');
                made.write(1, sector, 0, 512);
            }
            assertThat(Files.readAllBytes(folder.resolve("disk.img"))[512])
                    .as(mode)
                    .isEqualTo((byte) (mode.isEmpty() ? 'x' : 0));
        }
    }

    @Test
    void aFolderIsNoDisk() throws IOException {
        Files.createDirectory(folder.resolve("images"));
        assertThatThrownBy(() -> planWith("device disk \"virtio-blk\" at 0x300_0000 irq 36 file \"images\""))
                .isInstanceOf(PlanException.class)
                .hasMessage("images: it is no usable disk: it is a folder");
    }
}
