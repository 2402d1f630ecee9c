package dev.realmstep.dap;

import static dev.realmstep.dap.DapSession.await;
import static org.assertj.core.api.Assertions.assertThat;

import dev.realmstep.Samples;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.CompletableFuture;
import org.eclipse.lsp4j.debug.DisconnectArguments;
import org.junit.jupiter.api.Test;

/** The adapter on a TCP port. */
class ListenTests {
    /** Serves a free port of the loopback interface, and says which. */
    private static int listen() throws Exception {
        CompletableFuture<Integer> port = new CompletableFuture<>();
        Thread.ofPlatform().daemon().start(() -> {
            try {
                InetSocketAddress any = new InetSocketAddress(InetAddress.getLoopbackAddress(), 0);
                DebugAdapterLauncher.listen(any, port::complete, broken -> {});
            } catch (IOException | InterruptedException e) {
                port.completeExceptionally(e);
            }
        });
        return await(port);
    }

    private static DapSession connect(int port) throws IOException {
        Socket socket = new Socket(InetAddress.getLoopbackAddress(), port);
        return DapSession.over(socket.getInputStream(), socket.getOutputStream(), socket);
    }

    @Test
    void clientsAreServedOneAfterAnother() throws Exception {
        int port = listen();
        for (int client = 0; client < 2; client++) {
            try (DapSession session = connect(port)) {
                session.initialize();
                await(session.requestLaunch(Samples.HELLO));
                session.begin();
                assertThat(session.exitStatus()).isZero();
                await(session.server().disconnect(new DisconnectArguments()));
            }
        }
    }

    @Test
    void aClientThatTalksNonsenseDoesNotEndTheService() throws Exception {
        int port = listen();
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
            socket.getOutputStream().write("GET / HTTP/1.1\r\n\r\n".getBytes(StandardCharsets.US_ASCII));
        }
        try (DapSession session = connect(port)) {
            assertThat(session.initialize().getSupportsConfigurationDoneRequest())
                    .isTrue();
        }
    }
}
