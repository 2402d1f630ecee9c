package dev.realmstep.dap;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.eclipse.lsp4j.jsonrpc.MessageConsumer;
import org.eclipse.lsp4j.jsonrpc.debug.messages.DebugResponseMessage;

/**
 * What is to happen only behind a response. A realm that moved before its {@code continue} was answered might stop
 * first, and the client would take it for running ever after; a connection closed before its {@code disconnect} was
 * answered would look broken.
 */
final class FollowUps {
    private final Map<String, Runnable> byCommand = new ConcurrentHashMap<>();

    /** Does something once the response to a command has been written. */
    void after(String command, Runnable action) {
        byCommand.put(command, action);
    }

    /** A consumer of messages that does what is due behind those that go through it. */
    MessageConsumer watch(MessageConsumer consumer) {
        return message -> {
            consumer.consume(message);
            if (message instanceof DebugResponseMessage response) {
                Runnable action = byCommand.remove(response.getMethod());
                if (action != null) {
                    action.run();
                }
            }
        };
    }
}
