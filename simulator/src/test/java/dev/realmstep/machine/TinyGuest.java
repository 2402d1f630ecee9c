package dev.realmstep.machine;

import static org.assertj.core.api.Assertions.assertThat;

import dev.realmstep.config.check.CheckedFile;
import dev.realmstep.config.check.RealmFiles;
import dev.realmstep.host.PlanException;
import dev.realmstep.host.RealmPlan;
import dev.realmstep.host.RealmPlanner;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;

/** Machines with guests of a few instructions, which begin at 0x8000_0000. */
final class TinyGuest {
    private TinyGuest() {}

    static Machine of(Path folder, int... instructions) throws IOException, PlanException {
        return withConsole(folder, value -> {}, instructions);
    }

    /** With a 16550 at 0x1_0100_0000 for its console. */
    static Machine withConsole(Path folder, GuestConsole console, int... instructions)
            throws IOException, PlanException {
        return with(folder, "", console, instructions);
    }

    /** @param statements that the realm has besides */
    static Machine with(Path folder, String statements, GuestConsole console, int... instructions)
            throws IOException, PlanException {
        return Machine.forRealm(plan(folder, statements, instructions), console);
    }

    static RealmPlan plan(Path folder, String statements, int... instructions) throws IOException, PlanException {
        ByteBuffer code = ByteBuffer.allocate(4 * instructions.length).order(ByteOrder.LITTLE_ENDIAN);
        for (int instruction : instructions) {
            code.putInt(instruction);
        }
        Files.write(folder.resolve("guest.bin"), code.array());
        Path file = folder.resolve("guest.realm");
        Files.writeString(file, """
                realm "guest" {
                  ipa-bits 33
                  hash sha256
                  ram 0x8000_0000 size 2M
                  device uart "ns16550a" at 0x100_0000 unprotected irq 32 console stdio
                  load firmware "guest.bin" at 0x8000_0000
                  %s
                }
                """.formatted(statements));
        CheckedFile checked = RealmFiles.check(file);
        assertThat(checked.hasErrors()).as("%s", checked.diagnostics()).isFalse();
        return RealmPlanner.plan(checked.realms().getFirst());
    }
}
