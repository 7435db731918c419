package dev.tarn.format.orc.metadata;

import dev.tarn.spi.catalog.ColumnSchema;
import dev.tarn.spi.catalog.ColumnStatistics;
import dev.tarn.spi.format.FileMetadata;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.apache.orc.CompressionKind;
import org.apache.orc.StripeInformation;
import org.apache.orc.TypeDescription;

/**
 * What the tail of an ORC file says.
 *
 * <p>A file whose root is no STRUCT has one column, {@code _col0}.
 */
public final class OrcMetadata implements FileMetadata {
    private final TypeDescription schema;
    private final List<TypeDescription> stored;
    private final List<ColumnSchema> columns;
    private final Map<String, Integer> indexes = new HashMap<>();
    private final List<StripeInformation> stripes;
    private final ColumnStatistics[][] statistics;
    private final CompressionKind compression;
    private final int bufferSize;
    private final int rowIndexStride;
    private final FileTraits traits;
    private final long rowCount;

    /**
     * @param stored the types of the columns in the file, as {@code columns} names them
     * @param statistics of each stripe those of each column id
     */
    OrcMetadata(
            TypeDescription schema,
            List<TypeDescription> stored,
            List<ColumnSchema> columns,
            List<StripeInformation> stripes,
            ColumnStatistics[][] statistics,
            CompressionKind compression,
            int bufferSize,
            int rowIndexStride,
            FileTraits traits) {
        this.schema = schema;
        this.stored = List.copyOf(stored);
        this.columns = List.copyOf(columns);
        this.stripes = List.copyOf(stripes);
        this.statistics = statistics;
        this.compression = compression;
        this.bufferSize = bufferSize;
        this.rowIndexStride = rowIndexStride;
        this.traits = traits;
        this.rowCount =
                stripes.stream().mapToLong(StripeInformation::getNumberOfRows).sum();
        for (int i = 0; i < columns.size(); i++) {
            indexes.putIfAbsent(columns.get(i).name().toLowerCase(Locale.ROOT), i);
        }
    }

    /** Returns the root of the file's types. */
    public TypeDescription schema() {
        return schema;
    }

    /** Returns the stored type of the column of this name, regardless of case, or null if there is none. */
    public TypeDescription column(String name) {
        Integer index = indexes.get(name.toLowerCase(Locale.ROOT));
        return index == null ? null : stored.get(index);
    }

    /** Returns the stored type of a column, or of a field of ROWs by its dotted path, or null if there is none. */
    public TypeDescription columnOrField(String path) {
        TypeDescription whole = column(path);
        for (int dot = path.indexOf('.'); whole == null && dot >= 0; dot = path.indexOf('.', dot + 1)) {
            TypeDescription from = column(path.substring(0, dot));
            whole = from == null ? null : field(from, path.substring(dot + 1));
        }
        return whole;
    }

    private static TypeDescription field(TypeDescription from, String path) {
        if (from.getCategory() != TypeDescription.Category.STRUCT) {
            return null;
        }
        int index = OrcTypes.fieldIndex(from, path);
        if (index >= 0) {
            return from.getChildren().get(index);
        }
        int dot = path.indexOf('.');
        int next = dot < 0 ? -1 : OrcTypes.fieldIndex(from, path.substring(0, dot));
        return next < 0 ? null : field(from.getChildren().get(next), path.substring(dot + 1));
    }

    public StripeInformation stripe(int rowGroup) {
        return stripes.get(rowGroup);
    }

    public CompressionKind compression() {
        return compression;
    }

    /** Returns the most bytes that a chunk has once it is decompressed. */
    public int bufferSize() {
        return bufferSize;
    }

    /** Returns how many rows an entry of a stripe's row index is for; 0 if stripes have none. */
    public int rowIndexStride() {
        return rowIndexStride;
    }

    public FileTraits traits() {
        return traits;
    }

    @Override
    public List<ColumnSchema> columns() {
        return columns;
    }

    @Override
    public long rowCount() {
        return rowCount;
    }

    @Override
    public int rowGroupCount() {
        return stripes.size();
    }

    @Override
    public long rowCount(int rowGroup) {
        return stripes.get(rowGroup).getNumberOfRows();
    }

    @Override
    public ColumnStatistics statistics(int rowGroup, String columnName) {
        TypeDescription column = columnOrField(columnName);
        ColumnStatistics[] known = statistics[rowGroup];
        return column == null || known == null || column.getId() >= known.length
                ? ColumnStatistics.UNKNOWN
                : known[column.getId()];
    }

    @Override
    public long retainedBytes() {
        return 2000 + (schema.getMaximumId() + 1L) * (400 + 100L * stripes.size()) + 300L * stripes.size();
    }
}
