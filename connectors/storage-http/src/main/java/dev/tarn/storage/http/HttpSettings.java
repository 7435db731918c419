package dev.tarn.storage.http;

import dev.tarn.spi.storage.remote.SettingText;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;

/**
 * The values of the settings, checked.
 *
 * @param maxRequests how many requests may be under way at once
 * @param maxAttempts how often a request is sent
 */
record HttpSettings(
        int maxRequests,
        int maxAttempts,
        Duration connectTimeout,
        Duration readTimeout,
        long memoryCacheBytes,
        Path spoolFolder,
        long spoolLimitBytes) {
    /** @throws dev.tarn.spi.error.TarnException INVALID_PROPERTY for a value that is not of the setting's form */
    static HttpSettings of(Map<String, String> values) {
        SettingText text = new SettingText(values);
        return new HttpSettings(
                text.number(HttpSetting.MAX_REQUESTS.settingName(), 1, 256, 16),
                text.number(HttpSetting.MAX_ATTEMPTS.settingName(), 1, 30, 5),
                text.duration(HttpSetting.CONNECT_TIMEOUT.settingName(), Duration.ofSeconds(10)),
                text.duration(HttpSetting.READ_TIMEOUT.settingName(), Duration.ofSeconds(30)),
                text.bytes(HttpSetting.MEMORY_CACHE.settingName(), 64L << 20),
                Path.of(text.text(HttpSetting.SPOOL_FOLDER.settingName())
                        .orElseGet(() -> System.getProperty("java.io.tmpdir"))),
                text.bytes(HttpSetting.SPOOL_LIMIT.settingName(), 1L << 30));
    }
}
