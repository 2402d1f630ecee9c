package dev.realmstep.machine;

import static org.assertj.core.api.Assertions.assertThat;

import dev.realmstep.config.Diagnostic;
import dev.realmstep.config.DiagnosticCode;
import dev.realmstep.config.RealmConfiguration;
import dev.realmstep.config.check.CheckedFile;
import dev.realmstep.config.check.RealmFiles;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DryRunTests {
    @TempDir
    private Path folder;

    private RealmConfiguration realm(String statements) throws IOException {
        Files.write(folder.resolve("guest.bin"), new byte[64]);
        Path file = folder.resolve("guest.realm");
        Files.writeString(file, """
                realm "guest" {
                  ipa-bits 33
                  hash sha256
                  ram 0x8000_0000 size 2M
                  load firmware "guest.bin" at 0x8000_0000
                %s
                }
                """.formatted(statements));
        CheckedFile checked = RealmFiles.check(file);
        assertThat(checked.hasErrors()).as("%s", checked.diagnostics()).isFalse();
        return checked.realms().getFirst();
    }

    @Test
    void aRealmThatCanBeBuiltHasNoFinding() throws IOException {
        assertThat(DryRun.of(realm("  vcpus 2"))).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "breakpoints 6, 15, num_bps = 0x5",
        "watchpoints 3, 15, num_wps = 0x2",
        "pmu 5, 7, pmu_num_ctrs = 0x5",
        "lpa2 on, 8, FEAT_LPA2 is not supported"
    })
    void aRefusalIsReportedAtTheValueThatCausedIt(String statement, int column, String why) throws IOException {
        assertThat(DryRun.of(realm("  " + statement))).hasValueSatisfying(diagnostic -> {
            assertThat(diagnostic.range().startLine()).isEqualTo(6);
            assertThat(diagnostic.range().startColumn()).isEqualTo(column);
            assertThat(diagnostic.message()).contains(why);
        });
    }

    @Test
    void aRefusalIsReportedAtTheStatementThatCausedIt() throws IOException {
        Optional<Diagnostic> finding = DryRun.of(realm("  breakpoints 6"));

        assertThat(finding).hasValueSatisfying(diagnostic -> {
            assertThat(diagnostic.code()).isEqualTo(DiagnosticCode.CANNOT_BE_BUILT);
            assertThat(diagnostic.range().startLine()).isEqualTo(6);
            assertThat(diagnostic.message())
                    .contains("create the realm")
                    .contains("RMI_ERROR_INPUT")
                    .contains("num_bps = 0x5");
        });
    }
}
