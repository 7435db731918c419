package dev.tarn.config;

import dev.tarn.spi.error.ErrorCode;
import dev.tarn.spi.error.TarnException;
import java.lang.management.ManagementFactory;
import java.nio.file.Path;
import java.time.DateTimeException;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.Map;
import java.util.TreeMap;

/**
 * The settings of an engine and the sessions it opens. Immutable. {@link Setting} says what each means.
 *
 * @param memoryLimitBytes of one query
 * @param resultBufferBytes of one result
 * @param catalog where Tarn's own catalog is kept, or null: in memory
 * @param targetFileBytes how large files get that statements write
 * @param storage the settings of storages, as {@link StorageSettings} knows them
 */
public record EngineSettings(
        int threads,
        int ioThreads,
        long memoryLimitBytes,
        int batchSize,
        long resultBufferBytes,
        ZoneId timeZone,
        Path tempFolder,
        String schema,
        String catalog,
        long targetFileBytes,
        Map<String, String> storage) {
    private static final int MAX_BATCH_SIZE = 65_536;
    private static final int MAX_THREADS = 1_024;
    private static final double MEMORY_SHARE = 0.7;
    private static final long DEFAULT_TARGET_FILE_BYTES = 256_000_000;

    public EngineSettings {
        storage = Map.copyOf(storage);
        require(threads >= 1 && threads <= MAX_THREADS, Setting.THREADS, threads, "1 to " + MAX_THREADS);
        require(ioThreads >= 1 && ioThreads <= MAX_THREADS, Setting.IO_THREADS, ioThreads, "1 to " + MAX_THREADS);
        require(batchSize >= 1 && batchSize <= MAX_BATCH_SIZE, Setting.BATCH_SIZE, batchSize, "1 to " + MAX_BATCH_SIZE);
        require(memoryLimitBytes >= 1, Setting.MEMORY_LIMIT, memoryLimitBytes, "a positive size");
        require(resultBufferBytes >= 1, Setting.RESULT_BUFFER, resultBufferBytes, "a positive size");
        require(targetFileBytes >= 1, Setting.TARGET_FILE_SIZE, targetFileBytes, "a positive size");
    }

    /** Returns what holds where nothing is set. */
    public static EngineSettings defaults() {
        int cores = Runtime.getRuntime().availableProcessors();
        return new EngineSettings(
                cores,
                Math.max(4, cores),
                (long) (machineMemoryBytes() * MEMORY_SHARE),
                4_096,
                16L << 20,
                ZoneOffset.UTC,
                Path.of(System.getProperty("java.io.tmpdir")),
                "default",
                null,
                DEFAULT_TARGET_FILE_BYTES,
                Map.of());
    }

    /**
     * Returns these settings with one changed.
     *
     * @param text the value as a URL gives it
     * @throws TarnException INVALID_PROPERTY if the value is not of the setting's form
     */
    public EngineSettings with(Setting setting, String text) {
        return switch (setting) {
            case THREADS -> withThreads(integer(setting, text));
            case IO_THREADS -> withIoThreads(integer(setting, text));
            case MEMORY_LIMIT -> withMemoryLimitBytes(ByteSize.parse(setting.settingName(), text));
            case BATCH_SIZE -> withBatchSize(integer(setting, text));
            case RESULT_BUFFER -> withResultBufferBytes(ByteSize.parse(setting.settingName(), text));
            case TIME_ZONE -> withTimeZone(zone(text));
            case TEMP_FOLDER -> withTempFolder(Path.of(text));
            case SCHEMA -> withSchema(text);
            case CATALOG -> withCatalog(text);
            case TARGET_FILE_SIZE -> withTargetFileBytes(ByteSize.parse(setting.settingName(), text));
        };
    }

    public EngineSettings withThreads(int value) {
        return new EngineSettings(
                value,
                Math.max(ioThreads, value),
                memoryLimitBytes,
                batchSize,
                resultBufferBytes,
                timeZone,
                tempFolder,
                schema,
                catalog,
                targetFileBytes,
                storage);
    }

    public EngineSettings withIoThreads(int value) {
        return new EngineSettings(
                threads,
                value,
                memoryLimitBytes,
                batchSize,
                resultBufferBytes,
                timeZone,
                tempFolder,
                schema,
                catalog,
                targetFileBytes,
                storage);
    }

    public EngineSettings withMemoryLimitBytes(long value) {
        return new EngineSettings(
                threads,
                ioThreads,
                value,
                batchSize,
                resultBufferBytes,
                timeZone,
                tempFolder,
                schema,
                catalog,
                targetFileBytes,
                storage);
    }

    public EngineSettings withBatchSize(int value) {
        return new EngineSettings(
                threads,
                ioThreads,
                memoryLimitBytes,
                value,
                resultBufferBytes,
                timeZone,
                tempFolder,
                schema,
                catalog,
                targetFileBytes,
                storage);
    }

    public EngineSettings withResultBufferBytes(long value) {
        return new EngineSettings(
                threads,
                ioThreads,
                memoryLimitBytes,
                batchSize,
                value,
                timeZone,
                tempFolder,
                schema,
                catalog,
                targetFileBytes,
                storage);
    }

    public EngineSettings withTimeZone(ZoneId value) {
        return new EngineSettings(
                threads,
                ioThreads,
                memoryLimitBytes,
                batchSize,
                resultBufferBytes,
                value,
                tempFolder,
                schema,
                catalog,
                targetFileBytes,
                storage);
    }

    public EngineSettings withTempFolder(Path value) {
        return new EngineSettings(
                threads,
                ioThreads,
                memoryLimitBytes,
                batchSize,
                resultBufferBytes,
                timeZone,
                value,
                schema,
                catalog,
                targetFileBytes,
                storage);
    }

    public EngineSettings withSchema(String value) {
        return new EngineSettings(
                threads,
                ioThreads,
                memoryLimitBytes,
                batchSize,
                resultBufferBytes,
                timeZone,
                tempFolder,
                value,
                catalog,
                targetFileBytes,
                storage);
    }

    public EngineSettings withTargetFileBytes(long value) {
        return new EngineSettings(
                threads,
                ioThreads,
                memoryLimitBytes,
                batchSize,
                resultBufferBytes,
                timeZone,
                tempFolder,
                schema,
                catalog,
                value,
                storage);
    }

    /** Returns these settings with a place for the catalog; null or empty for memory. */
    public EngineSettings withCatalog(String value) {
        return new EngineSettings(
                threads,
                ioThreads,
                memoryLimitBytes,
                batchSize,
                resultBufferBytes,
                timeZone,
                tempFolder,
                schema,
                value == null || value.isEmpty() ? null : value,
                targetFileBytes,
                storage);
    }

    /** Returns these settings with one of a storage, which looks at the value when the engine opens. */
    public EngineSettings withStorage(String name, String value) {
        Map<String, String> changed = new TreeMap<>(storage);
        changed.put(name, value);
        return new EngineSettings(
                threads,
                ioThreads,
                memoryLimitBytes,
                batchSize,
                resultBufferBytes,
                timeZone,
                tempFolder,
                schema,
                catalog,
                targetFileBytes,
                changed);
    }

    /** Returns the settings without the catalog's place and the values of storages', which may be secrets. */
    @Override
    public String toString() {
        return "threads=" + threads + ", io_threads=" + ioThreads + ", memory_limit=" + memoryLimitBytes
                + ", batch_size=" + batchSize + ", result_buffer=" + resultBufferBytes + ", time_zone=" + timeZone
                + ", temp_folder=" + tempFolder + ", schema=" + schema + ", and " + storage.keySet();
    }

    private static long machineMemoryBytes() {
        return ManagementFactory.getOperatingSystemMXBean() instanceof com.sun.management.OperatingSystemMXBean machine
                ? machine.getTotalMemorySize()
                : Runtime.getRuntime().maxMemory();
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

    private static void require(boolean valid, Setting setting, long value, String allowed) {
        if (!valid) {
            throw new TarnException(
                    ErrorCode.INVALID_PROPERTY,
                    setting.settingName() + " is " + value + ", which is not allowed; it takes " + allowed);
        }
    }
}
