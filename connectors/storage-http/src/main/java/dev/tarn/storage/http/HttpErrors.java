package dev.tarn.storage.http;

import dev.tarn.spi.error.ErrorCode;
import dev.tarn.spi.error.ErrorPosition;
import dev.tarn.spi.error.TarnException;
import dev.tarn.spi.storage.Location;
import dev.tarn.spi.storage.remote.StalledBodyException;
import java.io.IOException;
import java.net.UnknownHostException;
import java.net.http.HttpTimeoutException;
import java.nio.channels.UnresolvedAddressException;
import java.util.Set;
import javax.net.ssl.SSLException;

/** What failures mean: which pass, and what to tell. */
final class HttpErrors {
    private static final Set<Integer> TRANSIENT_STATUS = Set.of(408, 425, 429, 500, 502, 503, 504);

    private HttpErrors() {}

    static boolean isTransient(Exception failure) {
        if (failure instanceof StatusException status) {
            return TRANSIENT_STATUS.contains(status.status());
        }
        boolean isInputOutput = false;
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof UnknownHostException
                    || cause instanceof UnresolvedAddressException
                    || cause instanceof SSLException) {
                return false;
            }
            isInputOutput |= cause instanceof IOException;
        }
        return isInputOutput;
    }

    static TarnException of(Location location, Exception failure, int attempts) {
        ErrorPosition position = ErrorPosition.InFile.of(location.text());
        String times = attempts == 1 ? "" : ", " + attempts + " times in a row";
        if (failure instanceof StalledBodyException || failure instanceof HttpTimeoutException) {
            return new TarnException(
                    ErrorCode.STORAGE_ERROR,
                    position,
                    "the server has stopped answering: " + failure.getMessage() + times
                            + "; ask again later, or set http.read_timeout higher",
                    failure);
        }
        if (!(failure instanceof StatusException status)) {
            return new TarnException(
                    ErrorCode.STORAGE_ERROR,
                    position,
                    "the server cannot be reached: " + rootCause(failure) + times
                            + "; check the address and the network",
                    failure);
        }
        return switch (status.status()) {
            case 404, 410 ->
                new TarnException(
                        ErrorCode.PATH_NOT_FOUND,
                        position,
                        "the server has no such file (" + status.status() + ")",
                        failure);
            case 401, 403, 407 ->
                new TarnException(
                        ErrorCode.PERMISSION_DENIED,
                        position,
                        "the server does not give this file to everyone (" + status.status()
                                + "); Tarn sends no credentials, but an address may be signed",
                        failure);
            case 412, 416 -> changed(location);
            default ->
                new TarnException(
                        ErrorCode.STORAGE_ERROR,
                        position,
                        "the server has failed with status " + status.status() + times,
                        failure);
        };
    }

    static TarnException changed(Location location) {
        return new TarnException(
                ErrorCode.FILE_CHANGED,
                ErrorPosition.InFile.of(location.text()),
                "the file was changed while the query ran; run the query again");
    }

    private static String rootCause(Throwable failure) {
        Throwable cause = failure;
        while (cause.getCause() != null) {
            cause = cause.getCause();
        }
        return cause.getClass().getSimpleName() + (cause.getMessage() == null ? "" : ": " + cause.getMessage());
    }
}
