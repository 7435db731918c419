package dev.tarn;

import dev.tarn.config.EngineSettings;
import dev.tarn.config.Setting;
import dev.tarn.config.StorageSettings;
import dev.tarn.spi.error.ErrorCode;
import dev.tarn.spi.error.TarnException;
import dev.tarn.spi.storage.StorageSetting;
import dev.tarn.spi.text.NearestNames;
import java.nio.file.Path;
import java.time.ZoneId;
import java.util.Optional;
import java.util.Set;

/** Sets up an engine. What is not set has the default that the configuration reference names. One thread at a time. */
public final class TarnBuilder {
    private EngineSettings settings = EngineSettings.defaults();

    TarnBuilder() {}

    /** Sets how many workers compute; one a core unless set. */
    public TarnBuilder threads(int threads) {
        settings = settings.with(changes -> changes.threads(threads));
        return this;
    }

    /** Sets the most memory in bytes that a query's operators may hold. */
    public TarnBuilder memoryLimit(long bytes) {
        settings = settings.with(changes -> changes.memoryLimitBytes(bytes));
        return this;
    }

    /** Sets the zone of {@code now()} and {@code current_date}; UTC unless set, never the JVM's. */
    public TarnBuilder timeZone(ZoneId zone) {
        settings = settings.with(changes -> changes.timeZone(zone));
        return this;
    }

    /** Sets where queries may put temporary files. */
    public TarnBuilder tempFolder(Path folder) {
        settings = settings.with(changes -> changes.tempFolder(folder));
        return this;
    }

    /** Sets the most rows of a batch, 1 to 65536. */
    public TarnBuilder batchSize(int rows) {
        settings = settings.with(changes -> changes.batchSize(rows));
        return this;
    }

    /**
     * Sets where tables, views and partitions are kept: a folder of this machine, which is made if it is not there, or a
     * PostgreSQL database as {@code postgresql://user:password@host/database}. Unless set, they are gone with the engine.
     */
    public TarnBuilder catalog(String place) {
        settings = settings.with(changes -> changes.catalog(place));
        return this;
    }

    /**
     * Sets a setting by the name that the configuration reference and JDBC URLs use: one of the engine's, or one of a
     * storage's, as {@code s3.region}. A storage looks at its values when the engine opens.
     *
     * @throws TarnException INVALID_PROPERTY if there is no such setting or the value is not of its form
     */
    public TarnBuilder setting(String name, String value) {
        Optional<Setting> setting = Setting.byName(name);
        if (setting.isPresent()) {
            settings = settings.with(changes -> changes.set(setting.get(), value));
            return this;
        }
        StorageSetting ofStorage = StorageSettings.byName(name).orElseThrow(() -> unknown(name));
        settings = settings.with(changes -> changes.storage(ofStorage.name(), value));
        return this;
    }

    private static TarnException unknown(String name) {
        Set<String> names = Tarn.settings().keySet();
        String hint = NearestNames.hint(name, names);
        return new TarnException(
                ErrorCode.INVALID_PROPERTY,
                "there is no setting '" + name + "'" + (hint.isEmpty() ? "." : hint) + " The settings are "
                        + String.join(", ", names));
    }

    /** Opens the engine; the caller closes it. */
    public Tarn open() {
        return new Tarn(settings);
    }
}
