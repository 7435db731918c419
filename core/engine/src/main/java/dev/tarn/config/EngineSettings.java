package dev.tarn.config;

import dev.tarn.spi.error.ErrorCode;
import dev.tarn.spi.error.TarnException;
import java.lang.management.ManagementFactory;
import java.nio.file.Path;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.Map;
import java.util.function.Consumer;

/**
 * The settings of an engine and the sessions it opens. Immutable. {@link Setting} says what each means.
 *
 * @param memoryLimitBytes of one query
 * @param readLimitBytes of one query
 * @param resultBufferBytes of one result
 * @param catalog where Tarn's own catalog is kept, or null: in memory
 * @param targetFileBytes how large files get that statements write
 * @param storage the settings of storages, as {@link StorageSettings} knows them
 */
public record EngineSettings(
        int threads,
        int ioThreads,
        long memoryLimitBytes,
        long readLimitBytes,
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
        require(readLimitBytes >= 1, Setting.READ_LIMIT, readLimitBytes, "a positive size");
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
                Long.MAX_VALUE,
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
     * Returns these settings with some changed.
     *
     * @throws TarnException INVALID_PROPERTY for a value that is not allowed
     */
    public EngineSettings with(Consumer<EngineSettingsBuilder> changes) {
        EngineSettingsBuilder builder = new EngineSettingsBuilder(this);
        changes.accept(builder);
        return builder.build();
    }

    /** Returns the settings without the catalog's place and the values of storages', which may be secrets. */
    @Override
    public String toString() {
        return "threads=" + threads + ", io_threads=" + ioThreads + ", memory_limit=" + memoryLimitBytes
                + ", read_limit=" + readLimitBytes + ", batch_size=" + batchSize + ", result_buffer="
                + resultBufferBytes + ", time_zone=" + timeZone
                + ", temp_folder=" + tempFolder + ", schema=" + schema + ", target_file_size=" + targetFileBytes
                + ", and " + storage.keySet();
    }

    private static long machineMemoryBytes() {
        return ManagementFactory.getOperatingSystemMXBean() instanceof com.sun.management.OperatingSystemMXBean machine
                ? machine.getTotalMemorySize()
                : Runtime.getRuntime().maxMemory();
    }

    private static void require(boolean valid, Setting setting, long value, String allowed) {
        if (!valid) {
            throw new TarnException(
                    ErrorCode.INVALID_PROPERTY,
                    setting.settingName() + " is " + value + ", which is not allowed; it takes " + allowed);
        }
    }
}
