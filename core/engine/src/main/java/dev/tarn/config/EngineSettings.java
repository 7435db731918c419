package dev.tarn.config;

import dev.tarn.spi.error.ErrorCode;
import dev.tarn.spi.error.TarnException;
import java.lang.management.ManagementFactory;
import java.nio.file.Path;
import java.time.DateTimeException;
import java.time.ZoneId;
import java.time.ZoneOffset;

/**
 * The settings of an engine and the sessions it opens. Immutable. {@link Setting} says what each means.
 *
 * @param memoryLimitBytes of one query
 * @param resultBufferBytes of one result
 */
public record EngineSettings(
        int threads,
        int ioThreads,
        long memoryLimitBytes,
        int batchSize,
        long resultBufferBytes,
        ZoneId timeZone,
        Path tempFolder,
        String schema) {
    private static final int MAX_BATCH_SIZE = 65_536;
    private static final int MAX_THREADS = 1_024;
    private static final double MEMORY_SHARE = 0.7;

    public EngineSettings {
        require(threads >= 1 && threads <= MAX_THREADS, Setting.THREADS, threads, "1 to " + MAX_THREADS);
        require(ioThreads >= 1 && ioThreads <= MAX_THREADS, Setting.IO_THREADS, ioThreads, "1 to " + MAX_THREADS);
        require(batchSize >= 1 && batchSize <= MAX_BATCH_SIZE, Setting.BATCH_SIZE, batchSize, "1 to " + MAX_BATCH_SIZE);
        require(memoryLimitBytes >= 1, Setting.MEMORY_LIMIT, memoryLimitBytes, "a positive size");
        require(resultBufferBytes >= 1, Setting.RESULT_BUFFER, resultBufferBytes, "a positive size");
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
                "default");
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
                schema);
    }

    public EngineSettings withIoThreads(int value) {
        return new EngineSettings(
                threads, value, memoryLimitBytes, batchSize, resultBufferBytes, timeZone, tempFolder, schema);
    }

    public EngineSettings withMemoryLimitBytes(long value) {
        return new EngineSettings(
                threads, ioThreads, value, batchSize, resultBufferBytes, timeZone, tempFolder, schema);
    }

    public EngineSettings withBatchSize(int value) {
        return new EngineSettings(
                threads, ioThreads, memoryLimitBytes, value, resultBufferBytes, timeZone, tempFolder, schema);
    }

    public EngineSettings withResultBufferBytes(long value) {
        return new EngineSettings(threads, ioThreads, memoryLimitBytes, batchSize, value, timeZone, tempFolder, schema);
    }

    public EngineSettings withTimeZone(ZoneId value) {
        return new EngineSettings(
                threads, ioThreads, memoryLimitBytes, batchSize, resultBufferBytes, value, tempFolder, schema);
    }

    public EngineSettings withTempFolder(Path value) {
        return new EngineSettings(
                threads, ioThreads, memoryLimitBytes, batchSize, resultBufferBytes, timeZone, value, schema);
    }

    public EngineSettings withSchema(String value) {
        return new EngineSettings(
                threads, ioThreads, memoryLimitBytes, batchSize, resultBufferBytes, timeZone, tempFolder, value);
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
