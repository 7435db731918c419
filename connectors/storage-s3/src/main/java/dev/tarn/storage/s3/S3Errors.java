package dev.tarn.storage.s3;

import dev.tarn.spi.error.ErrorCode;
import dev.tarn.spi.error.ErrorPosition;
import dev.tarn.spi.error.TarnException;
import dev.tarn.spi.storage.Location;
import java.io.IOException;
import java.net.UnknownHostException;
import java.util.Set;
import javax.net.ssl.SSLHandshakeException;
import javax.net.ssl.SSLPeerUnverifiedException;
import software.amazon.awssdk.awscore.exception.AwsErrorDetails;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.services.s3.model.InvalidObjectStateException;
import software.amazon.awssdk.services.s3.model.S3Error;

/**
 * What failures of S3 mean: which pass, and what to tell. A message names bucket, key, what S3 called it and the request's
 * id, and says what to check. Nothing of a credential is ever in it.
 */
final class S3Errors {
    private static final Set<Integer> TRANSIENT_STATUS = Set.of(408, 429, 500, 502, 503, 504);
    private static final Set<String> TRANSIENT_CODES =
            Set.of("RequestTimeout", "SlowDown", "InternalError", "ServiceUnavailable", "Throttling");
    private static final Set<String> CREDENTIAL_CODES = Set.of(
            "InvalidAccessKeyId",
            "SignatureDoesNotMatch",
            "ExpiredToken",
            "InvalidToken",
            "TokenRefreshRequired",
            "InvalidClientTokenId",
            "NotSignedUp");

    private static final Set<String> FULL_CODES =
            Set.of("QuotaExceeded", "XMinioStorageFull", "XMinioAdminBucketQuotaExceeded", "EntityTooLarge");
    private static final String NO_SUCH_UPLOAD = "NoSuchUpload";
    private static final String CHANGED = "the object was changed while the query ran; run the query again";

    private S3Errors() {}

