package dev.realmstep.dap;

import static dev.realmstep.dap.DapSession.await;
import static dev.realmstep.dap.DapSession.failureOf;
import static org.assertj.core.api.Assertions.assertThat;

import dev.realmstep.Samples;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Base64;
import java.util.concurrent.CompletableFuture;
import org.eclipse.lsp4j.debug.DisassembleArguments;
import org.eclipse.lsp4j.debug.DisassembleResponse;
import org.eclipse.lsp4j.debug.DisassembledInstruction;
import org.eclipse.lsp4j.debug.ReadMemoryArguments;
import org.eclipse.lsp4j.debug.ReadMemoryResponse;
import org.eclipse.lsp4j.debug.WriteMemoryArguments;
import org.eclipse.lsp4j.debug.WriteMemoryResponse;
import org.junit.jupiter.api.Test;

/** Memory as bytes and as instructions. */
class MemoryTests {
    /** Behind hello's 16 MiB of memory from 0x8000_0000 on. */
    private static final String END_OF_RAM = "0x81000000";

    private static final String NOWHERE = "0x90000000";

    private static final int MEBIBYTE = 1 << 20;
    private static final int GRANULE_SIZE = 4096;

    @Test
    @Capability("supportsReadMemoryRequest")
    void memoryIsReadAtAReferenceAndAnOffset() throws Exception {
        try (DapSession session = DapSession.stoppedIn(Samples.HELLO, "print_walk")) {
            String name = await(session.evaluate("watch", "*place->name")).getMemoryReference();

            ReadMemoryResponse response = await(read(session, name, 1, 3));

            byte[] bytes = Base64.getDecoder().decode(response.getData());
            assertThat(new String(bytes, StandardCharsets.US_ASCII)).isEqualTo("ain");
            assertThat(Long.decode(response.getAddress())).isEqualTo(Long.decode(name) + 1);
            assertThat(response.getUnreadableBytes()).isNull();
        }
    }

    @Test
    void whatCannotBeReadIsCounted() throws Exception {
        try (DapSession session = DapSession.stoppedIn(Samples.HELLO, "main")) {
            ReadMemoryResponse response = await(read(session, END_OF_RAM, -GRANULE_SIZE, MEBIBYTE));
            assertThat(Base64.getDecoder().decode(response.getData())).hasSize(GRANULE_SIZE);
            assertThat(response.getUnreadableBytes()).isEqualTo(MEBIBYTE - GRANULE_SIZE);

            ReadMemoryResponse nowhere = await(read(session, NOWHERE, 0, 4));
            assertThat(nowhere.getData()).isEmpty();
            assertThat(nowhere.getUnreadableBytes()).isEqualTo(4);

            assertThat(failureOf(read(session, "somewhere", 0, 4))).isEqualTo("`somewhere` is not an address");
        }
    }

    @Test
    @Capability("supportsWriteMemoryRequest")
    void memoryIsWritten() throws Exception {
        try (DapSession session = DapSession.stoppedIn(Samples.HELLO, "print_walk")) {
            String name = await(session.evaluate("watch", "*place->name")).getMemoryReference();

            assertThat(await(write(session, name, "MAIN")).getBytesWritten()).isEqualTo(4);

            assertThat(session.watch("place->name")).contains("\"MAIN\"");
            session.breakIn();
            session.resume();
            assertThat(session.exitStatus()).isZero();
            assertThat(session.guestOutput()).contains("MAIN at 0x");
        }
    }

    @Test
    void whatCannotBeWrittenIsRefused() throws Exception {
        try (DapSession session = DapSession.stoppedIn(Samples.HELLO, "main")) {
            assertThat(failureOf(write(session, NOWHERE, "text"))).isEqualTo("memory at 0x90000000 cannot be written");
        }
    }

    @Test
    @Capability("supportsDisassembleRequest")
    void disassemblyHasExactlyTheInstructionsThatWereAskedFor() throws Exception {
        try (DapSession session = DapSession.stoppedIn(Samples.HELLO, "main")) {
            String here = session.top().getInstructionPointerReference();

            DisassembledInstruction[] listing =
                    await(disassemble(session, here, -2, 5)).getInstructions();

            assertThat(listing).hasSize(5);
            assertThat(listing[2].getAddress()).isEqualTo(here);
            assertThat(listing[2].getLine()).isEqualTo(session.top().getLine());
            assertThat(Arrays.stream(listing).map(DisassembledInstruction::getInstructionBytes))
                    .allMatch(bytes -> bytes.matches("[0-9a-f]{8}"));
        }
    }

    @Test
    void aFunctionsFirstInstructionCarriesItsSymbol() throws Exception {
        try (DapSession session = DapSession.stoppedIn(Samples.HELLO, "main")) {
            String main = await(session.evaluate("watch", "main")).getMemoryReference();

            DisassembledInstruction first =
                    await(disassemble(session, main, 0, 1)).getInstructions()[0];

            assertThat(first.getSymbol()).isEqualTo("main");
            assertThat(first.getInstruction()).startsWith("stp").contains("x29, x30, [sp");
        }
    }

    @Test
    void instructionsThatCannotBeReadAreInvalid() throws Exception {
        try (DapSession session = DapSession.stoppedIn(Samples.HELLO, "main")) {
            DisassembledInstruction[] listing =
                    await(disassemble(session, END_OF_RAM, -2, 4)).getInstructions();

            assertThat(listing).hasSize(4);
            assertThat(listing[1].getInstructionBytes()).isNotNull();
            assertThat(listing[2].getInstructionBytes()).isNull();
            assertThat(listing[2].getPresentationHint()).hasToString("INVALID");
        }
    }

    @Test
    void aListingOfAnAbsurdLengthIsRefused() throws Exception {
        try (DapSession session = DapSession.stoppedIn(Samples.HELLO, "main")) {
            assertThat(failureOf(disassemble(session, NOWHERE, 0, Integer.MAX_VALUE)))
                    .contains("2147483647 instructions");
            assertThat(failureOf(disassemble(session, NOWHERE, 0, -1))).contains("-1 instructions");
        }
    }

    private static CompletableFuture<ReadMemoryResponse> read(
            DapSession session, String reference, int offset, int count) {
        ReadMemoryArguments arguments = new ReadMemoryArguments();
        arguments.setMemoryReference(reference);
        arguments.setOffset(offset);
        arguments.setCount(count);
        return session.server().readMemory(arguments);
    }

    private static CompletableFuture<WriteMemoryResponse> write(DapSession session, String reference, String text) {
        WriteMemoryArguments arguments = new WriteMemoryArguments();
        arguments.setMemoryReference(reference);
        arguments.setData(Base64.getEncoder().encodeToString(text.getBytes(StandardCharsets.US_ASCII)));
        return session.server().writeMemory(arguments);
    }

    private static CompletableFuture<DisassembleResponse> disassemble(
            DapSession session, String reference, int instructionOffset, int count) {
        DisassembleArguments arguments = new DisassembleArguments();
        arguments.setMemoryReference(reference);
        arguments.setInstructionOffset(instructionOffset);
        arguments.setInstructionCount(count);
        arguments.setResolveSymbols(true);
        return session.server().disassemble(arguments);
    }
}
