package dev.realmstep.dap;

import dev.realmstep.debugger.DebugSession;
import java.util.Base64;
import org.eclipse.lsp4j.debug.ReadMemoryArguments;
import org.eclipse.lsp4j.debug.ReadMemoryResponse;
import org.eclipse.lsp4j.debug.WriteMemoryArguments;
import org.eclipse.lsp4j.debug.WriteMemoryResponse;

/** Reads and writes of the realm's memory, at virtual addresses as the realm translates them. */
final class MemoryRequests {
    /** A client that asks for more gets this much, and the rest as unreadable. */
    private static final int MOST_BYTES = 1 << 20;

    private final DebugSession session;

    MemoryRequests(DebugSession session) {
        this.session = session;
    }

    ReadMemoryResponse read(ReadMemoryArguments arguments) throws RequestFailure {
        long address = address(arguments.getMemoryReference(), arguments.getOffset());
        int wanted = Math.min(Math.max(arguments.getCount(), 0), MOST_BYTES);
        byte[] bytes = session.memory().read(address, wanted);
        ReadMemoryResponse response = new ReadMemoryResponse();
        response.setAddress(MemoryReference.of(address));
        response.setData(Base64.getEncoder().encodeToString(bytes));
        if (bytes.length < arguments.getCount()) {
            response.setUnreadableBytes(arguments.getCount() - bytes.length);
        }
        return response;
    }

    WriteMemoryResponse write(WriteMemoryArguments arguments) throws RequestFailure {
        long address = address(arguments.getMemoryReference(), arguments.getOffset());
        byte[] bytes;
        try {
            bytes = Base64.getDecoder().decode(arguments.getData());
        } catch (IllegalArgumentException e) {
            throw new RequestFailure("writeMemory: the data is not base64");
        }
        int written = session.memory().write(address, bytes);
        if (written < bytes.length && !Boolean.TRUE.equals(arguments.getAllowPartial())) {
            throw new RequestFailure("memory at 0x%x cannot be written".formatted(address + written));
        }
        WriteMemoryResponse response = new WriteMemoryResponse();
        response.setBytesWritten(written);
        return response;
    }

    private static long address(String reference, @org.jspecify.annotations.Nullable Integer offset)
            throws RequestFailure {
        return MemoryReference.parse(reference) + (offset == null ? 0 : offset);
    }
}
