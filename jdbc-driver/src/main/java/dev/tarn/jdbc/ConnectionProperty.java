package dev.tarn.jdbc;

import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** Names of Athena's driver that a URL or properties may use: those that mean a setting of Tarn's, and those that mean nothing here. */
enum ConnectionProperty {
    REGION("s3.region", "Region", "AwsRegion"),
    SCHEMA("schema", "Database", "DatabaseName"),
    ACCESS_KEY("s3.access_key_id", "AccessKeyId"),
    SECRET_KEY("s3.secret_access_key", "SecretAccessKey"),
    SESSION_TOKEN("s3.session_token", "SessionToken"),
    PROFILE("s3.profile", "ProfileName"),
    ROLE("s3.role_arn", "RoleArn", "AssumeRoleArn"),
    ROLE_SESSION("s3.role_session_name", "RoleSessionName"),
    EXTERNAL_ID("s3.external_id", "ExternalId", "AssumeRoleExternalId"),
    ENDPOINT("s3.endpoint", "S3EndpointOverride"),
    ATTEMPTS("s3.max_attempts", "MaxErrorRetry"),
    NETWORK_TIMEOUT("s3.read_timeout", "NetworkTimeoutMillis"),
    PROXY_HOST("s3.proxy", "ProxyHost"),
    PROXY_PORT("s3.proxy", "ProxyPort"),
    PROXY_USER("s3.proxy", "ProxyUsername", "ProxyUID"),
    PROXY_PASSWORD("s3.proxy", "ProxyPassword", "ProxyPWD"),
    PROVIDER(null, "CredentialsProvider", "AwsCredentialsProviderClass"),
    PROVIDER_ARGUMENTS("s3.profile", "CredentialsProviderArguments", "AwsCredentialsProviderArguments"),
    USER(null, "user", "UID"),
    PASSWORD(null, "password", "PWD"),
    WORKGROUP(null, "Workgroup"),
    OUTPUT(null, "OutputLocation", "S3OutputLocation"),
    ENCRYPTION(null, "EncryptionOption", "S3OutputEncOption", "KmsKey", "S3OutputEncKMSKey"),
    FETCHER(null, "ResultFetcher", "RowsToFetchPerBlock", "UseResultsetStreaming"),
    REUSE(null, "EnableResultReuseByAge", "MaxResultReuseAgeInMinutes"),
    ATHENA_ENDPOINT(null, "EndpointOverride", "AthenaEndpoint"),
    APPLICATION(null, "ApplicationName"),
    LOG(null, "LogLevel", "LogPath"),
    TEST(null, "ConnectionTest");

    private final String setting;
    private final List<String> names;

    ConnectionProperty(String setting, String... names) {
        this.setting = setting;
        this.names = List.of(names);
    }

    /** Returns the setting that it means, or is a part of; empty for one that has no meaning here. */
    Optional<String> setting() {
        return Optional.ofNullable(setting);
    }

    /** Returns its names, as Athena's driver spells them; case does not matter. */
    List<String> names() {
        return names;
    }

    static Optional<ConnectionProperty> byName(String name) {
        for (ConnectionProperty property : values()) {
            for (String known : property.names) {
                if (known.toLowerCase(Locale.ROOT).equals(name.toLowerCase(Locale.ROOT))) {
                    return Optional.of(property);
                }
            }
        }
        return Optional.empty();
    }
}
