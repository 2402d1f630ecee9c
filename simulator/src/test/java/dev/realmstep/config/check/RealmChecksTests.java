package dev.realmstep.config.check;

import static dev.realmstep.config.check.Found.d;
import static org.assertj.core.api.Assertions.assertThat;

import dev.realmstep.config.Diagnostic;
import dev.realmstep.config.DiagnosticCode;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;

/** Cases of the checks beyond what the samples plant. Lines count from the first one given to {@code check}. */
class RealmChecksTests {
    private static final Map<String, FileFacts> FILES = Map.ofEntries(
            Map.entry(
                    "guest.elf", new FileFacts.Elf(0x8000_0000L, List.of(new FileFacts.Extent(0x8000_0000L, 0x1000)))),
            Map.entry(
                    "wide.elf",
                    new FileFacts.Elf(
                            0x8000_0000L,
                            List.of(
                                    new FileFacts.Extent(0x8000_0000L, 0x1000),
                                    new FileFacts.Extent(0x4000_0000L, 0x1000),
                                    new FileFacts.Extent(-0x1000L, 0x1000)))),
            Map.entry("Image", new FileFacts.LinuxImage(0, 0x300_0000)),
            Map.entry("initrd", new FileFacts.Plain(0x1000)),
            Map.entry("odd.img", new FileFacts.Plain(1000)),
            Map.entry("empty.img", new FileFacts.Plain(0)),
            Map.entry("folder", new FileFacts.Folder(true)),
            Map.entry("new.ko", new FileFacts.LinuxModule("is not a linked program")),
            Map.entry("foreign.elf", new FileFacts.Unusable(DiagnosticCode.FOREIGN_ELF, "is for another machine")),
            Map.entry("good.dtb", new FileFacts.DeviceTreeBlob(100, 100)),
            Map.entry("cut.dtb", new FileFacts.DeviceTreeBlob(100, 99)));

    private static CheckedFile check(String... lines) {
        String text = "realm \"r\" { \n hash sha256\n" + String.join("\n", lines) + "\n}\n";
        ReachableFiles files = path ->
                FILES.getOrDefault(Objects.requireNonNull(path.getFileName()).toString(), new FileFacts.Missing());
        return new RealmFiles(files).checkText(text, Path.of("/realms"));
    }

    private static List<String> codes(CheckedFile file) {
        return file.diagnostics().stream()
                .map(diagnostic -> diagnostic.code().code())
                .toList();
    }

    private static Diagnostic only(CheckedFile file) {
        assertThat(file.diagnostics()).hasSize(1);
        return file.diagnostics().getFirst();
    }

    private static CheckedFile checkCommandLine(int ipaBits, String device, String commandLine) {
        return check(
                "ipa-bits " + ipaBits,
                "ram 0x4000_0000 size 16M",
                "entry 0x4000_0000",
                "dtb generated",
                "device uart " + device,
                "cmdline \"" + commandLine + "\"");
    }

    @Test
    void theAliasesOfTheUsualMachinesAreRight() {
        // The addresses are those that kvmtool's and QEMU's users write.
        assertThat(checkCommandLine(33, "\"ns16550a\" at 0x100_0000", "earlycon=uart,mmio,0x101000000")
                        .diagnostics())
                .isEmpty();
        assertThat(checkCommandLine(33, "\"ns16550a\" at 0x100_0000", "earlycon=uart8250,0x101000000,115200n8")
                        .diagnostics())
                .isEmpty();
        assertThat(checkCommandLine(41, "\"arm,pl011\" at 0x900_0000", "earlycon=pl011,0x10009000000")
                        .diagnostics())
                .isEmpty();
        assertThat(checkCommandLine(48, "\"arm,pl011\" at 0x900_0000", "earlycon=pl011,mmio32,0x800009000000")
                        .diagnostics())
                .isEmpty();
    }

    @Test
    void anEarlyConsoleOfKvmtoolInARealmAsWideAsQemusIsOfAnotherWidth() {
        Diagnostic found = only(checkCommandLine(41, "\"ns16550a\" at 0x100_0000", "earlycon=uart,mmio,0x101000000"));
        assertThat(found.code().code()).isEqualTo("RS412");
        assertThat(found.fix().orElseThrow().edits().getFirst().newText()).isEqualTo("0x10001000000");
        assertThat(found.related()).hasSize(1);
    }

