package dev.tarn.shell.session;

import java.io.IOException;

/** Whoever read standard output has closed it, as {@code head} does when it has seen enough. */
public final class ClosedOutputException extends IOException {
    /** What a shell ends with then: what it would if the signal SIGPIPE had ended it. */
    public static final int STATUS = 141;

    private static final long serialVersionUID = 1;

    public ClosedOutputException(IOException cause) {
        super("standard output is closed", cause);
    }
}
