package dev.tarn.storage.s3;

import dev.tarn.spi.storage.StorageMetrics;
import dev.tarn.spi.storage.StorageMetrics.RequestKind;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import software.amazon.awssdk.auth.credentials.AwsCredentialsProvider;
import software.amazon.awssdk.awscore.exception.AwsErrorDetails;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.awscore.retry.AwsRetryStrategy;
import software.amazon.awssdk.core.checksums.RequestChecksumCalculation;
import software.amazon.awssdk.core.checksums.ResponseChecksumValidation;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.http.SdkHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.S3ClientBuilder;

/**
 * The clients of S3, one a region, over the same connections and credentials. Where a bucket lies is found out from the
 * answer of the wrong region and remembered. Repeats nothing that failed for another reason. Thread-safe.
 */
final class S3Clients implements AutoCloseable {
    private static final String REGION_HEADER = "x-amz-bucket-region";
    private static final Pattern EXPECTED_REGION = Pattern.compile("expecting '([a-z0-9-]+)'");

    private final S3Settings settings;
    private final SdkHttpClient http;
    private final Region firstRegion;
    private final AwsCredentialsProvider credentials;
    private final Map<Region, S3Client> clients = new ConcurrentHashMap<>();
    private final Map<String, Region> regions = new ConcurrentHashMap<>();

    S3Clients(S3Settings settings) {
        this.settings = settings;
        this.http = S3Http.open(settings);
        this.firstRegion = firstRegion(settings);
        this.credentials = S3Credentials.of(settings, firstRegion, http);
    }

    /** The instance metadata service is not asked: where there is none, that takes seconds. */
    private static Region firstRegion(S3Settings settings) {
        return settings.text(S3Setting.REGION)
                .or(() -> Optional.ofNullable(System.getenv("AWS_REGION")))
                .or(() -> Optional.ofNullable(System.getProperty("aws.region")))
                .or(() -> S3Profile.region(settings))
                .map(Region::of)
                .orElse(Region.US_EAST_1);
    }

    private S3Client client(Region region) {
        return clients.computeIfAbsent(region, this::open);
    }

    private S3Client open(Region region) {
        S3ClientBuilder builder = S3Client.builder()
                .httpClient(http)
                .region(region)
                .credentialsProvider(credentials)
                .forcePathStyle(settings.pathStyle())
                .requestChecksumCalculation(RequestChecksumCalculation.WHEN_REQUIRED)
                .responseChecksumValidation(ResponseChecksumValidation.WHEN_REQUIRED)
                .overrideConfiguration(override -> override.retryStrategy(AwsRetryStrategy.doNotRetry()));
        settings.endpoint().ifPresent(builder::endpointOverride);
        return builder.build();
    }

    /**
     * Sends a request to the region of a bucket; a second time if that turns out to be another than was thought.
     *
     * @throws SdkException what went wrong
     */
    <T> T call(String bucket, RequestKind kind, StorageMetrics metrics, Function<S3Client, T> request) {
        Region region = regions.getOrDefault(bucket, firstRegion);
        try {
            return request.apply(client(region));
        } catch (AwsServiceException e) {
            Region other = otherRegion(e, bucket, region, metrics);
            if (other == null || other.equals(region)) {
                throw e;
            }
            regions.put(bucket, other);
            metrics.request(kind);
            return request.apply(client(other));
        }
    }

    /** Returns the region that a bucket lies in, if an answer says that it is not where it was asked; else null. */
    private Region otherRegion(AwsServiceException failure, String bucket, Region region, StorageMetrics metrics) {
        int status = failure.statusCode();
        if (status != 301 && status != 307 && status != 400 && status != 403) {
            return null;
        }
        Optional<String> told = header(failure).or(() -> expected(failure));
        boolean isRedirect = status == 301 || status == 307;
        if (told.isEmpty() && isRedirect) {
            metrics.request(RequestKind.HEAD);
            try {
                client(region).headBucket(request -> request.bucket(bucket));
            } catch (AwsServiceException e) {
                told = header(e);
            }
        }
        return told.map(Region::of).orElse(null);
    }

    /** Returns the region that an answer names as the bucket's. */
    static Optional<String> header(AwsServiceException failure) {
        AwsErrorDetails details = failure.awsErrorDetails();
        return details == null || details.sdkHttpResponse() == null
                ? Optional.empty()
                : details.sdkHttpResponse().firstMatchingHeader(REGION_HEADER);
    }

    private static Optional<String> expected(AwsServiceException failure) {
        AwsErrorDetails details = failure.awsErrorDetails();
        if (details == null || details.errorMessage() == null) {
            return Optional.empty();
        }
        Matcher matcher = EXPECTED_REGION.matcher(details.errorMessage());
        return matcher.find() ? Optional.of(matcher.group(1)) : Optional.empty();
    }

    @Override
    public void close() {
        clients.values().forEach(S3Client::close);
        http.close();
    }
}
