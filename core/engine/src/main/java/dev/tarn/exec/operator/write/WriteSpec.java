package dev.tarn.exec.operator.write;

import dev.tarn.exec.operator.sort.SortKey;
import dev.tarn.spi.catalog.ColumnSchema;
import dev.tarn.spi.format.FileFormat;
import dev.tarn.spi.format.WriteOptions;
import dev.tarn.spi.metastore.WriteId;
import dev.tarn.spi.storage.FileSystem;
import dev.tarn.spi.storage.Location;
import dev.tarn.spi.storage.PendingFile;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Function;

/**
 * What is written, where and how.
 *
 * @param id the write that the files' names begin with
 * @param folders the folder of a partition, by its values as text, null for NULL; none without partitions. May block
 * @param options how the format writes; their allocator is not used, each query has its own
 * @param fileColumns the columns of the files: the first of the rows
 * @param partitionColumns the columns that folders are named by, behind those; may be none
 * @param bucketColumns the columns of the files that rows are dealt out to buckets by; none without buckets
 * @param bucketCount files of a partition, one a bucket; 0 without buckets
 * @param sortKeys how the rows of each file are ordered; none if they are not
 * @param targetFileBytes how large a file gets before the next one is begun; each bucket has one file whatever its size
 * @param tempFolder where rows wait that memory has no room for
 * @param begins told of each file before its first byte is written, on any thread; may block
 * @param leaves told of each file that will be no part of the write, and of which the storage may still have something, on
 *     any thread; its token is empty where it is not known
 */
public record WriteSpec(
        WriteId id,
        FileSystem fileSystem,
        Function<List<String>, Location> folders,
        FileFormat format,
        WriteOptions options,
        List<ColumnSchema> fileColumns,
        List<ColumnSchema> partitionColumns,
        List<Integer> bucketColumns,
        int bucketCount,
        List<SortKey> sortKeys,
        long targetFileBytes,
        Path tempFolder,
        Consumer<PendingFile> begins,
        Consumer<PendingFile> leaves) {
    public WriteSpec {
        fileColumns = List.copyOf(fileColumns);
        partitionColumns = List.copyOf(partitionColumns);
        bucketColumns = List.copyOf(bucketColumns);
        sortKeys = List.copyOf(sortKeys);
    }

    boolean isBucketed() {
        return bucketCount > 0;
    }

    /** Returns whether all rows go to one place. */
    boolean isPlain() {
        return partitionColumns.isEmpty() && !isBucketed();
    }
}
