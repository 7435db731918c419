package dev.tarn.storage.s3;

/** Credentials that are not to be had: what is wrong, and what to check. Its cause says why. */
final class CredentialsException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final String advice;

    CredentialsException(String what, String advice, RuntimeException cause) {
        super(what, cause);
        this.advice = advice;
    }

    String advice() {
        return advice;
    }

    /** Returns the one that is the reason of a failure, or null. */
    static CredentialsException in(Throwable failure) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof CredentialsException found) {
                return found;
            }
        }
        return null;
    }
}
