package dev.realmstep.lsp;

import org.eclipse.lsp4j.DidChangeConfigurationParams;
import org.eclipse.lsp4j.DidChangeWatchedFilesParams;
import org.eclipse.lsp4j.services.WorkspaceService;

/** Hears of changes outside of the open documents. */
final class RealmWorkspaceService implements WorkspaceService {
    private final RealmTextDocumentService textDocuments;

    RealmWorkspaceService(RealmTextDocumentService textDocuments) {
        this.textDocuments = textDocuments;
    }

    /** The server has no settings. */
    @Override
    public void didChangeConfiguration(DidChangeConfigurationParams params) {}

    /** A guest that is built anew may be the file that a document misses. */
    @Override
    public void didChangeWatchedFiles(DidChangeWatchedFilesParams params) {
        textDocuments.filesChanged(params.getChanges());
    }
}
