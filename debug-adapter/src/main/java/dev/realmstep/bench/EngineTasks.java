package dev.realmstep.bench;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/** What the engine is measured by: the workloads of samples/bench, and Linux from power-on to its shell. */
public final class EngineTasks {
    /** The workloads, as the guest calls them. */
    public static final List<String> WORKLOADS =
            List.of("integer", "memory", "calls", "float", "atomics", "exceptions", "cold");

    /** The boots. */
    public static final List<String> BOOTS = List.of("linux-small", "linux-debian");

    private static final String SHELL_PROMPT = "realm:~# ";

    private final BenchFiles files;
    private final Path qemu;

    private EngineTasks(BenchFiles files, Path qemu) {
        this.files = files;
        this.qemu = qemu;
    }

    /**
     * Prepares a bench.
     *
     * @param home the project's folder
     * @param scratch a folder for temporary files
     * @param names those of {@link #WORKLOADS} and {@link #BOOTS} that are wanted
     * @throws UnavailableException if QEMU, the workloads, or a wanted kernel is missing
     */
    public static EngineBench prepare(Path home, Path scratch, Set<String> names, int rounds)
            throws UnavailableException {
        EngineTasks tasks = new EngineTasks(new BenchFiles(home, scratch), BenchFiles.qemu());
        return new EngineBench(tasks.of(names), rounds);
    }

    /** Whether samples/linux/debian/get.sh has got Debian's kernel. */
    public static boolean hasDebian(Path home) {
        return Files.isRegularFile(home.resolve("samples/linux/debian/vmlinuz"));
    }

    private List<Task> of(Set<String> names) throws UnavailableException {
        List<Task> tasks = new ArrayList<>();
        List<String> workloads = WORKLOADS.stream().filter(names::contains).toList();
        if (!workloads.isEmpty()) {
            tasks.add(workloads(workloads));
        }
        if (names.contains("linux-small")) {
            tasks.add(smallLinux());
        }
        if (names.contains("linux-debian")) {
            tasks.add(debian());
        }
        return tasks;
    }

    private Task workloads(List<String> names) throws UnavailableException {
        String arguments = "only=" + String.join(",", names);
        return new Task(
                "workloads",
                qemu("64M", "-kernel", files.workloads().toString(), "-append", arguments),
                realmstep(files.workloadRealm(arguments)),
                Optional.empty());
    }

    private Task smallLinux() throws UnavailableException {
        Path kernel = files.unpackedKernel(files.sample("linux/small/Image.gz"));
        Path initrd = files.sample("linux/small/initramfs.cpio");
        return new Task(
                "linux-small",
                qemu("512M", "-kernel", kernel.toString(), "-initrd", initrd.toString(), "-append", "console=ttyAMA0"),
                realmstep(files.sample("linux/small.realm")),
                Optional.of(SHELL_PROMPT));
    }

    private Task debian() throws UnavailableException {
        Path folder = files.sample("linux/debian");
        Path kernel = files.unpackedKernel(folder.resolve("vmlinuz"));
        return new Task(
                "linux-debian",
                qemu(
                        "512M",
                        "-kernel",
                        kernel.toString(),
                        "-initrd",
                        folder.resolve("initramfs.cpio").toString(),
                        "-append",
                        "console=ttyAMA0",
                        "-drive",
                        "if=none,id=disk,format=raw,snapshot=on,file=" + folder.resolve("disk.img"),
                        "-device",
                        "virtio-blk-device,drive=disk",
                        "-device",
                        "virtio-rng-device"),
                realmstep(files.sample("bench/debian.realm")),
                Optional.of(SHELL_PROMPT));
    }

    /** The processor with all that QEMU emulates, but pointers authenticated by the quick algorithm, as by Realmstep. */
    private List<String> qemu(String memory, String... guest) {
        return Stream.concat(
                        Stream.of(
                                qemu.toString(),
                                "-M",
                                "virt,gic-version=3",
                                "-cpu",
                                "max,pauth-impdef=on",
                                "-m",
                                memory,
                                "-nographic"),
                        Stream.of(guest))
                .toList();
    }

    private List<String> realmstep(Path realm) {
        return List.of(files.launcher().toString(), "run", realm.toString());
    }
}
