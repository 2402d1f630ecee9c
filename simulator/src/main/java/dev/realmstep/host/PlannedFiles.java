package dev.realmstep.host;

import dev.realmstep.attestation.cose.KeyFile;
import dev.realmstep.attestation.cose.MalformedMessageException;
import dev.realmstep.attestation.cose.SigningKey;
import dev.realmstep.config.Description;
import dev.realmstep.config.FileReference;
import dev.realmstep.image.ImageException;
import dev.realmstep.image.UnpackedFiles;
import java.io.IOException;
import java.io.InputStream;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/** The files that a description names, as the planner reads them. */
public final class PlannedFiles {
    /** A key takes some hundred bytes. */
    private static final int MAX_KEY_SIZE = 1 << 16;

    private final Description description;
    private final UnpackedFiles unpacked;

    /** @param unpacked where the contents of compressed files are */
    public PlannedFiles(Description description, UnpackedFiles unpacked) {
        this.description = description;
        this.unpacked = unpacked;
    }

    /** The bytes of a file. */
    MemorySegment read(FileReference file) throws PlanException {
        return read(file, path -> path);
    }

    /** The bytes of a program or a kernel, unpacked if it is kept compressed. */
    public MemorySegment readProgram(FileReference file) throws PlanException {
        return read(file, unpacked::locate);
    }

    /** The private key in a file. */
    public SigningKey readKey(FileReference file) throws PlanException {
        try (InputStream in = Files.newInputStream(description.resolve(file))) {
            return KeyFile.signingKey(new String(in.readNBytes(MAX_KEY_SIZE), StandardCharsets.ISO_8859_1));
        } catch (IOException e) {
            throw new PlanException(
                    file.range(), "\"%s\" cannot be read: %s".formatted(file.written(), e.getMessage()));
        } catch (MalformedMessageException e) {
            throw new PlanException(
                    file.range(), "\"%s\" is no key to sign with: %s".formatted(file.written(), e.getMessage()));
        }
    }

    private interface Lookup {
        Path locate(Path path) throws IOException, ImageException;
    }

    private MemorySegment read(FileReference file, Lookup lookup) throws PlanException {
        Path path = description.resolve(file);
        try (FileChannel channel = FileChannel.open(lookup.locate(path), StandardOpenOption.READ)) {
            return channel.map(FileChannel.MapMode.READ_ONLY, 0, channel.size(), Arena.ofAuto());
        } catch (NoSuchFileException e) {
            throw new PlanException(file.range(), "%s: there is no such file".formatted(path));
        } catch (IOException e) {
            throw new PlanException(file.range(), "%s: cannot be read: %s".formatted(path, e.getMessage()));
        } catch (ImageException e) {
            throw new PlanException(file.range(), String.valueOf(e.getMessage()));
        }
    }
}
