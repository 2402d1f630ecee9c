package dev.realmstep.dap;

import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.eclipse.lsp4j.jsonrpc.ResponseErrorException;
import org.eclipse.lsp4j.jsonrpc.messages.ResponseError;
import org.eclipse.lsp4j.jsonrpc.messages.ResponseErrorCode;

/**
 * The one thread that touches the debug session.
 *
 * <p>Questions about a standing realm are answered on it in order; while the realm runs they are refused at once, since
 * they would wait for the next stop.
 */
final class SessionThread implements AutoCloseable {
    private static final long PATIENCE_SECONDS = 10;

    private final ExecutorService executor = Executors.newSingleThreadExecutor(
            task -> Thread.ofPlatform().daemon().name("session").unstarted(task));
    private final AtomicBoolean running = new AtomicBoolean();

    /** Whether the realm runs. */
    boolean isRunning() {
        return running.get();
    }

    /** Answers a question about the standing realm. */
    <T> CompletableFuture<T> ask(Callable<T> question) {
        if (running.get()) {
            return CompletableFuture.failedFuture(error("the realm is running: pause it first"));
        }
        return submit(question);
    }

    /** Announces that the realm will run; false if it does already. */
    boolean reserve() {
        return running.compareAndSet(false, true);
    }

    /**
     * Lets the realm run, as reserved. Questions are answered again before its end is reported, since the report
     * provokes them.
     *
     * @param whenFailed told of a defect in the movement or its report
     */
    <T> void run(Supplier<T> movement, Consumer<T> report, Consumer<RuntimeException> whenFailed) {
        executor.execute(() -> {
            try {
                T end = movement.get();
                running.set(false);
                report.accept(end);
            } catch (RuntimeException e) { // whatever it is, the client must not wait for a stop that never comes
                running.set(false);
                whenFailed.accept(e);
            }
        });
    }

    /** Runs something after all that was asked before. */
    <T> CompletableFuture<T> submit(Callable<T> task) {
        CompletableFuture<T> result = new CompletableFuture<>();
        executor.execute(() -> complete(result, task));
        return result;
    }

    private static <T> void complete(CompletableFuture<T> result, Callable<T> task) {
        try {
            result.complete(task.call());
        } catch (RequestFailure e) {
            result.completeExceptionally(error(e.getMessage()));
        } catch (Exception e) { // whatever it is, the client that asked has to hear of it, and the session goes on
            result.completeExceptionally(error("internal error: " + e));
        }
    }

    /** An error response whose message VS Code shows to the user. */
    static ResponseErrorException error(@org.jspecify.annotations.Nullable String message) {
        return new ResponseErrorException(new ResponseError(ResponseErrorCode.RequestFailed, message, null));
    }

    @Override
    public void close() {
        executor.shutdown();
        try {
            if (!executor.awaitTermination(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
                executor.shutdownNow();
            }
        } catch (InterruptedException e) {
            executor.shutdownNow();
            Thread.currentThread().interrupt();
        }
    }
}
