package dev.tarn.storage.s3;

import dev.tarn.spi.error.ErrorCode;
import dev.tarn.spi.error.TarnException;
import dev.tarn.spi.storage.remote.SettingText;
import java.net.URI;
import java.net.URISyntaxException;
import java.time.Duration;
import java.util.Base64;
import java.util.Map;
import java.util.Optional;

/** The values of S3's settings, checked. Immutable. Has no text form, since some are secrets. */
final class S3Settings {
    private static final int SSE_KEY_BYTES = 32;
    private static final long DEFAULT_MEMORY_CACHE = 64L << 20;
    private static final long DEFAULT_DISK_CACHE = 10L << 30;

    private final SettingText values;

    /** @throws TarnException INVALID_PROPERTY for a value that is not of the setting's form, or lacks another */
    S3Settings(Map<String, String> values) {
        this.values = new SettingText(values);
        check();
    }

    private void check() {
        pathStyle();
        isAnonymous();
        requesterPays();
        skipsArchived();
        maxRequests();
        maxAttempts();
        connectTimeout();
        readTimeout();
        memoryCacheBytes();
        diskCacheBytes();
        endpoint();
        stsEndpoint();
        proxy();
        sseCustomerKey();
        if (text(S3Setting.ACCESS_KEY_ID).isPresent()
                != text(S3Setting.SECRET_ACCESS_KEY).isPresent()) {
            throw new TarnException(
                    ErrorCode.INVALID_PROPERTY,
                    "s3.access_key_id and s3.secret_access_key are set together or not at all");
        }
        if (text(S3Setting.WEB_IDENTITY_TOKEN_FILE).isPresent()
                && text(S3Setting.ROLE_ARN).isEmpty()) {
            throw new TarnException(
                    ErrorCode.INVALID_PROPERTY, "s3.web_identity_token_file needs the role to assume, s3.role_arn");
        }
    }

    Optional<String> text(S3Setting setting) {
        return values.text(setting.settingName());
    }

    private Optional<URI> uri(S3Setting setting, boolean secret) {
        return text(setting).map(value -> {
            try {
                URI uri = new URI(value);
                if (uri.getHost() != null && ("http".equals(uri.getScheme()) || "https".equals(uri.getScheme()))) {
                    return uri;
                }
            } catch (URISyntaxException e) {
                // Reported below, without the value if it may hold a password.
            }
            throw SettingText.wrong(
                    setting.settingName(), secret ? "..." : value, "a URL that begins with http:// or https://");
        });
    }

    Optional<URI> endpoint() {
        return uri(S3Setting.ENDPOINT, false);
    }

    Optional<URI> stsEndpoint() {
        return uri(S3Setting.STS_ENDPOINT, false);
    }

    Optional<URI> proxy() {
        return uri(S3Setting.PROXY, true);
    }

    boolean pathStyle() {
        return values.flag(
                S3Setting.PATH_STYLE.settingName(), text(S3Setting.ENDPOINT).isPresent());
    }

    boolean isAnonymous() {
        return values.flag(S3Setting.ANONYMOUS.settingName(), false);
    }

    boolean requesterPays() {
        return values.flag(S3Setting.REQUESTER_PAYS.settingName(), false);
    }

    boolean skipsArchived() {
        return values.flag(S3Setting.SKIP_ARCHIVED.settingName(), false);
    }

    int maxRequests() {
        return values.number(S3Setting.MAX_REQUESTS.settingName(), 1, 256, 32);
    }

    int maxAttempts() {
        return values.number(S3Setting.MAX_ATTEMPTS.settingName(), 1, 30, 8);
    }

    Duration connectTimeout() {
        return values.duration(S3Setting.CONNECT_TIMEOUT.settingName(), Duration.ofSeconds(5));
    }

    Duration readTimeout() {
        return values.duration(S3Setting.READ_TIMEOUT.settingName(), Duration.ofSeconds(30));
    }

    long memoryCacheBytes() {
        return values.bytes(S3Setting.MEMORY_CACHE.settingName(), DEFAULT_MEMORY_CACHE);
    }

    long diskCacheBytes() {
        return values.bytes(S3Setting.DISK_CACHE_SIZE.settingName(), DEFAULT_DISK_CACHE);
    }

    /** Returns the key of objects that are encrypted with their owner's. */
    Optional<byte[]> sseCustomerKey() {
        return text(S3Setting.SSE_CUSTOMER_KEY).map(value -> {
            byte[] key;
            try {
                key = Base64.getDecoder().decode(value);
            } catch (IllegalArgumentException e) {
                key = new byte[0];
            }
            if (key.length != SSE_KEY_BYTES) {
                throw SettingText.wrong(
                        S3Setting.SSE_CUSTOMER_KEY.settingName(), "...", "256 bits in Base64, which are 44 characters");
            }
            return key;
        });
    }
}
