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
