package dev.realmstep.dap;

import dev.realmstep.debugger.DebugSession;
import dev.realmstep.machine.VirtualCpu;
import org.eclipse.lsp4j.debug.Thread;
import org.eclipse.lsp4j.debug.ThreadsResponse;
import org.jspecify.annotations.Nullable;

/** Virtual processors as the protocol's threads: processor n is thread n + 1. */
final class Threads {
    private Threads() {}

    /** The thread of a processor; the first one's where a stop concerns none. */
    static int idOf(@Nullable VirtualCpu cpu) {
        return cpu == null ? 1 : cpu.index() + 1;
    }

    /** The processor of a thread. */
    static VirtualCpu cpu(DebugSession session, int threadId) throws RequestFailure {
        if (threadId < 1 || threadId > session.cpus().size()) {
            throw new RequestFailure("there is no thread " + threadId);
        }
        return session.cpus().get(threadId - 1);
    }

    static ThreadsResponse list(DebugSession session) {
        ThreadsResponse response = new ThreadsResponse();
        response.setThreads(session.cpus().stream().map(Threads::describe).toArray(Thread[]::new));
        return response;
    }

    private static Thread describe(VirtualCpu cpu) {
        Thread thread = new Thread();
        thread.setId(idOf(cpu));
        String activity = switch (cpu.activity()) {
            case OFF -> " (off)";
            case WAITING -> " (waiting)";
            case RUNNING -> "";
        };
        String where = cpu.entrant().isPresent() ? " (in a realm)" : "";
        thread.setName("vCPU " + cpu.index() + where + activity);
        return thread;
    }
}
