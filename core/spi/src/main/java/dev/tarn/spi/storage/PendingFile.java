package dev.tarn.spi.storage;

import java.util.Objects;

/**
 * A file that is written and not yet seen under its name: all that any process needs to finish or to abort it. Immutable.
 *
 * @param location the name it will have
 * @param token what the storage knows it by, opaque to everybody else (the id of a multipart upload); empty if the
 *     location alone is enough, and then nothing need be written down to find it after a crash:
 *     {@link FileSystem#pendingFiles} does
 */
public record PendingFile(Location location, String token) {
    public PendingFile {
        Objects.requireNonNull(location, "location");
        Objects.requireNonNull(token, "token");
    }
}
