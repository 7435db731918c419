package dev.tarn.config;

import dev.tarn.spi.error.ErrorCode;
import dev.tarn.spi.error.TarnException;
import java.nio.file.Path;
import java.time.DateTimeException;
import java.time.ZoneId;
import java.util.Map;
import java.util.TreeMap;

/** Settings that are being changed. One thread. */
public final class EngineSettingsBuilder {
    private int threads;
    private int ioThreads;
    private long memoryLimitBytes;
    private long readLimitBytes;
    private int batchSize;
    private long resultBufferBytes;
    private ZoneId timeZone;
    private Path tempFolder;
    private String schema;
    private String catalog;
    private long targetFileBytes;
    private final Map<String, String> storage;

    EngineSettingsBuilder(EngineSettings from) {
        threads = from.threads();
        ioThreads = from.ioThreads();
        memoryLimitBytes = from.memoryLimitBytes();
        readLimitBytes = from.readLimitBytes();
        batchSize = from.batchSize();
        resultBufferBytes = from.resultBufferBytes();
        timeZone = from.timeZone();
        tempFolder = from.tempFolder();
        schema = from.schema();
        catalog = from.catalog();
        targetFileBytes = from.targetFileBytes();
        storage = new TreeMap<>(from.storage());
    }

    EngineSettings build() {
        return new EngineSettings(
                threads,
                ioThreads,
                memoryLimitBytes,
                readLimitBytes,
                batchSize,
                resultBufferBytes,
                timeZone,
                tempFolder,
                schema,
                catalog,
                targetFileBytes,
                storage);
    }

    /**
     * Sets one setting.
     *
     * @param text the value as a URL gives it
     * @throws TarnException INVALID_PROPERTY if the value is not of the setting's form
     */
    public void set(Setting setting, String text) {
        switch (setting) {
            case THREADS -> threads(integer(setting, text));
            case IO_THREADS -> ioThreads = integer(setting, text);
            case MEMORY_LIMIT -> memoryLimitBytes = ByteSize.parse(setting.settingName(), text);
            case READ_LIMIT -> readLimitBytes = ByteSize.parse(setting.settingName(), text);
            case BATCH_SIZE -> batchSize = integer(setting, text);
            case RESULT_BUFFER -> resultBufferBytes = ByteSize.parse(setting.settingName(), text);
            case TIME_ZONE -> timeZone = zone(text);
            case TEMP_FOLDER -> tempFolder = Path.of(text);
            case SCHEMA -> schema = text;
            case CATALOG -> catalog(text);
            case TARGET_FILE_SIZE -> targetFileBytes = ByteSize.parse(setting.settingName(), text);
        }
    }

    /** Sets how many workers compute; there are no fewer threads that read. */
    public void threads(int value) {
        threads = value;
        ioThreads = Math.max(ioThreads, value);
    }

    public void memoryLimitBytes(long value) {
        memoryLimitBytes = value;
    }

    public void batchSize(int value) {
        batchSize = value;
    }

    public void timeZone(ZoneId value) {
        timeZone = value;
    }

    public void tempFolder(Path value) {
        tempFolder = value;
    }

    /** Sets where the catalog is kept; null or empty for memory. */
    public void catalog(String value) {
        catalog = value == null || value.isEmpty() ? null : value;
    }

    /** Sets one setting of a storage, which looks at the value when the engine opens. */
    public void storage(String name, String value) {
        storage.put(name, value);
    }

    private static int integer(Setting setting, String text) {
        try {
            return Integer.parseInt(text.trim());
        } catch (NumberFormatException e) {
            throw new TarnException(
                    ErrorCode.INVALID_PROPERTY, setting.settingName() + " is '" + text + "', which is no number", e);
        }
    }

    private static ZoneId zone(String text) {
        try {
            return ZoneId.of(text);
        } catch (DateTimeException e) {
            throw new TarnException(
                    ErrorCode.INVALID_PROPERTY,
                    "time_zone is '" + text + "', which is no zone; write one as UTC, +02:00 or Europe/Berlin",
                    e);
        }
    }
}