    @Test
    void aBareEarlyConsoleHasNoAddress() {
        assertThat(codes(checkCommandLine(33, "\"ns16550a\" at 0x100_0000", "earlycon console=ttyS0")))
                .containsExactly("RS415");
    }

    @Test
    void anEarlyConsoleOfAnotherKindInTheLowerHalfIsWrongTwice() {
        assertThat(codes(checkCommandLine(33, "\"ns16550a\" at 0x100_0000", "earlycon=pl011,0x1000000")))
                .containsExactly("RS414", "RS411");
    }

    @Test
    void anEarlyConsoleOutsideOfTheIpaSpaceNamesNoDevice() {
        assertThat(codes(checkCommandLine(33, "\"ns16550a\" at 0x100_0000", "earlycon=uart,mmio,0x7fffffffffffffff")))
                .containsExactly("RS413");
        assertThat(codes(checkCommandLine(
                        33, "\"ns16550a\" at 0x100_0000", "earlycon=uart,mmio,0x99999999999999999999")))
                .containsExactly("RS415");
    }

    @Test
    void theFirstWidthThatHoldsTheRamIsComputed() {
        CheckedFile file = check("ipa-bits 32", "ram 0x8000_0000 size 2G", "entry 0x8000_0000");
        Diagnostic found = only(file);
        assertThat(found.code().code()).isEqualTo("RS203");
        assertThat(found.fix().orElseThrow().edits().getFirst().newText()).isEqualTo("33");
        assertThat(codes(check("ipa-bits 33", "ram 0x8000_0000 size 2G", "entry 0x8000_0000")))
                .isEmpty();
        assertThat(codes(check("ram 0x8000_0000 size 1024G", "entry 0x8000_0000")))
                .isEmpty();
    }

    @Test
    void ramBeyondTheWidestSpaceHasNoFix() {
        Diagnostic found = only(check("ipa-bits 48", "ram 0x8000_0000_0000 size 2M", "entry 0x8000_0000_0000"));
        assertThat(found.code().code()).isEqualTo("RS203");
        assertThat(found.fix()).isEmpty();
    }

    @Test
    void adjacentRegionsDoNotOverlapAndHoldAnImageTogether() {
        assertThat(codes(check(
                        "ram 0x8000_0000 size 32M",
                        "ram 0x8200_0000 size 32M",
                        "load kernel \"Image\" at 0x8000_0000",
                        "load initrd \"initrd\"")))
                .isEmpty();
    }

    @Test
    void aRegionInsideOfAnotherAndOneFarBehindAreToldApart() {
        assertThat(Found.in(check(
                        "ram 0x8000_0000 size 64M",
                        "ram 0x8100_0000 size 2M",
                        "ram 0x8200_0000 size 2M",
                        "ram 0x9000_0000 size 2M",
                        "entry 0x8000_0000")))
                .containsExactly(d(4, 5, 4, 24, "RS206"), d(5, 5, 5, 24, "RS206"));
    }

    @Test
    void anElfWithSegmentsOutsideOfRamGetsOneMessage() {
        assertThat(codes(check("ram 0x8000_0000 size 2M", "load kernel \"wide.elf\"")))
                .containsExactly("RS503");
    }

    @Test
    void anElfCannotBeMoved() {
        assertThat(codes(check("ram 0x8000_0000 size 2M", "load kernel \"guest.elf\" at 0x8000_0000")))
                .containsExactly("RS507");
    }

    @Test
    void aLinuxImageIsAligned() {
        assertThat(codes(check("ram 0x8000_0000 size 64M", "load kernel \"Image\" at 0x8010_0000")))
                .containsExactly("RS507");
    }

