package dev.realmstep.lsp;

import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.eclipse.lsp4j.PublishDiagnosticsParams;
import org.eclipse.lsp4j.services.LanguageClient;

/**
 * Checks documents soon after a change and sends what was found, off the thread that reads messages. A newer change takes
 * the place of one that waits, and what was found about an older version is not sent.
 */
final class DiagnosticsPublisher implements AutoCloseable {
    /** Keys come some 100 ms apart: shorter than that, a check follows each key; much shorter, it runs amid a paste. */
    private static final long DELAY_MILLISECONDS = 50;

    private final Documents documents;
    private final LanguageClient client;
    private final Map<String, Future<?>> waiting = new ConcurrentHashMap<>();
    private final ScheduledExecutorService executor = Executors.newSingleThreadScheduledExecutor(
            Thread.ofPlatform().daemon().name("realmstep-diagnostics").factory());

    DiagnosticsPublisher(Documents documents, LanguageClient client) {
        this.documents = documents;
        this.client = client;
    }

    void schedule(OpenDocument document) {
        Future<?> previous = waiting.put(
                document.uri(), executor.schedule(() -> publish(document), DELAY_MILLISECONDS, TimeUnit.MILLISECONDS));
        if (previous != null) {
            previous.cancel(false);
        }
    }

    private void publish(OpenDocument document) {
        if (!documents.isNewest(document)) {
            return;
        }
        var diagnostics = LspDiagnostics.of(document, documents.check(document));
        if (documents.isNewest(document)) {
            client.publishDiagnostics(new PublishDiagnosticsParams(document.uri(), diagnostics, document.version()));
        }
    }

    /** Takes back what was sent about a document that is closed. */
    void clear(String uri) {
        Future<?> previous = waiting.remove(uri);
        if (previous != null) {
            previous.cancel(false);
        }
        // On the same thread as the checks, so that one which runs right now cannot come after.
        executor.execute(() -> client.publishDiagnostics(new PublishDiagnosticsParams(uri, List.of())));
    }

    @Override
    public void close() {
        executor.shutdownNow();
    }
}
