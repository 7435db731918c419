package dev.tarn.format.text.record;

import dev.tarn.format.text.io.TextLayout;
import dev.tarn.spi.catalog.ColumnSchema;
import dev.tarn.spi.catalog.ColumnStatistics;
import dev.tarn.spi.format.FileMetadata;
import dev.tarn.spi.format.FormatOptions;
import dev.tarn.spi.format.Inference;
import java.util.List;
import java.util.Optional;

/** What is known of a text file before its records are read: no statistics, and row counts that are estimates. */
public class TextMetadata implements FileMetadata {
    private static final long BYTES_PER_COLUMN = 150;
    private static final long FIXED_BYTES = 500;

    private final TextLayout layout;
    private final FormatOptions options;
    private final List<ColumnSchema> columns;
    private final Inference inference;
    private final long rowCount;

    /**
     * Makes it.
     *
     * @param options how the file was to be read
     * @param columns those that the options declare, or those that a sample shows
     * @param inference what a sample showed, or null if nothing had to be found out
     * @param rowCount an estimate
     */
    public TextMetadata(
            TextLayout layout, FormatOptions options, List<ColumnSchema> columns, Inference inference, long rowCount) {
        this.layout = layout;
        this.options = options;
        this.columns = List.copyOf(columns);
        this.inference = inference;
        this.rowCount = rowCount;
    }

    public TextLayout layout() {
        return layout;
    }

    public FormatOptions options() {
        return options;
    }

    @Override
    public List<ColumnSchema> columns() {
        return columns;
    }

    /** Returns the index of the first column of that name without regard to case, or -1. */
    public int columnIndex(String name) {
        for (int i = 0; i < columns.size(); i++) {
            if (columns.get(i).name().equalsIgnoreCase(name)) {
                return i;
            }
        }
        return -1;
    }

    @Override
    public Optional<Inference> inference() {
        return Optional.ofNullable(inference);
    }

    @Override
    public long rowCount() {
        return rowCount;
    }

    @Override
    public int rowGroupCount() {
        return layout.partCount();
    }

    @Override
    public long rowCount(int rowGroup) {
        int parts = layout.partCount();
        return rowCount / parts + (rowGroup < rowCount % parts ? 1 : 0);
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
        return FIXED_BYTES + columns.size() * BYTES_PER_COLUMN;
    }
}
