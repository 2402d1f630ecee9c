package dev.realmstep.config.check;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DiskFilesTests {
    @TempDir
    private Path folder;

    private FileFacts inspect(byte[] contents) throws IOException {
        return new DiskFiles().inspect(Files.write(folder.resolve("file"), contents));
    }

    @Test
    void anElfFileShowsItsEntryAndSegments() {
        FileFacts facts = new DiskFiles().inspect(Path.of("..", "samples", "hello", "hello.elf"));
        assertThat(facts).isInstanceOfSatisfying(FileFacts.Elf.class, elf -> {
            assertThat(elf.entry()).isEqualTo(0x8020_0000L);
            assertThat(elf.segments())
                    .first()
                    .extracting(FileFacts.Extent::base)
                    .isEqualTo(0x8020_0000L);
        });
    }

    @Test
    void aLinuxImageShowsItsOffsetAndItsSizeInMemory() throws IOException {
        ByteBuffer header = ByteBuffer.allocate(100).order(ByteOrder.LITTLE_ENDIAN);
        header.putLong(8, 0x8_0000).putLong(16, 0x30_0000).put(56, new byte[] {'A', 'R', 'M', 0x64});
        assertThat(inspect(header.array())).isEqualTo(new FileFacts.LinuxImage(0x8_0000, 0x30_0000));
    }

    @Test
    void aDeviceTreeShowsItsSize() throws IOException {
        byte[] blob = {(byte) 0xd0, 0x0d, (byte) 0xfe, (byte) 0xed, 0, 0, 1, 2, 0};
        assertThat(inspect(blob)).isEqualTo(new FileFacts.DeviceTreeBlob(0x102, 9));
    }

    @Test
    void anElfFileOfAnotherClassOrMachineIsForeign() throws IOException {
        byte[] elf32 = new byte[64];
        System.arraycopy(new byte[] {0x7f, 'E', 'L', 'F', 1, 1, 1}, 0, elf32, 0, 7);
        assertThat(inspect(elf32)).isInstanceOf(FileFacts.ForeignElf.class);
    }

    @Test
    void aFileThatChangesIsLookedIntoAgain() throws IOException {
        Path file = folder.resolve("file");
        DiskFiles files = new DiskFiles();
        assertThat(files.inspect(file)).isEqualTo(new FileFacts.Missing());
        Files.write(file, new byte[3]);
        assertThat(files.inspect(file)).isEqualTo(new FileFacts.Plain(3));
        Files.write(file, new byte[5]);
        assertThat(files.inspect(file)).isEqualTo(new FileFacts.Plain(5));
    }

    @Test
    void aFolderIsNoFile() {
        assertThat(new DiskFiles().inspect(folder)).isEqualTo(new FileFacts.Unreadable("it is a folder"));
    }
}
