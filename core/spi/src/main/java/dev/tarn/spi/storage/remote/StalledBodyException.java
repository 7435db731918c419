package dev.tarn.spi.storage.remote;

import java.io.IOException;
import java.time.Duration;

/** An answer of which no more bytes came. */
public final class StalledBodyException extends IOException {
    private static final long serialVersionUID = 1L;

    StalledBodyException(Duration limit, IOException cause) {
        super("no bytes came for " + limit.toMillis() + " ms", cause);
    }
}
