package dev.tarn.spi.format;

import dev.tarn.spi.catalog.ColumnSchema;
import dev.tarn.spi.error.ErrorCode;
import dev.tarn.spi.error.TarnException;
import dev.tarn.spi.split.BatchSource;
import dev.tarn.spi.split.ScanColumn;
import dev.tarn.spi.split.ScanMetrics;
import dev.tarn.spi.split.ScanRequest;
import dev.tarn.spi.storage.ByteRange;
import dev.tarn.spi.storage.ByteSink;
import dev.tarn.spi.storage.InputFile;
import java.util.List;

/** A file format. It knows no storage and no catalog. Thread-safe; found by {@link java.util.ServiceLoader}. */
public interface FileFormat {
    /** How much of a file's begin {@link #recognizes} is shown. */
    int HEAD_BYTES = 16 << 10;

    /** Returns the name that STORED AS uses, in upper case. */
    String name();

    /**
     * Returns whether a file of this name, by its ending, is of the format. Endings of compression ({@code .gz} and the
     * like) are taken off before a format is asked, unless one claims the whole name.
     */
    boolean claims(String fileName);

    /**
     * Returns how far a file without a known ending is of the format, by how it begins.
     *
     * @param head the first bytes as they are stored, at most {@link #HEAD_BYTES}, less only in a file that has no more; a
     *     format whose files may be compressed as a whole decompresses as much of them as it needs. Not to be changed
     */
    default Recognition recognizes(byte[] head) {
        return Recognition.NO;
    }

    /** Returns what the format reads, as documentation shows it. */
    default FormatSupport support() {
        return FormatSupport.NONE;
    }

    /**
     * Returns the class names of the Hive SerDes that tables of this format name, as ROW FORMAT SERDE writes them. No two
     * formats have one in common.
     */
    default List<String> serdes() {
        return List.of();
    }

    /** Returns whether {@link ScanColumn#path} may lead into a ROW; if not, whole columns are asked for. */
    default boolean readsFieldPaths() {
        return false;
    }

    /**
     * Reads what the file says of itself, or, of a file that says nothing, what a sample of it shows. Blocks. The options
     * are remembered by the metadata, as far as {@link #open} needs them.
     *
     * @throws dev.tarn.spi.error.TarnException HIVE_BAD_DATA if it is not of the format, truncated or corrupt;
     *     NOT_SUPPORTED if it is encrypted; positioned at the file; INVALID_PROPERTY for an option that is wrong
     */
    FileMetadata readMetadata(InputFile file, FormatOptions options, ScanMetrics metrics);

    /**
     * Opens row group {@code rowGroup} of a file. Starts to read at once and does not block. The source closes
     * {@code file} when it is closed.
     *
     * <p>Columns, and the fields of ROWs, are found by name without regard to case; one the file lacks is NULL.
     *
     * @throws dev.tarn.spi.error.TarnException NOT_SUPPORTED for a column that cannot be read,
     *     HIVE_PARTITION_SCHEMA_MISMATCH if its type does not widen to the one that is asked for
     */
    BatchSource open(InputFile file, FileMetadata metadata, int rowGroup, ScanRequest request);

    /**
     * Returns the ranges of a row group that {@link #open} reads for these columns if nothing is filtered, as far as that is
     * known before; empty if it is not. A storage behind a network then reads those of several row groups at once.
     */
    default List<ByteRange> ranges(FileMetadata metadata, int rowGroup, List<ScanColumn> columns) {
        return List.of();
    }

    /**
     * Returns how many values the dictionary has that a column's values are encoded by in a row group, which is about how
     * many differ; -1 if there is no dictionary, or one that not all values are in. Reads a few bytes, so it blocks: to be
     * asked once, where {@link FileMetadata#statistics} does not know the number.
     *
     * @throws dev.tarn.spi.error.TarnException as {@link #readMetadata} does
     */
    default long dictionarySize(
            InputFile file, FileMetadata metadata, int rowGroup, String columnName, ScanMetrics metrics) {
        return -1;
    }

    /**
     * Checks that such files can be written, before anything is.
     *
     * @throws dev.tarn.spi.error.TarnException NOT_SUPPORTED if the format is not written at all, or not columns of these
     *     types or names; INVALID_PROPERTY for an option that is wrong
     */
    default void checkWritable(List<ColumnSchema> columns, WriteOptions options) {
        throw new TarnException(ErrorCode.NOT_SUPPORTED, "writing " + name());
    }

    /** Returns how the names of files end that are written so, with the dot: {@code .parquet}, {@code .json.gz}. */
    default String fileEnding(WriteOptions options) {
        throw new TarnException(ErrorCode.NOT_SUPPORTED, "writing " + name());
    }

    /**
     * Makes a writer of one file. Does not block, writes nothing yet.
     *
     * @param columns the columns' names and types, in order
     * @throws dev.tarn.spi.error.TarnException as {@link #checkWritable} does
     */
    default FileWriter writer(ByteSink sink, List<ColumnSchema> columns, WriteOptions options) {
        throw new TarnException(ErrorCode.NOT_SUPPORTED, "writing " + name());
    }
}
