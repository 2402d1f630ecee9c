package dev.realmstep.lsp;

import dev.realmstep.config.check.CheckedFile;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.function.BiFunction;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.eclipse.lsp4j.CodeAction;
import org.eclipse.lsp4j.CodeActionParams;
import org.eclipse.lsp4j.Command;
import org.eclipse.lsp4j.CompletionItem;
import org.eclipse.lsp4j.CompletionList;
import org.eclipse.lsp4j.CompletionParams;
import org.eclipse.lsp4j.DidChangeTextDocumentParams;
import org.eclipse.lsp4j.DidChangeWatchedFilesRegistrationOptions;
import org.eclipse.lsp4j.DidCloseTextDocumentParams;
import org.eclipse.lsp4j.DidOpenTextDocumentParams;
import org.eclipse.lsp4j.DidSaveTextDocumentParams;
import org.eclipse.lsp4j.DocumentDiagnosticParams;
import org.eclipse.lsp4j.DocumentDiagnosticReport;
import org.eclipse.lsp4j.DocumentLink;
import org.eclipse.lsp4j.DocumentLinkParams;
import org.eclipse.lsp4j.DocumentSymbol;
import org.eclipse.lsp4j.DocumentSymbolParams;
import org.eclipse.lsp4j.FileEvent;
import org.eclipse.lsp4j.FileSystemWatcher;
import org.eclipse.lsp4j.FoldingRange;
import org.eclipse.lsp4j.FoldingRangeRequestParams;
import org.eclipse.lsp4j.Hover;
import org.eclipse.lsp4j.HoverParams;
import org.eclipse.lsp4j.InlayHint;
import org.eclipse.lsp4j.InlayHintParams;
import org.eclipse.lsp4j.Registration;
import org.eclipse.lsp4j.RegistrationParams;
import org.eclipse.lsp4j.RelatedFullDocumentDiagnosticReport;
import org.eclipse.lsp4j.RelatedUnchangedDocumentDiagnosticReport;
import org.eclipse.lsp4j.SymbolInformation;
import org.eclipse.lsp4j.TextDocumentIdentifier;
import org.eclipse.lsp4j.TextDocumentItem;
import org.eclipse.lsp4j.jsonrpc.CompletableFutures;
import org.eclipse.lsp4j.jsonrpc.messages.Either;
import org.eclipse.lsp4j.services.LanguageClient;
import org.eclipse.lsp4j.services.TextDocumentService;
import org.jspecify.annotations.Nullable;

/**
 * Serves the requests about a document.
 *
 * <p>Notifications come in order on one thread, which only keeps the text; whatever takes time works elsewhere on the
 * version of the document that was the newest when the request came.
 */
final class RealmTextDocumentService implements TextDocumentService, AutoCloseable {
    private final Executor executor;
    private final Documents documents = new Documents();
    private volatile ClientFeatures features = ClientFeatures.NONE;
    private @Nullable LanguageClient client;
    private @Nullable DiagnosticsPublisher publisher;

    RealmTextDocumentService(Executor executor) {
        this.executor = executor;
    }

    void connect(LanguageClient theClient) {
        client = theClient;
        publisher = new DiagnosticsPublisher(documents, theClient);
    }

    void setClientFeatures(ClientFeatures theFeatures) {
        features = theFeatures;
    }

    @Override
    public void didOpen(DidOpenTextDocumentParams params) {
        TextDocumentItem item = params.getTextDocument();
        accept(new OpenDocument(item.getUri(), item.getVersion(), item.getText()));
    }

    @Override
    public void didChange(DidChangeTextDocumentParams params) {
        Integer version = params.getTextDocument().getVersion();
        documents
                .get(params.getTextDocument().getUri())
                .map(document -> document.edited(
                        Objects.requireNonNullElse(version, document.version() + 1), params.getContentChanges()))
                .ifPresent(this::accept);
    }

    private void accept(OpenDocument document) {
        documents.put(document);
        push(document);
    }

    private void push(OpenDocument document) {
        if (publisher != null && !features.pullsDiagnostics()) {
            publisher.schedule(document);
        }
    }

    @Override
    public void didSave(DidSaveTextDocumentParams params) {
        documents.get(params.getTextDocument().getUri()).ifPresent(this::push);
    }

    @Override
    public void didClose(DidCloseTextDocumentParams params) {
        String uri = params.getTextDocument().getUri();
        documents.close(uri);
        if (publisher != null && !features.pullsDiagnostics()) {
            publisher.clear(uri);
        }
    }