    @Test
    void aDeviceTreeFileIsLookedInto() {
        assertThat(codes(check("ram 0x8000_0000 size 2M", "entry 0x8000_0000", "dtb \"good.dtb\" at 0x8010_0000")))
                .isEmpty();
        assertThat(codes(check("ram 0x8000_0000 size 2M", "entry 0x8000_0000", "dtb \"cut.dtb\"")))
                .containsExactly("RS508");
        assertThat(codes(check(
                        "ram 0x8000_0000 size 2M", "load kernel \"guest.elf\"", "dtb \"good.dtb\" at 0x8000_0800")))
                .containsExactly("RS504");
    }

    @Test
    void whatIsHalfTypedCausesNoFollowingFindings() {
        assertThat(codes(check("ram 0x8000_0000 ..", "load kernel"))).containsExactly("RS112", "RS112");
    }

    private static CheckedFile checkDevice(String device) {
        return check("ram 0x8000_0000 size 2M", "entry 0x8000_0000", "device d " + device);
    }

    @Test
    void aDiskIsAFileOfWholeSectors() {
        String disk = "\"virtio-blk\" at 0x300_0000 irq 36 file ";
        assertThat(codes(checkDevice(disk + "\"initrd\""))).isEmpty();
        assertThat(codes(checkDevice(disk + "\"none.img\""))).containsExactly("RS501");
        assertThat(codes(checkDevice(disk + "\"folder\""))).containsExactly("RS502");
        assertThat(only(checkDevice(disk + "\"odd.img\"")).message()).contains("1000 bytes");
        assertThat(codes(checkDevice(disk + "\"odd.img\""))).containsExactly("RS410");
        assertThat(codes(checkDevice(disk + "\"empty.img\""))).containsExactly("RS410");
        assertThat(codes(checkDevice(disk + "\"foreign.elf\"")))
                .as("what is on a disk is the guest's")
                .isEmpty();
        assertThat(codes(checkDevice("\"virtio-blk\" at 0x300_0000 irq 36"))).containsExactly("RS417");
    }

    @Test
    void aDiskIsEitherReadOnlyOrASnapshot() {
        String disk = "\"virtio-blk\" at 0x300_0000 irq 36 file \"initrd\" ";
        assertThat(codes(checkDevice(disk + "readonly"))).isEmpty();
        assertThat(codes(checkDevice(disk + "snapshot"))).isEmpty();
        assertThat(only(checkDevice(disk + "snapshot readonly")).message())
                .isEqualTo("a disk is either `readonly` or `snapshot`");
    }

    @Test
    void clausesBelongToTheirDevices() {
        assertThat(codes(checkDevice("\"virtio-rng\" at 0x300_0000 irq 36 seed 42")))
                .isEmpty();
        assertThat(codes(checkDevice("\"virtio-console\" at 0x300_0000 irq 36 console stdio")))
                .isEmpty();
        assertThat(codes(checkDevice("\"virtio-net\" at 0x300_0000 irq 36"))).isEmpty();
        assertThat(codes(checkDevice("\"arm,pl031\" at 0x300_0000 epoch 42"))).isEmpty();
        assertThat(codes(checkDevice("\"arm,pl031\" at 0x300_0000 irq 36"))).isEmpty();
        assertThat(codes(checkDevice("\"ns16550a\" at 0x300_0000 seed 42 snapshot")))
                .containsExactly("RS406", "RS406");
        assertThat(codes(checkDevice("\"virtio-rng\" at 0x300_0000 irq 36 console stdio file \"initrd\" readonly")))
                .containsExactly("RS406", "RS406", "RS406");
    }

    @Test
    void aVirtioDeviceNeedsAnInterruptAndAUartDoesNot() {
        assertThat(codes(checkDevice("\"virtio-console\" at 0x300_0000"))).containsExactly("RS418");
        assertThat(codes(checkDevice("\"ns16550a\" at 0x300_0000"))).isEmpty();
    }

    @Test
    void modulesOfLinuxAreForTheirSymbolsOnly() {
        String ram = "ram 0x4000_0000 size 16M\nentry 0x4000_0000\n";

        assertThat(codes(check(ram + "symbols \"folder\"\nsymbols \"new.ko\""))).isEmpty();
        assertThat(codes(check(ram + "load image \"folder\" at 0x4000_0000"))).containsExactly("RS502");
        assertThat(codes(check(ram + "load image \"new.ko\" at 0x4000_0000"))).containsExactly("RS506");
    }
}
