package dev.tarn.storage.s3;

import dev.tarn.spi.error.ErrorCode;
import dev.tarn.spi.error.TarnException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** A file with a token that is renewed from time to time. */
final class TokenFile {
    private TokenFile() {}

    /** @throws TarnException PERMISSION_DENIED if it cannot be read */
    static String read(Path file) {
        try {
            return Files.readString(file).trim();
        } catch (IOException e) {
            throw new TarnException(
                    ErrorCode.PERMISSION_DENIED,
                    "the token file " + file + " (s3.web_identity_token_file) cannot be read",
                    e);
        }
    }
}
