package dev.realmstep.lsp;

import dev.realmstep.jsonrpc.RequestErrors;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.eclipse.lsp4j.jsonrpc.Launcher;
import org.eclipse.lsp4j.launch.LSPLauncher;
import org.eclipse.lsp4j.services.LanguageClient;

/** Runs the language server on a pair of streams. */
public final class LanguageServerLauncher {
    /** The client asked for the end, as it should, by {@code shutdown} and then {@code exit}. */
    public static final int ENDED = 0;

    /** The client asked for the exit without a shutdown before, or the stream ended. */
    public static final int ABANDONED = 1;

    /** The library logs the end of a stream as severe, with a stack trace; what matters is in the exit status. */
    private static final Logger LIBRARY_LOG = Logger.getLogger("org.eclipse.lsp4j.jsonrpc");

    private LanguageServerLauncher() {}

    /**
     * Serves one client until it ends the session.
     *
     * @param in what the client sends
     * @param out gets the protocol's messages and nothing else
     * @return the exit status that the protocol asks of the process
     */
    public static int run(InputStream in, OutputStream out) {
        LIBRARY_LOG.setLevel(Level.OFF);
        ExecutorService threads = Executors.newThreadPerTaskExecutor(
                Thread.ofPlatform().daemon().name("realmstep-lsp-", 0).factory());
        try (RealmLanguageServer server = new RealmLanguageServer(threads)) {
            Launcher<LanguageClient> launcher = new LSPLauncher.Builder<LanguageClient>()
                    .setLocalService(server)
                    .setRemoteInterface(LanguageClient.class)
                    .setInput(in)
                    .setOutput(out)
                    .setExecutorService(threads)
                    .setExceptionHandler(RequestErrors::of)
                    .create();
            server.connect(launcher.getRemoteProxy());
            return awaitEnd(server, launcher.startListening(), threads);
        } finally {
            // Not closed: that would wait for the thread that reads, which nothing can wake from a read of stdin.
            threads.shutdownNow();
        }
    }

    private static int awaitEnd(RealmLanguageServer server, Future<Void> listening, ExecutorService threads) {
        CompletableFuture<Integer> streamEnded = CompletableFuture.supplyAsync(
                () -> {
                    awaitQuietly(listening);
                    return ABANDONED;
                },
                threads);
        return (int) CompletableFuture.anyOf(server.exited(), streamEnded).join();
    }

    private static void awaitQuietly(Future<Void> listening) {
        try {
            listening.get();
        } catch (ExecutionException brokenStream) {
            // A client that is gone is the end of the session, however it went.
        } catch (InterruptedException stopping) {
            Thread.currentThread().interrupt();
        }
    }
}
