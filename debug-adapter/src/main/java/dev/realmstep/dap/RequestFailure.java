package dev.realmstep.dap;

/** A request cannot be served; the message is one line for the user. */
final class RequestFailure extends Exception {
    private static final long serialVersionUID = 1L;

    RequestFailure(String message) {
        super(message);
    }

    @Override
    public String getMessage() {
        String message = super.getMessage();
        return message == null ? "" : message;
    }
}
