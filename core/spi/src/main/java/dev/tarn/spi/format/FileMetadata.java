package dev.tarn.spi.format;

import dev.tarn.spi.catalog.ColumnSchema;
import dev.tarn.spi.catalog.ColumnStatistics;
import java.util.List;

/** What a file says of itself: read once, kept in memory, shared by threads; immutable. */
public interface FileMetadata {
    /** Returns the columns, including those that cannot be read. */
    List<ColumnSchema> columns();

    long rowCount();

    /** Returns the number of row groups, the smallest parts that are read by themselves. */
    int rowGroupCount();

    long rowCount(int rowGroup);

    /** Returns what is known of a column in a row group; UNKNOWN for a column the file lacks. Name in lower case. */
    ColumnStatistics statistics(int rowGroup, String columnName);

    /** Returns roughly the bytes that it takes in memory, for the cache's limit. */
    long retainedBytes();
}
