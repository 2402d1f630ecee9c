package dev.realmstep.bench;

import dev.realmstep.image.ImageException;
import dev.realmstep.image.LinuxImage;
import java.io.File;
import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.ValueLayout;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** The programs and guests that are measured, and what is made of them for a while in a folder. */
final class BenchFiles {
    private static final String QEMU = "qemu-system-aarch64";

    private final Path home;
    private final Path scratch;

    /**
     * @param home the project's folder
     * @param scratch a folder for temporary files
     * @throws UnavailableException if the workloads are not in the project's folder
     */
    BenchFiles(Path home, Path scratch) throws UnavailableException {
        this.home = home.toAbsolutePath();
        this.scratch = scratch;
        if (!Files.isRegularFile(workloads())) {
            throw new UnavailableException(
                    "%s: not found; the workloads are in the project's folder, start its script realmstep"
                            .formatted(workloads()));
        }
    }

    /** The script that users start. */
    Path launcher() {
        return home.resolve(File.separatorChar == '\\' ? "realmstep.cmd" : "realmstep");
    }

    /** On the PATH. */
    static Path qemu() throws UnavailableException {
        String path = Optional.ofNullable(System.getenv("PATH")).orElse("");
        return Stream.of(path.split(Pattern.quote(File.pathSeparator)))
                .map(folder -> Path.of(folder, QEMU))
                .filter(Files::isExecutable)
                .findFirst()
                .orElseThrow(() -> new UnavailableException(
                        QEMU + " not found, which is the measure; on Debian: apt-get install qemu-system-arm"));
    }

    Path workloads() {
        return sample("bench/workloads.elf");
    }

    Path sample(String name) {
        return home.resolve("samples").resolve(name);
    }

    /** The realm of the workloads with boot arguments, in a description of its own. */
    Path workloadRealm(String arguments) throws UnavailableException {
        Path description = sample("bench/workloads.realm");
        try {
            String text = Files.readString(description)
                    .replace("\"workloads.elf\"", "\"%s\"".formatted(workloads()))
                    .replace("dtb       generated", "dtb generated\n  cmdline \"%s\"".formatted(arguments));
            return Files.writeString(scratch.resolve("workloads.realm"), text);
        } catch (IOException e) {
            throw new UnavailableException("%s: cannot be read: %s".formatted(description, e.getMessage()));
        }
    }

    /** A kernel as QEMU 7.2 takes it, which knows no EFI application (zboot). */
    Path unpackedKernel(Path kernel) throws UnavailableException {
        String name = String.valueOf(kernel.getFileName());
        try (FileChannel channel = FileChannel.open(kernel, StandardOpenOption.READ);
                Arena arena = Arena.ofConfined()) {
            var bytes = channel.map(FileChannel.MapMode.READ_ONLY, 0, channel.size(), arena);
            byte[] image = LinuxImage.read(name, bytes).bytes().toArray(ValueLayout.JAVA_BYTE);
            return Files.write(scratch.resolve(name + ".Image"), image);
        } catch (ImageException e) {
            throw new UnavailableException(String.valueOf(e.getMessage()));
        } catch (IOException e) {
            throw new UnavailableException("%s: cannot be unpacked: %s".formatted(kernel, e.getMessage()));
        }
    }
}
