package dev.tarn.storage.s3;

import dev.tarn.spi.error.ErrorCode;
import dev.tarn.spi.error.ErrorPosition;
import dev.tarn.spi.error.TarnException;
import java.net.SocketTimeoutException;
import javax.net.ssl.SSLHandshakeException;
import javax.net.ssl.SSLPeerUnverifiedException;
import software.amazon.awssdk.awscore.exception.AwsServiceException;

/** What to tell of failures that come before any answer of S3: no credentials, no trust, no connection. */
final class S3ClientErrors {
    private S3ClientErrors() {}

    /** Returns the error for credentials that are not to be had; {@code passes} if they may be a moment later. */
    static TarnException ofCredentials(
            S3Path path, ErrorPosition position, CredentialsException failure, boolean passes, int attempts) {
        String answer = " (" + path;
        for (Throwable cause = failure.getCause(); cause != null; cause = cause.getCause()) {
            if (cause instanceof AwsServiceException service) {
                answer += ", the answer: " + service.statusCode() + " " + S3Errors.code(service) + ", request id "
                        + service.requestId();
                break;
            }
        }
        return new TarnException(
                passes ? ErrorCode.STORAGE_ERROR : ErrorCode.PERMISSION_DENIED,
                position,
                failure.getMessage() + answer + ")" + S3Errors.times(attempts) + "; " + failure.advice(),
                failure);
    }

    /** Returns the error for a store that was not reached, or has stopped answering. */
    static TarnException ofConnection(S3Path path, ErrorPosition position, Exception failure, int attempts) {
        String text;
        if (isNotTrusted(failure)) {
            text = "the certificate of S3's endpoint is not trusted (" + path + "): " + rootCause(failure)
                    + "; check s3.endpoint, or name the certificates to trust by s3.tls_ca_file";
        } else if (isStalled(failure)) {
            text = "S3 has stopped answering (" + path + "): no bytes came within s3.read_timeout"
                    + S3Errors.times(attempts) + "; check the network and its proxy, or set it higher";
        } else {
            text = "S3 cannot be reached (" + path + "): " + rootCause(failure) + S3Errors.times(attempts)
                    + "; check s3.endpoint, s3.region, the network and its proxy";
        }
        return new TarnException(ErrorCode.STORAGE_ERROR, position, text, failure);
    }

    private static boolean isNotTrusted(Throwable failure) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof SSLHandshakeException || cause instanceof SSLPeerUnverifiedException) {
                return true;
            }
        }
        return false;
    }

    /** Returns whether no bytes came for too long, once there was a connection. */
    private static boolean isStalled(Throwable failure) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof SocketTimeoutException
                    && String.valueOf(cause.getMessage()).startsWith("Read ")) {
                return true;
            }
        }
        return false;
    }

    private static String rootCause(Throwable failure) {
        Throwable cause = failure;
        while (cause.getCause() != null && cause.getCause() != cause) {
            cause = cause.getCause();
        }
        return cause.getClass().getSimpleName() + (cause.getMessage() == null ? "" : ": " + cause.getMessage());
    }
}
