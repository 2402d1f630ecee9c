package dev.realmstep.cpu.engine.translator.x86;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.realmstep.cpu.engine.translator.host.ExecutableMemoryException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class HostProcessorTests {
    @TempDir
    private Path folder;

    private Path description(String flags) throws IOException {
        return Files.writeString(
                folder.resolve("cpuinfo"), "processor\t: 0\nflags\t\t: %s\nbugs\t\t:\n".formatted(flags));
    }

    @Test
    void aProcessorWithAllThatIsNeededIsAccepted() throws IOException {
        Path description = description("fpu sse2 avx avx2 fma bmi1 bmi2 abm aes pclmulqdq sha_ni");

        assertThatCode(() -> HostProcessor.check("Linux", "amd64", description)).doesNotThrowAnyException();
    }

    @Test
    void whatAProcessorLacksIsNamed() throws IOException {
        Path description = description("fpu sse2 avx bmi1 bmi2 abm aes pclmulqdq");

        assertThatThrownBy(() -> HostProcessor.check("Linux", "amd64", description))
                .isInstanceOf(ExecutableMemoryException.class)
                .hasMessage("translation needs what this processor does not have: avx2, fma");
    }

    @Test
    void otherSystemsAndArchitecturesAreRefused() {
        Path nowhere = folder.resolve("none");

        assertThatThrownBy(() -> HostProcessor.check("Windows 11", "amd64", nowhere))
                .isInstanceOf(ExecutableMemoryException.class)
                .hasMessageContaining("Windows 11 on amd64");
        assertThatThrownBy(() -> HostProcessor.check("Linux", "aarch64", nowhere))
                .isInstanceOf(ExecutableMemoryException.class)
                .hasMessageContaining("Linux on aarch64");
    }

    @Test
    void aDescriptionThatCannotBeReadIsRefused() {
        assertThatThrownBy(() -> HostProcessor.check("Linux", "amd64", folder.resolve("none")))
                .isInstanceOf(ExecutableMemoryException.class)
                .hasMessageContaining("cannot be read");
    }
}
