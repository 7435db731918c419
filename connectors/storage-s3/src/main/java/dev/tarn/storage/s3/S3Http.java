package dev.tarn.storage.s3;

import dev.tarn.spi.error.ErrorCode;
import dev.tarn.spi.error.TarnException;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.Certificate;
import java.security.cert.CertificateFactory;
import java.time.Duration;
import javax.net.ssl.TrustManager;
import javax.net.ssl.TrustManagerFactory;
import software.amazon.awssdk.http.SdkHttpClient;
import software.amazon.awssdk.http.apache5.Apache5HttpClient;
import software.amazon.awssdk.http.apache5.ProxyConfiguration;

/** Makes the connections that all requests share. */
final class S3Http {
    private static final Duration ACQUISITION_TIMEOUT = Duration.ofMinutes(2);

    private S3Http() {}

    /** @throws TarnException INVALID_PROPERTY if the certificates cannot be read */
    static SdkHttpClient open(S3Settings settings) {
        Apache5HttpClient.Builder builder = Apache5HttpClient.builder()
                .maxConnections(settings.maxRequests() + 2)
                .connectionTimeout(settings.connectTimeout())
                .socketTimeout(settings.readTimeout())
                .connectionAcquisitionTimeout(ACQUISITION_TIMEOUT)
                .tcpKeepAlive(true);
        settings.proxy().ifPresent(proxy -> builder.proxyConfiguration(proxy(proxy)));
        settings.text(S3Setting.TLS_CA_FILE).ifPresent(file -> {
            TrustManager[] managers = trustManagers(Path.of(file));
            builder.tlsTrustManagersProvider(() -> managers);
        });
        return new AbortingHttpClient(builder.build());
    }

    private static ProxyConfiguration proxy(URI proxy) {
        ProxyConfiguration.Builder builder = ProxyConfiguration.builder()
                .endpoint(URI.create(proxy.getScheme() + "://" + proxy.getHost()
                        + (proxy.getPort() < 0 ? "" : ":" + proxy.getPort())));
        String user = proxy.getUserInfo();
        if (user != null) {
            int colon = user.indexOf(':');
            builder.username(colon < 0 ? user : user.substring(0, colon));
            builder.password(colon < 0 ? "" : user.substring(colon + 1));
        }
        return builder.build();
    }

    private static TrustManager[] trustManagers(Path file) {
        try (InputStream in = Files.newInputStream(file)) {
            KeyStore store = KeyStore.getInstance(KeyStore.getDefaultType());
            store.load(null, null);
            int number = 0;
            for (Certificate certificate :
                    CertificateFactory.getInstance("X.509").generateCertificates(in)) {
                store.setCertificateEntry("ca-" + number++, certificate);
            }
            TrustManagerFactory factory = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
            factory.init(store);
            return factory.getTrustManagers();
        } catch (IOException | GeneralSecurityException e) {
            throw new TarnException(
                    ErrorCode.INVALID_PROPERTY, "s3.tls_ca_file: " + file + " has no certificates to read: " + e, e);
        }
    }
}
