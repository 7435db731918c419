package dev.tarn.spi.format;

import dev.tarn.spi.catalog.ColumnStatistics;
import java.util.List;

/**
 * What is known of a file that was just written.
 *
 * @param rowCount its rows
 * @param byteCount its bytes
 * @param columns of each column the bounds and the number of NULLs as far as the format counts them, else UNKNOWN; numbers of
 *     distinct values are not counted
 */
public record FileStatistics(long rowCount, long byteCount, List<ColumnStatistics> columns) {
    public FileStatistics {
        columns = List.copyOf(columns);
    }
}
