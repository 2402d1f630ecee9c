package dev.realmstep.lsp;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.channels.Channels;
import java.nio.channels.Pipe;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.eclipse.lsp4j.ClientCapabilities;
import org.eclipse.lsp4j.DiagnosticCapabilities;
import org.eclipse.lsp4j.DiagnosticWorkspaceCapabilities;
import org.eclipse.lsp4j.DidChangeTextDocumentParams;
import org.eclipse.lsp4j.DidChangeWatchedFilesCapabilities;
import org.eclipse.lsp4j.DidOpenTextDocumentParams;
import org.eclipse.lsp4j.InitializeParams;
import org.eclipse.lsp4j.InitializedParams;
import org.eclipse.lsp4j.MessageActionItem;
import org.eclipse.lsp4j.MessageParams;
import org.eclipse.lsp4j.PublishDiagnosticsParams;
import org.eclipse.lsp4j.RegistrationParams;
import org.eclipse.lsp4j.ServerCapabilities;
import org.eclipse.lsp4j.ShowMessageRequestParams;
import org.eclipse.lsp4j.TextDocumentClientCapabilities;
import org.eclipse.lsp4j.TextDocumentContentChangeEvent;
import org.eclipse.lsp4j.TextDocumentIdentifier;
import org.eclipse.lsp4j.TextDocumentItem;
import org.eclipse.lsp4j.VersionedTextDocumentIdentifier;
import org.eclipse.lsp4j.WorkspaceClientCapabilities;
import org.eclipse.lsp4j.jsonrpc.Launcher;
import org.eclipse.lsp4j.launch.LSPLauncher;
import org.eclipse.lsp4j.services.LanguageClient;
import org.eclipse.lsp4j.services.LanguageServer;
import org.jspecify.annotations.Nullable;

/** A client and a server that talk over a pair of pipes, as an editor and its server do. */
final class Session implements AutoCloseable {
    /** Only a hang takes this long. */
    private static final int PATIENCE_SECONDS = 30;

    private final BlockingQueue<PublishDiagnosticsParams> published = new LinkedBlockingQueue<>();
    private final BlockingQueue<String> refreshes = new LinkedBlockingQueue<>();
    private final BlockingQueue<String> registrations = new LinkedBlockingQueue<>();
    private final CompletableFuture<Integer> status;
    private final LanguageServer server;
    private final OutputStream toServer;
    private ServerCapabilities capabilities = new ServerCapabilities();

    Session() throws IOException {
        Pipe requests = Pipe.open();
        Pipe answers = Pipe.open();
        toServer = Channels.newOutputStream(requests.sink());
        InputStream serverIn = Channels.newInputStream(requests.source());
        OutputStream toClient = Channels.newOutputStream(answers.sink());
        InputStream clientIn = Channels.newInputStream(answers.source());
        status = CompletableFuture.supplyAsync(
                () -> LanguageServerLauncher.run(serverIn, toClient),
                command -> Thread.ofPlatform().daemon().start(command));
        Launcher<LanguageServer> launcher = LSPLauncher.createClientLauncher(new Client(), clientIn, toServer);
        var _ = launcher.startListening();
        server = launcher.getRemoteProxy();
    }

    private final class Client implements LanguageClient {
        @Override
        public void publishDiagnostics(PublishDiagnosticsParams diagnostics) {
            published.add(diagnostics);
        }

        @Override
        public CompletableFuture<Void> refreshDiagnostics() {
            refreshes.add("refresh");
            return CompletableFuture.completedFuture(null);
        }

        @Override
        public CompletableFuture<Void> registerCapability(RegistrationParams params) {
            params.getRegistrations().forEach(registration -> registrations.add(registration.getMethod()));
            return CompletableFuture.completedFuture(null);
        }

        @Override
        public void telemetryEvent(Object object) {}

        @Override
        public void showMessage(MessageParams message) {}

        @Override
        public CompletableFuture<MessageActionItem> showMessageRequest(ShowMessageRequestParams request) {
            return CompletableFuture.completedFuture(null);
        }

        @Override
        public void logMessage(MessageParams message) {}
    }

    /** A session with a client to which diagnostics are pushed. */
    static Session start() throws Exception {
        return new Session().initialize(new ClientCapabilities());
    }

    /** A session with a client that pulls diagnostics. */
    static Session startPulling() throws Exception {
        TextDocumentClientCapabilities textDocument = new TextDocumentClientCapabilities();
        textDocument.setDiagnostic(new DiagnosticCapabilities());
        WorkspaceClientCapabilities workspace = new WorkspaceClientCapabilities();
        workspace.setDiagnostics(new DiagnosticWorkspaceCapabilities(true));
        workspace.setDidChangeWatchedFiles(new DidChangeWatchedFilesCapabilities(true));
        ClientCapabilities capabilities = new ClientCapabilities();
        capabilities.setTextDocument(textDocument);
        capabilities.setWorkspace(workspace);
        return new Session().initialize(capabilities);
    }

    private Session initialize(ClientCapabilities client) throws Exception {
        InitializeParams params = new InitializeParams();
        params.setCapabilities(client);
        capabilities = await(server.initialize(params)).getCapabilities();
        server.initialized(new InitializedParams());
        return this;
    }

    ServerCapabilities capabilities() {
        return capabilities;
    }

    LanguageServer server() {
        return server;
    }

    TextDocumentIdentifier open(String uri, String text) {
        server.getTextDocumentService()
                .didOpen(new DidOpenTextDocumentParams(new TextDocumentItem(uri, "realm", 1, text)));
        return new TextDocumentIdentifier(uri);
    }

    void change(TextDocumentIdentifier document, int version, TextDocumentContentChangeEvent... changes) {
        server.getTextDocumentService()
                .didChange(new DidChangeTextDocumentParams(
                        new VersionedTextDocumentIdentifier(document.getUri(), version), List.of(changes)));
    }

    /** The next diagnostics that the server sends. */
    PublishDiagnosticsParams nextPublished() throws InterruptedException {
        PublishDiagnosticsParams next = published.poll(PATIENCE_SECONDS, TimeUnit.SECONDS);
        if (next == null) {
            throw new AssertionError("no diagnostics came");
        }
        return next;
    }

    boolean hasPublished() {
        return !published.isEmpty();
    }

    boolean awaitRefresh() throws InterruptedException {
        return refreshes.poll(PATIENCE_SECONDS, TimeUnit.SECONDS) != null;
    }

    /** The method of the next capability that the server registers, or nothing if none comes. */
    @Nullable
    String nextRegistration() throws InterruptedException {
        return registrations.poll(PATIENCE_SECONDS, TimeUnit.SECONDS);
    }

    static <T> T await(CompletableFuture<T> future) throws InterruptedException, ExecutionException, TimeoutException {
        return future.get(PATIENCE_SECONDS, TimeUnit.SECONDS);
    }

    /** Ends the session as a client should, and returns the server's status. */
    int end() throws Exception {
        await(server.shutdown());
        return exit();
    }

    int exit() throws Exception {
        server.exit();
        return await(status);
    }

    /** Closes the stream without a word, and returns the server's status. */
    int hangUp() throws Exception {
        toServer.close();
        return await(status);
    }

    @Override
    public void close() throws IOException {
        toServer.close();
    }
}
