package dev.realmstep.dap;

import dev.realmstep.jsonrpc.RequestErrors;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Consumer;
import java.util.function.IntConsumer;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.eclipse.lsp4j.debug.services.IDebugProtocolClient;
import org.eclipse.lsp4j.jsonrpc.Launcher;
import org.eclipse.lsp4j.jsonrpc.debug.DebugLauncher;

/** Serves debug clients: one on a pair of streams, or one after another on a TCP port. */
public final class DebugAdapterLauncher {
    /** Held here, since a logger that nobody holds forgets its level. */
    private static final Logger PROTOCOL_LIBRARY = Logger.getLogger("org.eclipse.lsp4j.jsonrpc");

    private DebugAdapterLauncher() {}

    /**
     * Serves one client until it disconnects or its stream ends.
     *
     * @throws IOException if the connection breaks
     */
    public static void run(InputStream in, OutputStream out) throws IOException, InterruptedException {
        // The library logs stack traces for whatever a client sends amiss; the client is answered all the same.
        PROTOCOL_LIBRARY.setLevel(Level.OFF);
        // A daemon: a read of standard input that nothing will end must not keep the program alive.
        ExecutorService reader = Executors.newSingleThreadExecutor(
                task -> Thread.ofPlatform().daemon().name("client").unstarted(task));
        try (DebugAdapter adapter = new DebugAdapter()) {
            Launcher<IDebugProtocolClient> launcher = new DebugLauncher.Builder<IDebugProtocolClient>()
                    .setLocalService(adapter)
                    .setRemoteInterface(IDebugProtocolClient.class)
                    .setInput(in)
                    .setOutput(out)
                    .setExecutorService(reader)
                    .wrapMessages(adapter.followUps()::watch)
                    .setExceptionHandler(RequestErrors::of)
                    .create();
            adapter.connect(launcher.getRemoteProxy());
            Future<Void> listening = launcher.startListening();
            adapter.onDisconnect(() -> listening.cancel(true));
            listening.get();
        } catch (CancellationException e) {
            // The client has disconnected: the session is over.
        } catch (ExecutionException e) {
            throw new IOException("the connection to the debug client broke: " + e.getCause(), e);
        } finally {
            reader.shutdownNow();
        }
    }

    /**
     * Serves clients on a TCP port, one at a time, as long as the program runs.
     *
     * @param whenListening told the port once connections are accepted
     * @param whenBroken told of a connection that broke; the next client is served all the same
     */
    public static void listen(InetSocketAddress address, IntConsumer whenListening, Consumer<String> whenBroken)
            throws IOException, InterruptedException {
        try (ServerSocket server = new ServerSocket()) {
            server.bind(address, 1);
            whenListening.accept(server.getLocalPort());
            while (true) {
                serve(server.accept(), whenBroken);
            }
        }
    }

    private static void serve(Socket connection, Consumer<String> whenBroken) throws InterruptedException {
        try (Socket client = connection) {
            run(client.getInputStream(), client.getOutputStream());
        } catch (IOException e) {
            whenBroken.accept(String.valueOf(e.getMessage()));
        }
    }
}
