package dev.tarn.shell.session;

/** What a person did wrong, in words for that person. */
public final class ShellException extends RuntimeException {
    private static final long serialVersionUID = 1;

    public ShellException(String message) {
        super(message);
    }

    public ShellException(String message, Throwable cause) {
        super(message, cause);
    }
}
