package dev.tarn.spi.format;

import dev.tarn.spi.catalog.ColumnSchema;
import dev.tarn.spi.catalog.ColumnStatistics;
import dev.tarn.spi.type.Type;
import dev.tarn.spi.type.TypeKind;
import java.util.List;
import java.util.Optional;

/** What a file says of itself: read once, kept in memory, shared by threads; immutable. */
public interface FileMetadata {
    /** Returns the columns, including those that cannot be read. */
    List<ColumnSchema> columns();

    /** Returns the number of rows, an estimate unless {@link #rowCountsAreExact}. */
    long rowCount();

    /**
     * Returns the number of row groups, the smallest parts that are read by themselves: in a file that has none of its own
     * (text) ranges of its bytes, or the whole file.
     */
    int rowGroupCount();

    /** Returns the number of rows of a row group, an estimate unless {@link #rowCountsAreExact}. */
    long rowCount(int rowGroup);

    /** Returns whether the numbers of rows are known, not estimated from sizes. */
    default boolean rowCountsAreExact() {
        return true;
    }

    /**
     * Returns what is known of a column in a row group, or of a field of a ROW by its dotted path; UNKNOWN for one the file
     * lacks. Name in lower case.
     */
    ColumnStatistics statistics(int rowGroup, String columnName);

    /**
     * Returns what is known of a column that is read as {@code type}, which may be wider than the file's own type: no
     * bounds where reading it so changes values (rounds, cuts, or scales them) or their representation.
     */
    default ColumnStatistics statistics(int rowGroup, String columnName, Type type) {
        ColumnStatistics known = statistics(rowGroup, columnName);
        Type stored = storedType(columnName);
        return stored != null && keepsValues(stored, type)
                ? known
                : new ColumnStatistics(null, null, false, known.nullCount(), known.distinctCount());
    }

    /** Returns the file's type of a column, or of a field of a ROW by its dotted path; null if it has none. */
    private Type storedType(String columnName) {
        for (ColumnSchema column : columns()) {
            if (column.name().equalsIgnoreCase(columnName)) {
                return column.type();
            }
        }
        int dot = columnName.lastIndexOf('.');
        Type row = dot < 0 ? null : storedType(columnName.substring(0, dot));
        int field = row == null || row.kind() != TypeKind.ROW ? -1 : row.fieldIndex(columnName.substring(dot + 1));
        return field < 0 ? null : row.fieldType(field);
    }

    /** Returns whether values of type {@code from} are the same, and represented alike, when they are read as {@code to}. */
    static boolean keepsValues(Type from, Type to) {
        boolean approximate = from.kind() == TypeKind.REAL || from.kind() == TypeKind.DOUBLE;
        return from.equals(to)
                || from.isInteger() && to.isInteger()
                || approximate && to.kind() == TypeKind.DOUBLE
                || from.isDecimal() && to.isDecimal() && from.scale() == to.scale()
                || from.kind() == TypeKind.TIMESTAMP
                        && to.kind() == TypeKind.TIMESTAMP
                        && from.precision() <= to.precision();
    }

    /**
     * Returns what the format took the file for, where the file says nothing of itself and no definition does (text); empty
     * for a file that describes itself or was declared.
     */
    default Optional<Inference> inference() {
        return Optional.empty();
    }

    /** Returns roughly the bytes that it takes in memory, for the cache's limit. */
    long retainedBytes();
}
