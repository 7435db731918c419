package dev.tarn.storage.http;

import java.io.IOException;

/** An answer whose status says that there is no content. */
final class StatusException extends IOException {
    private static final long serialVersionUID = 1L;

    private final int status;

    StatusException(int status) {
        super("status " + status);
        this.status = status;
    }

    int status() {
        return status;
    }
}
