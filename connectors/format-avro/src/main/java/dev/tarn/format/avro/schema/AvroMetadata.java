package dev.tarn.format.avro.schema;

import dev.tarn.spi.catalog.ColumnSchema;
import dev.tarn.spi.catalog.ColumnStatistics;
import dev.tarn.spi.format.FileMetadata;
import java.util.List;
import org.apache.avro.Schema;

/** What the header of a container file says. Numbers of rows are estimated by the first block. */
public final class AvroMetadata implements FileMetadata {
    private final Schema schema;
    private final Schema readerSchema;
    private final List<ColumnSchema> columns;
    private final String codec;
    private final byte[] syncMarker;
    private final long dataStart;
    private final long fileSize;
    private final int rangeBytes;
    private final double rowsPerByte;

    /**
     * Notes what was read.
     *
     * @param readerSchema the record that the table's definition has, or null
     * @param dataStart where the first block begins
     * @param rangeBytes the bytes of a row group
     */
    public AvroMetadata(
            Schema schema,
            Schema readerSchema,
            List<ColumnSchema> columns,
            String codec,
            byte[] syncMarker,
            long dataStart,
            long fileSize,
            int rangeBytes,
            double rowsPerByte) {
        this.schema = schema;
        this.readerSchema = readerSchema;
        this.columns = List.copyOf(columns);
        this.codec = codec;
        this.syncMarker = syncMarker;
        this.dataStart = dataStart;
        this.fileSize = fileSize;
        this.rangeBytes = rangeBytes;
        this.rowsPerByte = rowsPerByte;
    }

    /** Returns the schema of the file's values: a record, or another type, which is one column, {@code value}. */
    public Schema schema() {
        return schema;
    }

    /** Returns the record that the table's definition has, or null if it has none. */
    public Schema readerSchema() {
        return readerSchema;
    }

    public String codec() {
        return codec;
    }

    /** Returns the 16 bytes that stand after the header and each block; not a copy. */
    public byte[] syncMarker() {
        return syncMarker;
    }

    /** Returns where the first block begins. */
    public long dataStart() {
        return dataStart;
    }

    /** Returns where the range of a row group begins: it has the blocks after sync markers that begin in the range. */
    public long rangeStart(int rowGroup) {
        return dataStart - syncMarker.length + (long) rowGroup * rangeBytes;
    }

    public long rangeEnd(int rowGroup) {
        return rowGroup == rowGroupCount() - 1 ? fileSize : rangeStart(rowGroup + 1);
    }

    @Override
    public List<ColumnSchema> columns() {
        return columns;
    }

    @Override
    public long rowCount() {
        long rows = 0;
        for (int i = 0; i < rowGroupCount(); i++) {
            rows += rowCount(i);
        }
        return rows;
    }

    @Override
    public int rowGroupCount() {
        return (int) Math.max(1, (fileSize - rangeStart(0) + rangeBytes - 1) / rangeBytes);
    }

    @Override
    public long rowCount(int rowGroup) {
        long bytes = rangeEnd(rowGroup) - Math.max(dataStart, rangeStart(rowGroup));
        return Math.max(0, Math.round(bytes * rowsPerByte));
    }

    @Override
    public boolean rowCountsAreExact() {
        return false;
    }

    @Override
    public ColumnStatistics statistics(int rowGroup, String columnName) {
        return ColumnStatistics.UNKNOWN;
    }

    @Override
    public long retainedBytes() {
        return 2000 + 20L * schema.toString().length();
    }
}
