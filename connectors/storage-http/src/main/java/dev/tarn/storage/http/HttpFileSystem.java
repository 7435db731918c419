package dev.tarn.storage.http;

import dev.tarn.spi.storage.FileSystem;
import dev.tarn.spi.storage.StorageMetrics;
import dev.tarn.spi.storage.StorageSetting;
import dev.tarn.spi.storage.remote.RemoteFileSystem;
import java.util.List;
import java.util.Map;

/**
 * Files of the web, read by ranges: {@code http://} and {@code https://} addresses. Redirects are followed, but not from
 * {@code https} to {@code http}. There are no folders and no patterns.
 */
public final class HttpFileSystem extends RemoteFileSystem<HttpStorage> {
    static boolean servesScheme(String scheme) {
        return scheme.equals("http") || scheme.equals("https");
    }

    @Override
    public boolean serves(String scheme) {
        return servesScheme(scheme);
    }

    @Override
    public List<StorageSetting> settings() {
        return HttpSetting.all();
    }

    @Override
    protected HttpStorage open(Map<String, String> settings) {
        return new HttpStorage(HttpSettings.of(settings));
    }

    @Override
    protected FileSystem view(HttpStorage shared, StorageMetrics metrics) {
        return new HttpView(shared, metrics);
    }
}
