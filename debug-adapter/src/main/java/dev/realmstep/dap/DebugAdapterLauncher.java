package dev.realmstep.dap;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.function.IntConsumer;
import org.eclipse.lsp4j.debug.launch.DSPLauncher;
import org.eclipse.lsp4j.debug.services.IDebugProtocolClient;
import org.eclipse.lsp4j.jsonrpc.Launcher;

/** Serves debug clients: one on a pair of streams, or one after another on a TCP port. */
public final class DebugAdapterLauncher {
    private DebugAdapterLauncher() {}

    /** Serves one client until it disconnects or its stream ends. */
    public static void run(InputStream in, OutputStream out) throws InterruptedException {
        try (DebugAdapter adapter = new DebugAdapter()) {
            Launcher<IDebugProtocolClient> launcher = DSPLauncher.createServerLauncher(adapter, in, out);
            adapter.connect(launcher.getRemoteProxy());
            Future<Void> listening = launcher.startListening();
            adapter.onDisconnect(() -> listening.cancel(true));
            listening.get();
        } catch (CancellationException e) {
            // The client has disconnected: the session is over.
        } catch (ExecutionException e) {
            throw new IllegalStateException("the connection to the debug client broke", e.getCause());
        }
    }

    /**
     * Serves clients on a TCP port, one at a time, until the thread is interrupted.
     *
     * @param whenListening told the port once connections are accepted
     */
    public static void listen(InetSocketAddress address, IntConsumer whenListening)
            throws IOException, InterruptedException {
        try (ServerSocket server = new ServerSocket()) {
            server.bind(address, 1);
            whenListening.accept(server.getLocalPort());
            while (!Thread.currentThread().isInterrupted()) {
                try (Socket client = server.accept()) {
                    run(client.getInputStream(), client.getOutputStream());
                }
            }
        }
    }
}
