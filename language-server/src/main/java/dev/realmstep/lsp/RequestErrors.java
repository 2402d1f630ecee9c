package dev.realmstep.lsp;

import org.eclipse.lsp4j.jsonrpc.RemoteEndpoint;
import org.eclipse.lsp4j.jsonrpc.messages.ResponseError;
import org.eclipse.lsp4j.jsonrpc.messages.ResponseErrorCode;

/** Answers to requests that nobody could answer: one line, where the protocol library would send a stack trace. */
final class RequestErrors {
    private RequestErrors() {}

    /** What a request gets that ended in an exception. */
    static ResponseError of(Throwable failure) {
        ResponseError answer = RemoteEndpoint.DEFAULT_EXCEPTION_HANDLER.apply(failure);
        return answer.getCode() == ResponseErrorCode.InternalError.getValue()
                ? new ResponseError(
                        ResponseErrorCode.InternalError,
                        "the request cannot be served: it is not supported, or its arguments are incomplete",
                        null)
                : answer;
    }
}
