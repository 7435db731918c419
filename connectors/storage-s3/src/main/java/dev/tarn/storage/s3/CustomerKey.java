package dev.tarn.storage.s3;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;

/**
 * The key that objects are encrypted with by their owner (SSE-C), as requests say it. Immutable. Has no text form of its
 * own, since it is a secret.
 */
final class CustomerKey {
    private static final CustomerKey NONE = new CustomerKey(null, null);

    private final String text;
    private final String md5;

    private CustomerKey(String text, String md5) {
        this.text = text;
        this.md5 = md5;
    }

    /** Returns the key that is set, or one that says nothing. */
    static CustomerKey of(S3Settings settings) {
        byte[] key = settings.sseCustomerKey().orElse(null);
        return key == null ? NONE : new CustomerKey(Base64.getEncoder().encodeToString(key), md5(key));
    }

    /** Returns the checksum that S3 compares the key by. */
    private static String md5(byte[] key) {
        try {
            return Base64.getEncoder()
                    .encodeToString(MessageDigest.getInstance("MD5").digest(key));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("the JDK lacks MD5", e);
        }
    }

    String algorithm() {
        return text == null ? null : "AES256";
    }

    String text() {
        return text;
    }

    String md5() {
        return md5;
    }
}
