package dev.tarn.storage.s3;

import java.nio.file.Path;
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
        if (tokenFile != null) {
            return StsAssumeRoleWithWebIdentityCredentialsProvider.builder()
                    .stsClient(sts(settings, region, http, AnonymousCredentialsProvider.create()))
                    .refreshRequest(request -> request.roleArn(role)
                            .roleSessionName(session)
                            .webIdentityToken(TokenFile.read(Path.of(tokenFile))))
                    .build();
        }
        return StsAssumeRoleCredentialsProvider.builder()
                .stsClient(sts(settings, region, http, base(settings)))
                .refreshRequest(request -> request.roleArn(role)
                        .roleSessionName(session)
                        .externalId(settings.text(S3Setting.EXTERNAL_ID).orElse(null)))
                .build();
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
        return settings.text(S3Setting.PROFILE)
                .<AwsCredentialsProvider>map(ProfileCredentialsProvider::create)
                .orElseGet(() -> DefaultCredentialsProvider.builder().build());
    }

    private static StsClient sts(
            S3Settings settings, Region region, SdkHttpClient http, AwsCredentialsProvider credentials) {
        StsClientBuilder builder =
                StsClient.builder().region(region).httpClient(http).credentialsProvider(credentials);
        settings.stsEndpoint().ifPresent(builder::endpointOverride);
        return builder.build();
    }
}
