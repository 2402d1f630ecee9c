package dev.realmstep.config.reader;

import static org.assertj.core.api.Assertions.assertThat;

import dev.realmstep.config.CommandLine;
import dev.realmstep.config.DeviceDescription;
import dev.realmstep.config.DeviceDescription.ConsoleBackend;
import dev.realmstep.config.DeviceModel;
import dev.realmstep.config.DeviceTreeSource;
import dev.realmstep.config.DiskMode;
import dev.realmstep.config.Findings;
import dev.realmstep.config.HashAlgorithm;
import dev.realmstep.config.LoadDirective;
import dev.realmstep.config.LoadKind;
import dev.realmstep.config.Placement;
import dev.realmstep.config.RamRegion;
import dev.realmstep.config.RealmConfiguration;
import dev.realmstep.config.RealmFeatures;
import dev.realmstep.config.RealmProperty;
import dev.realmstep.config.Ripas;
import dev.realmstep.config.RmmVersion;
import dev.realmstep.config.syntax.RealmSyntax;
import java.nio.file.Path;
import java.util.List;
import java.util.OptionalInt;
import java.util.OptionalLong;
import org.assertj.core.groups.Tuple;
import org.junit.jupiter.api.Test;

class DescriptionReaderTests {
    private static List<RealmConfiguration> read(String text) {
        Findings findings = new Findings();
        List<RealmConfiguration> realms = DescriptionReader.read(RealmSyntax.parse(text), Path.of("/realms"), findings)
                .realms();
        assertThat(findings.inOrder()).isEmpty();
        return realms;
    }

    @Test
    void everythingThatIsSaidIsInTheModel() {
        RealmConfiguration realm = read("""
                realm "linux" {
                  rmm        1.0
                  ipa-bits   41
                  hash       sha256
                  rpv        hex"0102"
                  vcpus      2
                  sve        512
                  pmu        6
                  breakpoints 6
                  watchpoints 4
                  lpa2       on
                  ram        0x8000_0000 .. 0x9000_0000 ripas ram
                  ram        0xa000_0000 size 2M ripas empty
                  device uart "ns16550a" at 0x100_0000 unprotected irq 32 console stdio
                  device disk "virtio-blk" at 0x101_0000 size 1K irq 33 file "disk.img" readonly
                  load kernel "Image" at 0x8020_0000
                  load initrd "rootfs.cpio.gz"
                  dtb        "board.dtb" at 0x8fe0_0000
                  cmdline    "console=ttyS0"
                  symbols    "vmlinux"
                  entry      0x8020_0000
                }
                """).getFirst();

        assertThat(realm.name()).isEqualTo("linux");
        assertThat(realm.rmm()).isEqualTo(RmmVersion.V1_0);
        assertThat(realm.ipaBits()).isEqualTo(41);
        assertThat(realm.hash()).isEqualTo(HashAlgorithm.SHA256);
        assertThat(realm.rpv().bytes()).hasSize(64).startsWith(1, 2, 0, 0);
        assertThat(realm.vcpus()).isEqualTo(2);
        assertThat(realm.features()).isEqualTo(new RealmFeatures(OptionalInt.of(512), 6, 4, OptionalInt.of(6), true));
        assertThat(realm.ram())
                .extracting(RamRegion::base, RamRegion::size, RamRegion::ripas)
                .containsExactly(
                        Tuple.tuple(0x8000_0000L, 0x1000_0000L, Ripas.RAM),
                        Tuple.tuple(0xa000_0000L, 0x20_0000L, Ripas.EMPTY));
        assertThat(realm.ram().getLast().range().startLine()).isEqualTo(13);
        assertThat(realm.loads())
                .extracting(LoadDirective::kind, LoadDirective::address)
                .containsExactly(
                        Tuple.tuple(LoadKind.KERNEL, OptionalLong.of(0x8020_0000L)),
                        Tuple.tuple(LoadKind.INITRD, OptionalLong.empty()));
        assertThat(realm.resolve(realm.loads().getFirst().file())).isEqualTo(Path.of("/realms/Image"));
        assertThat(realm.dtb())
                .isInstanceOfSatisfying(
                        DeviceTreeSource.FromFile.class,
                        source -> assertThat(source.address()).hasValue(0x8fe0_0000L));
        assertThat(realm.commandLine().map(CommandLine::text)).hasValue("console=ttyS0");
        assertThat(realm.symbols()).hasSize(1);
        assertThat(realm.entry()).hasValue(0x8020_0000L);
        assertThat(realm.rangeOf(RealmProperty.VCPUS).startLine()).isEqualTo(6);
    }

    @Test
    void aDeviceHasItsClausesAndItsAlias() {
        RealmConfiguration realm = read("""
                realm "r" {
                  ipa-bits 33
                  device uart "ns16550a" at 0x100_0000 unprotected irq 32 console stdio
                  device disk "virtio-blk" irq 33 file "disk.img" readonly at 0x101_0000
                }
                """).getFirst();
        DeviceDescription uart = realm.devices().getFirst();
        assertThat(uart.model()).hasValue(DeviceModel.NS16550A);
        assertThat(uart.placement()).isEqualTo(Placement.UNPROTECTED);
        assertThat(uart.irq()).hasValue(32);
        assertThat(uart.console()).hasValue(ConsoleBackend.STDIO);
        assertThat(uart.size()).isEqualTo(0x1000);
        assertThat(uart.guestBase(realm.ipaSpace())).isEqualTo(0x1_0100_0000L);
        DeviceDescription disk = realm.devices().getLast();
        assertThat(disk.base()).isEqualTo(0x101_0000);
        assertThat(disk.diskMode()).isEqualTo(DiskMode.READ_ONLY);
        assertThat(disk.file()).isPresent();
    }

    @Test
    void whatIsNotSaidHasItsDefault() {
        RealmConfiguration realm =
                read("realm \"r\" {\n  ram 0x8000_0000 size 1G\n}\n").getFirst();
        assertThat(realm.ipaBits()).isEqualTo(33);
        assertThat(realm.hash()).isEqualTo(HashAlgorithm.SHA512);
        assertThat(realm.rpv().bytes()).containsOnly(0);
        assertThat(realm.vcpus()).isEqualTo(1);
        assertThat(realm.features().breakpoints()).isEqualTo(2);
        assertThat(realm.dtb()).isInstanceOf(DeviceTreeSource.None.class);
        assertThat(realm.entry()).isEmpty();
    }

    @Test
    void theDefaultWidthGrowsWithTheRam() {
        assertThat(read("realm \"r\" {\n ram 0x8000_0000 size 2G\n}").getFirst().ipaBits())
                .isEqualTo(33);
        assertThat(read("realm \"r\" {\n ram 0x8000_0000 size 4G\n}").getFirst().ipaBits())
                .isEqualTo(34);
        assertThat(read("realm \"r\" {\n ram 0x40_0000_0000 size 4K\n}")
                        .getFirst()
                        .ipaBits())
                .isEqualTo(40);
    }

    @Test
    void personalizationValuesAreTextHexadecimalOrBase64() {
        for (String literal : List.of("text\"abc\"", "hex\"616263\"", "base64\"YWJj\"")) {
            assertThat(read("realm \"r\" { rpv " + literal + " }")
                            .getFirst()
                            .rpv()
                            .bytes())
                    .startsWith('a', 'b', 'c', 0);
        }
    }

    @Test
    void aFileMayDescribeSeveralRealms() {
        assertThat(read("realm \"a\" {}\nrealm \"b\" {}\n"))
                .extracting(RealmConfiguration::name)
                .containsExactly("a", "b");
    }
}
