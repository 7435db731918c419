package dev.tarn.storage.s3;

import java.nio.file.Path;
import java.util.Optional;
import software.amazon.awssdk.auth.credentials.AnonymousCredentialsProvider;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.AwsCredentialsProvider;
import software.amazon.awssdk.auth.credentials.AwsSessionCredentials;
import software.amazon.awssdk.auth.credentials.DefaultCredentialsProvider;
import software.amazon.awssdk.auth.credentials.ProfileCredentialsProvider;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.http.SdkHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.sts.StsClient;
import software.amazon.awssdk.services.sts.StsClientBuilder;
import software.amazon.awssdk.services.sts.auth.StsAssumeRoleCredentialsProvider;
import software.amazon.awssdk.services.sts.auth.StsAssumeRoleWithWebIdentityCredentialsProvider;

/** Where credentials come from, as the settings say. */
final class S3Credentials {
    private static final String SESSION_NAME = "tarn";

    private S3Credentials() {}

    /** Returns a provider that renews what it gives before it expires. */
    static AwsCredentialsProvider of(S3Settings settings, Region region, SdkHttpClient http) {
        if (settings.isAnonymous()) {
            return AnonymousCredentialsProvider.create();
        }
        String role = settings.text(S3Setting.ROLE_ARN).orElse(null);
        if (role == null) {
            return base(settings);
        }
        String session = settings.text(S3Setting.ROLE_SESSION_NAME).orElse(SESSION_NAME);
        String tokenFile = settings.text(S3Setting.WEB_IDENTITY_TOKEN_FILE).orElse(null);
        AwsCredentialsProvider assumed = tokenFile == null
                ? StsAssumeRoleCredentialsProvider.builder()
                        .stsClient(sts(settings, region, http, base(settings)))
                        .refreshRequest(request -> request.roleArn(role)
                                .roleSessionName(session)
                                .externalId(settings.text(S3Setting.EXTERNAL_ID).orElse(null)))
                        .build()
                : StsAssumeRoleWithWebIdentityCredentialsProvider.builder()
                        .stsClient(sts(settings, region, http, AnonymousCredentialsProvider.create()))
                        .refreshRequest(request -> request.roleArn(role)
                                .roleSessionName(session)
                                .webIdentityToken(TokenFile.read(Path.of(tokenFile))))
                        .build();
        return new NamedCredentials(assumed, S3Credentials::roleNotGiven);
    }

    private static CredentialsException roleNotGiven(RuntimeException failure) {
        return new CredentialsException(
                "the role cannot be assumed",
                "check s3.role_arn, whom the role trusts, and s3.external_id, or the token of"
                        + " s3.web_identity_token_file and whether it has expired",
                failure);
    }

    private static AwsCredentialsProvider base(S3Settings settings) {
        String id = settings.text(S3Setting.ACCESS_KEY_ID).orElse(null);
        if (id != null) {
            String secret = settings.text(S3Setting.SECRET_ACCESS_KEY).orElseThrow();
            return StaticCredentialsProvider.create(settings.text(S3Setting.SESSION_TOKEN)
                    .<software.amazon.awssdk.auth.credentials.AwsCredentials>map(
                            token -> AwsSessionCredentials.create(id, secret, token))
                    .orElseGet(() -> AwsBasicCredentials.create(id, secret)));
        }
        return new NamedCredentials(
                settings.text(S3Setting.PROFILE)
                        .<AwsCredentialsProvider>map(ProfileCredentialsProvider::create)
                        .orElseGet(() -> DefaultCredentialsProvider.builder().build()),
                failure -> notFound(settings, failure));
    }

    private static CredentialsException notFound(S3Settings settings, RuntimeException failure) {
        Optional<String> sso = S3Profile.ssoProfile(settings);
        if (sso.isPresent()) {
            return new CredentialsException(
                    "the SSO session of profile " + sso.get() + " gives no credentials",
                    "it has not begun or is over: run aws sso login --profile " + sso.get(),
                    failure);
        }
        String profile = S3Profile.name(settings);
        if (settings.text(S3Setting.PROFILE).isPresent()) {
            return new CredentialsException(
                    S3Profile.exists(settings)
                            ? "profile " + profile + " gives no credentials"
                            : "there is no profile " + profile + " in the AWS configuration files",
                    "check s3.profile, and the files, which AWS_CONFIG_FILE and AWS_SHARED_CREDENTIALS_FILE may name",
                    failure);
        }
        return new CredentialsException(
                "no credentials were found",
                "set s3.access_key_id and s3.secret_access_key, s3.profile or the environment's, or s3.anonymous=true"
                        + " for a public bucket",
                failure);
    }

    private static StsClient sts(
            S3Settings settings, Region region, SdkHttpClient http, AwsCredentialsProvider credentials) {
        StsClientBuilder builder =
                StsClient.builder().region(region).httpClient(http).credentialsProvider(credentials);
        settings.stsEndpoint().ifPresent(builder::endpointOverride);
        return builder.build();
    }
}
