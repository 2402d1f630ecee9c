package dev.realmstep.config.check;

import static dev.realmstep.config.check.Found.d;
import static org.assertj.core.api.Assertions.assertThat;

import dev.realmstep.config.BoardModel;
import dev.realmstep.config.Fix;
import dev.realmstep.config.MachineConfiguration;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;

/** What a machine may be, and what is found where it may not. The block begins on line 1. */
class MachineChecksTests {
    private static final Map<String, FileFacts> FILES = Map.of(
            "host.elf",
            new FileFacts.Elf(0x8800_0000L, List.of(new FileFacts.Extent(0x8800_0000L, 0x10_0000))),
            "low.elf",
            new FileFacts.Elf(0x1000L, List.of(new FileFacts.Extent(0x1000L, 0x1000))),
            "realm.bin",
            new FileFacts.Plain(0x20_0000),
            "folder",
            new FileFacts.Folder(false));

    private static CheckedFile check(String... lines) {
        String text = "machine \"m\" {\n" + String.join("\n", lines) + "\n}\n";
        ReachableFiles files = path ->
                FILES.getOrDefault(Objects.requireNonNull(path.getFileName()).toString(), new FileFacts.Missing());
        return new RealmFiles(files).checkText(text, Path.of("/realms"));
    }

    private static String message(CheckedFile file) {
        assertThat(file.diagnostics()).hasSize(1);
        return file.diagnostics().getFirst().message();
    }

    @Test
    void allThatIsSaidIsInTheModel() {
        CheckedFile file = check(
                "board \"fvp\"",
                "load firmware \"host.elf\"",
                "load image \"realm.bin\" at 0x8820_0000",
                "symbols \"host.elf\"",
                "realm-symbols \"host.elf\"",
                "entry 0x8800_0010");

        assertThat(file.diagnostics()).isEmpty();
        assertThat(file.realms()).isEmpty();
        MachineConfiguration machine = file.machines().getFirst();
        assertThat(machine.name()).isEqualTo("m");
        assertThat(machine.board()).isEqualTo(BoardModel.FVP);
        assertThat(machine.loads()).hasSize(2);
        assertThat(machine.loads().get(1).address()).hasValue(0x8820_0000L);
        assertThat(machine.symbols()).hasSize(1);
        assertThat(machine.realmSymbols()).hasSize(1);
        assertThat(machine.entry()).hasValue(0x8800_0010L);
    }

    @Test
    void anUnknownBoardIsFoundWhereItIsNamed() {
        CheckedFile file = check("load firmware \"host.elf\"", "board \"fpv\"");

        assertThat(Found.in(file)).containsExactly(d(3, 8, 3, 11, "RS113"));
        assertThat(message(file)).startsWith("there is no board \"fpv\": there is \"fvp\"");
        assertThat(file.diagnostics().getFirst().fix()).map(Fix::title).hasValue("Change to `fvp`");
    }

    @Test
    void aMissingImageIsFoundWhereItIsNamed() {
        CheckedFile file = check("load firmware \"hots.elf\"");

        assertThat(Found.in(file)).containsExactly(d(2, 16, 2, 24, "RS501"));
        assertThat(message(file)).isEqualTo("there is no file \"hots.elf\" in /realms");
    }

    @Test
    void anImageThatDoesNotFitTheRamIsFoundAtItsAddress() {
        CheckedFile file = check("load firmware \"host.elf\"", "load image \"realm.bin\" at 0xfbf0_0000");

        assertThat(Found.in(file)).containsExactly(d(3, 27, 3, 38, "RS503"));
        assertThat(message(file))
                .isEqualTo("\"realm.bin\" is loaded to 0xfbf0_0000 to 0xfc10_0000, and the RAM of board \"fvp\" is "
                        + "0x8000_0000 to 0xfc00_0000");
    }

    @Test
    void aProgramThatIsLinkedOutsideOfTheRamIsFoundAtItsName() {
        assertThat(Found.in(check("load firmware \"low.elf\""))).containsExactly(d(2, 16, 2, 23, "RS503"));
    }

    @Test
    void imagesThatOverlapAreFound() {
        assertThat(Found.in(check("load firmware \"host.elf\"", "load image \"realm.bin\" at 0x8808_0000")))
                .containsExactly(d(3, 27, 3, 38, "RS504"));
    }

    @Test
    void plainBytesNeedAnAddress() {
        assertThat(Found.in(check("load firmware \"realm.bin\""))).containsExactly(d(2, 16, 2, 25, "RS507"));
    }

    @Test
    void aMachineWithoutFirmwareHasNothingToRun() {
        assertThat(Found.in(check("load image \"realm.bin\" at 0x8820_0000"))).containsExactly(d(1, 9, 1, 12, "RS509"));
    }

    @Test
    void anEntryOutsideOfTheRamIsFound() {
        assertThat(Found.in(check("load firmware \"host.elf\"", "entry 0x1000")))
                .containsExactly(d(3, 7, 3, 13, "RS503"));
    }

    @Test
    void symbolsAreReadOfPrograms() {
        assertThat(Found.in(check("load firmware \"host.elf\"", "realm-symbols \"realm.bin\"")))
                .containsExactly(d(3, 16, 3, 25, "RS517"));
    }

    @Test
    void whatARealmIsSaidOfIsNoPropertyOfAMachine() {
        CheckedFile file = check("load firmware \"host.elf\"", "ipa-bits 33");

        assertThat(Found.in(file)).containsExactly(d(3, 1, 3, 9, "RS110"));
        assertThat(message(file)).isEqualTo("`ipa-bits` is not a property of a machine");
    }

    @Test
    void kernelsAreLoadedByRealmsOnly() {
        assertThat(message(check("load kernel \"host.elf\"")))
                .isEqualTo("`kernel` is not what is loaded: it is `firmware` or `image`");
    }
}
