package dev.realmstep.lsp;

import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import org.eclipse.lsp4j.CodeActionKind;
import org.eclipse.lsp4j.CodeActionOptions;
import org.eclipse.lsp4j.CompletionOptions;
import org.eclipse.lsp4j.DiagnosticRegistrationOptions;
import org.eclipse.lsp4j.DocumentLinkOptions;
import org.eclipse.lsp4j.InitializeParams;
import org.eclipse.lsp4j.InitializeResult;
import org.eclipse.lsp4j.InitializedParams;
import org.eclipse.lsp4j.ServerCapabilities;
import org.eclipse.lsp4j.ServerInfo;
import org.eclipse.lsp4j.SetTraceParams;
import org.eclipse.lsp4j.TextDocumentSyncKind;
import org.eclipse.lsp4j.TextDocumentSyncOptions;
import org.eclipse.lsp4j.services.LanguageClient;
import org.eclipse.lsp4j.services.LanguageClientAware;
import org.eclipse.lsp4j.services.LanguageServer;
import org.eclipse.lsp4j.services.TextDocumentService;
import org.eclipse.lsp4j.services.WorkspaceService;

/** The server's side of a session: what it can do, and its beginning and end. */
final class RealmLanguageServer implements LanguageServer, LanguageClientAware, AutoCloseable {
    private final CompletableFuture<Integer> exited = new CompletableFuture<>();
    private final RealmTextDocumentService textDocuments;
    private final RealmWorkspaceService workspace;
    private volatile boolean shutDown;

    RealmLanguageServer(Executor executor) {
        this.textDocuments = new RealmTextDocumentService(executor);
        this.workspace = new RealmWorkspaceService(textDocuments);
    }

    @Override
    public void connect(LanguageClient client) {
        textDocuments.connect(client);
    }

    @Override
    public CompletableFuture<InitializeResult> initialize(InitializeParams params) {
        textDocuments.setClientFeatures(ClientFeatures.of(params.getCapabilities()));
        return CompletableFuture.completedFuture(new InitializeResult(
                capabilities(),
                new ServerInfo("Realmstep", getClass().getPackage().getImplementationVersion())));
    }

    @Override
    public void initialized(InitializedParams params) {
        textDocuments.watchFiles();
    }

    private static ServerCapabilities capabilities() {
        ServerCapabilities capabilities = new ServerCapabilities();
        TextDocumentSyncOptions sync = new TextDocumentSyncOptions();
        sync.setOpenClose(true);
        sync.setChange(TextDocumentSyncKind.Incremental);
        sync.setSave(true);
        capabilities.setTextDocumentSync(sync);
        capabilities.setDiagnosticProvider(new DiagnosticRegistrationOptions(false, false));
        capabilities.setHoverProvider(true);
        capabilities.setCodeActionProvider(new CodeActionOptions(List.of(CodeActionKind.QuickFix)));
        capabilities.setCompletionProvider(new CompletionOptions(false, List.of(" ", "\"", "/")));
        capabilities.setDocumentSymbolProvider(true);
        capabilities.setFoldingRangeProvider(true);
        capabilities.setDocumentLinkProvider(new DocumentLinkOptions(false));
        capabilities.setInlayHintProvider(true);
        return capabilities;
    }

    @Override
    public CompletableFuture<Object> shutdown() {
        shutDown = true;
        return CompletableFuture.completedFuture(null);
    }

    @Override
    public void exit() {
        exited.complete(shutDown ? LanguageServerLauncher.ENDED : LanguageServerLauncher.ABANDONED);
    }

    /** The exit status, once the client has asked for the exit. */
    CompletableFuture<Integer> exited() {
        return exited;
    }

    /** The server writes no trace, so there is nothing to set; the method is there because clients send it anyway. */
    @Override
    public void setTrace(SetTraceParams params) {}

    @Override
    public TextDocumentService getTextDocumentService() {
        return textDocuments;
    }

    @Override
    public WorkspaceService getWorkspaceService() {
        return workspace;
    }

    @Override
    public void close() {
        textDocuments.close();
    }
}