    /** Returns whether the same request may well succeed a moment later. */
    static boolean isTransient(Throwable failure) {
        CredentialsException credentials = CredentialsException.in(failure);
        if (credentials != null) {
            return isTransient(credentials.getCause());
        }
        if (failure instanceof AwsServiceException service) {
            return TRANSIENT_STATUS.contains(service.statusCode())
                    || TRANSIENT_CODES.contains(code(service))
                    || service.isThrottlingException();
        }
        boolean isInputOutput = false;
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof UnknownHostException
                    || cause instanceof SSLHandshakeException
                    || cause instanceof SSLPeerUnverifiedException) {
                return false;
            }
            isInputOutput |= cause instanceof IOException;
        }
        return isInputOutput;
    }

    /**
     * Returns the error to report.
     *
     * @param location the object or folder that was asked for
     * @param action what was asked, as in {@code s3:GetObject}
     */
    static TarnException of(Location location, String action, Exception failure, int attempts) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof TarnException known) {
                return known;
            }
        }
        S3Path path = S3Path.orRoot(location);
        ErrorPosition position = ErrorPosition.InFile.of(location.text());
        CredentialsException credentials = CredentialsException.in(failure);
        if (credentials != null) {
            return S3ClientErrors.ofCredentials(path, position, credentials, isTransient(failure), attempts);
        }
        return failure instanceof AwsServiceException service
                ? ofService(path, position, action, service, attempts)
                : S3ClientErrors.ofConnection(path, position, failure, attempts);
    }

    private static TarnException ofService(
            S3Path path, ErrorPosition position, String action, AwsServiceException failure, int attempts) {
        String code = code(failure);
        int status = failure.statusCode();
        String answer = " (" + path + ", S3's answer: " + status + (code.isEmpty() ? "" : " " + code) + ", request id "
                + failure.requestId() + ")";
        if (code.equals("NoSuchBucket")) {
            return new TarnException(
                    ErrorCode.PATH_NOT_FOUND,
                    position,
                    "there is no bucket " + path.bucket() + answer + "; check its name, and s3.endpoint",
                    failure);
        }
        if (status == 404) {
            String what = code.equals(NO_SUCH_UPLOAD) ? "there is no such upload" : "there is no such object";
            return new TarnException(ErrorCode.PATH_NOT_FOUND, position, what + answer, failure);
        }
        if (status == 412) {
            return new TarnException(ErrorCode.FILE_CHANGED, position, CHANGED, failure);
        }
        if (status == 507 || FULL_CODES.contains(code)) {
            return new TarnException(
                    ErrorCode.NO_SPACE,
                    position,
                    "the store has no room for it" + answer + "; make room, or write elsewhere",
                    failure);
        }
        if (failure instanceof InvalidObjectStateException archived) {
            return new TarnException(
                    ErrorCode.STORAGE_ERROR,
                    position,
                    "the object is archived in storage class " + archived.storageClassAsString() + answer
                            + "; restore it, or have such objects left out by s3.skip_archived=true",
                    failure);
        }
        if (CREDENTIAL_CODES.contains(code)) {
            return new TarnException(
                    ErrorCode.PERMISSION_DENIED,
                    position,
                    "S3 does not accept the credentials" + answer
                            + "; check the key's id and secret, whether they have expired, and the clock",
                    failure);
        }
        if (S3Clients.header(failure).isPresent() && (status == 301 || status == 307 || status == 400)
                || code.equals("AuthorizationHeaderMalformed")
                || code.equals("PermanentRedirect")) {
            return new TarnException(
                    ErrorCode.STORAGE_ERROR,
                    position,
                    "the bucket lies in another region"
                            + S3Clients.header(failure)
                                    .map(region -> ", " + region)
                                    .orElse("") + answer
                            + "; set s3.region, or the s3.endpoint of that region",
                    failure);
        }
        if (status == 401 || status == 403) {
            return new TarnException(
                    ErrorCode.PERMISSION_DENIED,
                    position,
                    "the credentials do not allow " + action + answer
                            + "; check the policies of the user or role, of the bucket and of its KMS key, and"
                            + " s3.requester_pays where the reader pays",
                    failure);
        }
        return new TarnException(
                ErrorCode.STORAGE_ERROR, position, "S3 has failed" + answer + times(attempts), failure);
    }

    /** Returns the error for an object that is not the one that was listed. */
    static TarnException changed(ErrorPosition position) {
        return new TarnException(ErrorCode.FILE_CHANGED, position, CHANGED);
    }

    /** Returns the error for an object that a request for several has left where it was. */
    static TarnException notDeleted(Location one, String bucket, S3Error error, String requestId) {
        ErrorCode known = "AccessDenied".equals(error.code()) ? ErrorCode.PERMISSION_DENIED : ErrorCode.STORAGE_ERROR;
        return new TarnException(
                known,
                ErrorPosition.InFile.of(one.text()),
                "an object cannot be deleted (bucket " + bucket + ", key " + error.key() + ", S3's answer: "
                        + error.code() + ", request id " + requestId + "); check whether the credentials allow "
                        + S3Requests.DELETE_OBJECT);
    }

    /** Returns whether an upload is not there, since it was completed, aborted, or never begun. */
    static boolean isUploadGone(TarnException error) {
        return error.getCause() instanceof AwsServiceException service
                && code(service).equals(NO_SUCH_UPLOAD);
    }

    /** Returns whether the store does not know what was asked. */
    static boolean isNotImplemented(TarnException error) {
        return error.getCause() instanceof AwsServiceException service
                && (service.statusCode() == 501 || code(service).equals("NotImplemented"));
    }

    /** Returns whether a condition of a request did not hold. */
    static boolean isPreconditionFailed(TarnException error) {
        return error.getCause() instanceof AwsServiceException service && service.statusCode() == 412;
    }

    static String code(AwsServiceException failure) {
        AwsErrorDetails details = failure.awsErrorDetails();
        return details == null || details.errorCode() == null ? "" : details.errorCode();
    }

    static String times(int attempts) {
        return attempts == 1 ? "" : ", " + attempts + " times in a row";
    }
}
