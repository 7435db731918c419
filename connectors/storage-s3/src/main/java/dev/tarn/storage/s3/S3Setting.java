package dev.tarn.storage.s3;

import dev.tarn.spi.storage.StorageSetting;
import java.util.Arrays;
import java.util.List;

/** The settings of S3: the one place where each is named and described. */
enum S3Setting {
    REGION("s3.region", "the region to begin with; that of AWS_REGION or the profile, then found from the bucket"),
    ENDPOINT(
            "s3.endpoint",
            "where a store that speaks S3's protocol answers, as http://127.0.0.1:9000; AWS's unless set"),
    PATH_STYLE("s3.path_style", "whether the bucket stands in the path; true with an endpoint, false without"),
    ACCESS_KEY_ID("s3.access_key_id", "a key's id; the default chain of credentials unless set"),
    SECRET_ACCESS_KEY("s3.secret_access_key", "the key that belongs to the id", true),
    SESSION_TOKEN("s3.session_token", "the token of temporary credentials", true),
    ANONYMOUS("s3.anonymous", "whether requests are sent without credentials, as public buckets take them; false"),
    PROFILE("s3.profile", "a profile of the AWS configuration files, which may name keys, a role, SSO or a process"),
    ROLE_ARN("s3.role_arn", "a role to assume with the credentials that are found"),
    ROLE_SESSION_NAME("s3.role_session_name", "what the role's session is called; tarn unless set"),
    EXTERNAL_ID("s3.external_id", "the external id that the role asks for"),
    WEB_IDENTITY_TOKEN_FILE("s3.web_identity_token_file", "a file with a token to assume the role with"),
    STS_ENDPOINT("s3.sts_endpoint", "where roles are assumed; AWS's unless set"),
    REQUESTER_PAYS("s3.requester_pays", "whether to pay for requests to buckets whose owners ask for that; false"),
    SSE_CUSTOMER_KEY("s3.sse_customer_key", "the 256-bit key in Base64 that objects are encrypted with (SSE-C)", true),
    SKIP_ARCHIVED("s3.skip_archived", "whether objects in GLACIER or DEEP_ARCHIVE are left out, not an error; false"),
    PROXY("s3.proxy", "the HTTP proxy, as http://user:password@host:3128; that of the environment unless set", true),
    TLS_CA_FILE("s3.tls_ca_file", "certificates (PEM) to trust in place of the JDK's"),
    MAX_REQUESTS("s3.max_requests", "the most requests that are under way at once, 1 to 256; 32"),
    MAX_ATTEMPTS("s3.max_attempts", "how often a request is sent before its failure ends the query, 1 to 30; 8"),
    CONNECT_TIMEOUT("s3.connect_timeout", "how long to wait for a connection; 5s"),
    READ_TIMEOUT("s3.read_timeout", "how long to wait for the next bytes of an answer; 30s"),
    MEMORY_CACHE("s3.memory_cache", "the most bytes of small objects to keep in memory; 64MiB"),
    DISK_CACHE_FOLDER("s3.disk_cache_folder", "a folder to keep ranges of objects in; none unless set"),
    DISK_CACHE_SIZE("s3.disk_cache_size", "the most bytes to keep in that folder; 10GiB");

    private final String settingName;
    private final String description;
    private final boolean secret;

    S3Setting(String settingName, String description) {
        this(settingName, description, false);
    }

    S3Setting(String settingName, String description, boolean secret) {
        this.settingName = settingName;
        this.description = description;
        this.secret = secret;
    }

    String settingName() {
        return settingName;
    }

    static List<StorageSetting> all() {
        return Arrays.stream(values())
                .map(setting -> new StorageSetting(setting.settingName, setting.description, setting.secret))
                .toList();
    }
}
