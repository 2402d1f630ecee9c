package dev.realmstep.lsp;

import java.util.Optional;
import org.eclipse.lsp4j.ClientCapabilities;
import org.eclipse.lsp4j.DiagnosticWorkspaceCapabilities;
import org.eclipse.lsp4j.DidChangeWatchedFilesCapabilities;
import org.eclipse.lsp4j.TextDocumentClientCapabilities;
import org.eclipse.lsp4j.WorkspaceClientCapabilities;
import org.jspecify.annotations.Nullable;

/**
 * What the server asks of its client.
 *
 * @param pullsDiagnostics the client asks for diagnostics; it would show those that are sent to it a second time
 * @param refreshesDiagnostics the client asks again when it is told to
 * @param watchesFiles the client can be asked to tell of changes of files
 */
record ClientFeatures(boolean pullsDiagnostics, boolean refreshesDiagnostics, boolean watchesFiles) {
    static final ClientFeatures NONE = new ClientFeatures(false, false, false);

    static ClientFeatures of(@Nullable ClientCapabilities capabilities) {
        Optional<ClientCapabilities> given = Optional.ofNullable(capabilities);
        boolean pulls = given.map(ClientCapabilities::getTextDocument)
                .map(TextDocumentClientCapabilities::getDiagnostic)
                .isPresent();
        boolean refreshes = given.map(ClientCapabilities::getWorkspace)
                .map(WorkspaceClientCapabilities::getDiagnostics)
                .map(DiagnosticWorkspaceCapabilities::getRefreshSupport)
                .orElse(false);
        boolean watches = given.map(ClientCapabilities::getWorkspace)
                .map(WorkspaceClientCapabilities::getDidChangeWatchedFiles)
                .map(DidChangeWatchedFilesCapabilities::getDynamicRegistration)
                .orElse(false);
        return new ClientFeatures(pulls, refreshes, watches);
    }
}