    /** Checks the documents anew that name a file that has changed. */
    void filesChanged(List<FileEvent> changes) {
        Set<Path> changed = changes.stream()
                .flatMap(change -> OpenDocument.pathOf(change.getUri()).stream())
                .collect(Collectors.toSet());
        List<OpenDocument> affected = documents.all().stream()
                .filter(document -> FileLinks.paths(documents.checked(document)).anyMatch(changed::contains))
                .toList();
        if (affected.isEmpty()) {
            return;
        }
        if (!features.pullsDiagnostics()) {
            affected.forEach(this::push);
        } else if (client != null && features.refreshesDiagnostics()) {
            // The answer is empty; a client that cannot refresh shows old findings until the next change.
            var _ = client.refreshDiagnostics();
        }
    }

    /** Asks the client to tell of changes of files, if it can: any file may be one that a realm names. */
    void watchFiles() {
        if (client != null && features.watchesFiles()) {
            FileSystemWatcher everything = new FileSystemWatcher(Either.forLeft("**/*"));
            // The answer is empty; without the watch, a change is seen when the document is saved.
            var _ = client.registerCapability(new RegistrationParams(List.of(new Registration(
                    "files",
                    "workspace/didChangeWatchedFiles",
                    new DidChangeWatchedFilesRegistrationOptions(List.of(everything))))));
        }
    }

    @Override
    public CompletableFuture<DocumentDiagnosticReport> diagnostic(DocumentDiagnosticParams params) {
        return compute(
                params.getTextDocument(),
                document -> {
                    List<org.eclipse.lsp4j.Diagnostic> found = LspDiagnostics.of(document, documents.check(document));
                    String id = Integer.toHexString(found.hashCode());
                    if (id.equals(params.getPreviousResultId())) {
                        return new DocumentDiagnosticReport(new RelatedUnchangedDocumentDiagnosticReport(id));
                    }
                    RelatedFullDocumentDiagnosticReport report = new RelatedFullDocumentDiagnosticReport(found);
                    report.setResultId(id);
                    return new DocumentDiagnosticReport(report);
                },
                new DocumentDiagnosticReport(new RelatedFullDocumentDiagnosticReport(List.of())));
    }

    @Override
    public CompletableFuture<Hover> hover(HoverParams params) {
        return computeChecked(
                params.getTextDocument(),
                (document, file) -> new Hovers(file, documents.filesOf(document), params.getPosition())
                        .hover()
                        .orElse(null),
                null);
    }

    @Override
    public CompletableFuture<List<Either<Command, CodeAction>>> codeAction(CodeActionParams params) {
        return computeChecked(
                params.getTextDocument(),
                (document, file) -> QuickFixes.of(document, file, params.getRange(), params.getContext()),
                List.of());
    }

    @Override
    public CompletableFuture<Either<List<CompletionItem>, CompletionList>> completion(CompletionParams params) {
        return computeChecked(
                params.getTextDocument(),
                (document, file) -> Either.forLeft(new Completions(document, file, params.getPosition()).propose()),
                Either.forLeft(List.of()));
    }

    @Override
    public CompletableFuture<List<Either<SymbolInformation, DocumentSymbol>>> documentSymbol(
            DocumentSymbolParams params) {
        return computeChecked(
                params.getTextDocument(),
                (document, file) -> Outline.of(file.tree()).stream()
                        .<Either<SymbolInformation, DocumentSymbol>>map(Either::forRight)
                        .toList(),
                List.of());
    }

    @Override
    public CompletableFuture<List<FoldingRange>> foldingRange(FoldingRangeRequestParams params) {
        return computeChecked(params.getTextDocument(), (document, file) -> Folding.of(file.tree()), List.of());
    }

    @Override
    public CompletableFuture<List<DocumentLink>> documentLink(DocumentLinkParams params) {
        return computeChecked(
                params.getTextDocument(),
                (document, file) -> FileLinks.of(file, documents.filesOf(document)),
                List.of());
    }

    @Override
    public CompletableFuture<List<InlayHint>> inlayHint(InlayHintParams params) {
        return computeChecked(
                params.getTextDocument(), (document, file) -> AliasHints.of(file, params.getRange()), List.of());
    }

    /** Answers from what is known of the newest version of a document, or with {@code none} if it is not open. */
    private <T> CompletableFuture<T> computeChecked(
            TextDocumentIdentifier identifier,
            BiFunction<OpenDocument, CheckedFile, @Nullable T> answer,
            @Nullable T none) {
        return compute(identifier, document -> answer.apply(document, documents.checked(document)), none);
    }

    private <T> CompletableFuture<T> compute(
            TextDocumentIdentifier identifier, Function<OpenDocument, @Nullable T> answer, @Nullable T none) {
        OpenDocument document = documents.get(identifier.getUri()).orElse(null);
        return CompletableFutures.computeAsync(executor, cancellation -> {
            cancellation.checkCanceled();
            return document == null ? none : answer.apply(document);
        });
    }

    @Override
    public void close() {
        if (publisher != null) {
            publisher.close();
        }
    }
}
