package dev.realmstep.jsonrpc;

import org.eclipse.lsp4j.jsonrpc.RemoteEndpoint;
import org.eclipse.lsp4j.jsonrpc.messages.ResponseError;
import org.eclipse.lsp4j.jsonrpc.messages.ResponseErrorCode;

/** Answers to requests that ended in an exception: one line, where the protocol library would send a stack trace. */
public final class RequestErrors {
    private RequestErrors() {}

    /** What the client gets; an error that was meant for it stays as it is. */
    public static ResponseError of(Throwable failure) {
        ResponseError answer = RemoteEndpoint.DEFAULT_EXCEPTION_HANDLER.apply(failure);
        return answer.getCode() == ResponseErrorCode.InternalError.getValue()
                ? new ResponseError(ResponseErrorCode.InternalError, describe(root(failure)), null)
                : answer;
    }

    /** The kind of exception is told, so that a fault of the server can be reported. */
    private static String describe(Throwable root) {
        return root instanceof UnsupportedOperationException
                ? "the request is not supported"
                : "the request cannot be served: its arguments are incomplete, or the server has a fault (%s)"
                        .formatted(root.getClass().getSimpleName());
    }

    private static Throwable root(Throwable failure) {
        Throwable cause = failure;
        while (cause.getCause() != null) {
            cause = cause.getCause();
        }
        return cause;
    }
}
