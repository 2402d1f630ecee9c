package dev.realmstep.host;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.realmstep.config.OfferedPageSizes;
import dev.realmstep.config.RealmConfiguration;
import dev.realmstep.config.check.RealmFiles;
import dev.realmstep.cpu.ProcessingElement;
import dev.realmstep.cpu.ShareabilityDomain;
import dev.realmstep.cpu.SystemRegister;
import dev.realmstep.device.disk.Disk;
import dev.realmstep.image.DeviceTreeNode;
import dev.realmstep.image.FlattenedDeviceTree;
import dev.realmstep.image.ImageException;
import dev.realmstep.image.PageSize;
import dev.realmstep.memory.SystemBus;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.EnumSet;
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
        FlattenedDeviceTree tree = deviceTree(hello());

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
    void theDeviceTreeHasPerformanceMonitorsWhereTheRealmHas() throws IOException, PlanException, ImageException {
        Files.write(folder.resolve("guest.bin"), new byte[0x1000]);
        String guest = "  ram 0x8000_0000 size 4M\n  load firmware \"guest.bin\" at 0x8000_0000\n  dtb generated\n";
        assertThat(deviceTree(realm(guest)).node("/pmu")).isEmpty();
        DeviceTreeNode monitors =
                deviceTree(realm(guest + "  pmu 4")).node("/pmu").orElseThrow();
        assertThat(monitors.property("compatible").orElseThrow().strings()).containsExactly("arm,armv8-pmuv3");
        // A private interrupt, INTID 23, which is level-sensitive and active high.
        assertThat(monitors.property("interrupts").orElseThrow().cells()).containsExactly(1, 23 - 16, 4);
    }

    private static FlattenedDeviceTree deviceTree(RealmConfiguration realm) throws PlanException, ImageException {
        RealmPlan plan = RealmPlanner.plan(realm);
        PlannedPage page = plan.pages().stream()
                .filter(candidate -> candidate.ipa() == plan.deviceTree())
                .findFirst()
                .orElseThrow();
        return FlattenedDeviceTree.parse("generated", page.contents());
    }

    @Test
    void theDeviceTreeIsOnABoundaryOfTwoMegabytesInRam() throws PlanException {
        RealmPlan plan = RealmPlanner.plan(hello());

        assertThat(plan.deviceTree()).isEqualTo(0x80E0_0000L);
    }

    /** The kernel is 4243464 bytes in its file and 0x440000 in memory, the initial RAM file system 1977344. */
    @Test
    void linuxIsLaidOutAsKvmtoolDoes() throws PlanException {
        RealmPlan plan = RealmPlanner.plan(RealmFiles.check(Path.of("..", "samples", "linux", "small.realm"))
                .realms()
                .getFirst());

        assertThat(plan.entry()).isEqualTo(0x8000_0000L);
        assertThat(plan.deviceTree()).isEqualTo(0x8fe0_0000L);
        List<Long> addresses = plan.pages().stream().map(PlannedPage::ipa).toList();
        int kernelPages = (4_243_464 + 0xfff) >> 12;
        assertThat(addresses.get(kernelPages - 1)).isEqualTo(0x8000_0000L + (kernelPages - 1) * 0x1000L);
        assertThat(addresses.get(kernelPages))
                .as("the memory that the kernel zeroes itself has no contents; the initrd is right below the tree")
                .isEqualTo((0x8fe0_0000L - 4 - 1_977_344) & -0x1000L);
    }

    @Test
    void whatLinuxZeroesIsKeptFree() throws IOException {
        ByteBuffer image = ByteBuffer.allocate(64).order(ByteOrder.LITTLE_ENDIAN);
        image.putLong(16, 0x20_0000).putLong(24, 0b1010).put(56, "ARMd".getBytes(StandardCharsets.US_ASCII));
        Files.write(folder.resolve("Image"), image.array());
        RealmConfiguration realm = realm("  ram 0x8000_0000 size 2M\n  load kernel \"Image\"\n  dtb generated");

        assertThatExceptionOfType(PlanException.class)
                .isThrownBy(() -> RealmPlanner.plan(realm))
                .withMessageContaining("the device tree needs 0x")
                .withMessageContaining("and there are none left");
    }

    @Test
    void aKernelThatIsNoneIsRefused() throws IOException {
        Files.write(folder.resolve("Image"), new byte[100]);
        RealmConfiguration realm = realm("  ram 0x8000_0000 size 2M\n  load kernel \"Image\"");

        assertThatExceptionOfType(PlanException.class)
                .isThrownBy(() -> RealmPlanner.plan(realm))
                .withMessageContaining("is no arm64 Linux kernel");
    }

    @Test
    void thePageSizesThatGuestsAreOfferedAreTheProcessors() {
        ProcessingElement element = new ProcessingElement(0, new SystemBus(), new ShareabilityDomain());
        long features = element.systemRegisters().get(SystemRegister.ID_AA64MMFR0_EL1);
        EnumSet<PageSize> offered = EnumSet.noneOf(PageSize.class);
        if ((features >>> 28 & 0xf) != 0xf) {
            offered.add(PageSize.FOUR_KIB);
        }
        if ((features >>> 20 & 0xf) != 0) {
            offered.add(PageSize.SIXTEEN_KIB);
        }
        if ((features >>> 24 & 0xf) != 0xf) {
            offered.add(PageSize.SIXTY_FOUR_KIB);
        }

        assertThat(OfferedPageSizes.ALL).isEqualTo(offered);
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
