package dev.tarn;

import dev.tarn.config.EngineSettings;
import dev.tarn.config.Setting;
import dev.tarn.spi.error.ErrorCode;
import dev.tarn.spi.error.TarnException;
import java.nio.file.Path;
import java.time.ZoneId;
import java.util.Arrays;
import java.util.stream.Collectors;

/** Sets up an engine. What is not set has the default that the configuration reference names. One thread at a time. */
public final class TarnBuilder {
    private EngineSettings settings = EngineSettings.defaults();

    TarnBuilder() {}

    /** Sets how many workers compute; one a core unless set. */
    public TarnBuilder threads(int threads) {
        settings = settings.withThreads(threads);
        return this;
    }

    /** Sets the most memory in bytes that a query's operators may hold. */
    public TarnBuilder memoryLimit(long bytes) {
        settings = settings.withMemoryLimitBytes(bytes);
        return this;
    }

    /** Sets the zone of {@code now()} and {@code current_date}; UTC unless set, never the JVM's. */
    public TarnBuilder timeZone(ZoneId zone) {
        settings = settings.withTimeZone(zone);
        return this;
    }

    /** Sets where queries may put temporary files. */
    public TarnBuilder tempFolder(Path folder) {
        settings = settings.withTempFolder(folder);
        return this;
    }

    /** Sets the most rows of a batch, 1 to 65536. */
    public TarnBuilder batchSize(int rows) {
        settings = settings.withBatchSize(rows);
        return this;
    }

    /**
     * Sets a setting by the name that the configuration reference and JDBC URLs use.
     *
     * @throws TarnException INVALID_PROPERTY if there is no such setting or the value is not of its form
     */
    public TarnBuilder setting(String name, String value) {
        Setting setting = Setting.byName(name)
                .orElseThrow(() -> new TarnException(
                        ErrorCode.INVALID_PROPERTY,
                        "there is no setting '" + name + "'; the settings are "
                                + Arrays.stream(Setting.values())
                                        .map(Setting::settingName)
                                        .collect(Collectors.joining(", "))));
        settings = settings.with(setting, value);
        return this;
    }

    /** Opens the engine; the caller closes it. */
    public Tarn open() {
        return new Tarn(settings);
    }
}
