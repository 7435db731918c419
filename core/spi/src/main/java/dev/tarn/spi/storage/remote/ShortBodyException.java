package dev.tarn.spi.storage.remote;

import java.io.IOException;

/** An answer that ended before all bytes had come. */
public final class ShortBodyException extends IOException {
    private static final long serialVersionUID = 1L;

    public ShortBodyException(long missing) {
        super("the answer ended " + missing + " bytes too early");
    }
}
