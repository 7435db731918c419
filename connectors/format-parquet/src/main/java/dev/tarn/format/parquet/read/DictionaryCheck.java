package dev.tarn.format.parquet.read;

import dev.tarn.format.parquet.convert.ValuePrinter;
import dev.tarn.format.parquet.metadata.ChunkMetadata;
import dev.tarn.format.parquet.metadata.RowGroupMetadata;
import dev.tarn.spi.batch.Column;
import dev.tarn.spi.predicate.Domain;
import dev.tarn.spi.split.ScanColumn;
import dev.tarn.spi.split.ScanRequest;
import dev.tarn.spi.type.Layout;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;

/**
 * Looks for values that a request's domain allows in the dictionaries of the columns that it is about: where all of a
 * column's values are in its dictionary and none of them is allowed, no row is.
 */
final class DictionaryCheck {
    /** So many intervals are compared one by one; more only if they are values to look up. */
    private static final int MAX_RANGES = 16;

    private static final int MAX_VALUES = 10_000;

    private DictionaryCheck() {}

    /** Gives errors of a column of the request their place. */
    interface Placed {
        <T> T placed(int columnIndex, Supplier<T> action);
    }

    /** Returns whether no row has values that the request's domain allows. Called before anything is read of the readers. */
    static boolean excludesAll(ScanRequest request, BatchColumn[] readers, RowGroupMetadata group, Placed places) {
        for (int i = 0; i < readers.length; i++) {
            Optional<Domain> domain = domain(request, i);
            if (domain.isPresent() && readers[i] instanceof ColumnReader reader) {
                ChunkMetadata chunk = group.chunks().get(reader.column.chunkIndex());
                boolean mayBeNull = domain.get().nullAllowed() && reader.column.optional();
                boolean isAsked = chunk.wholeDictionary() && !chunk.mayMixDictionary() && !mayBeNull;
                if (isAsked && places.placed(i, () -> excludes(domain.get(), reader))) {
                    return true;
                }
            }
        }
        return false;
    }

    /** Returns the domain of a column of the request, in its own type. */
    private static Optional<Domain> domain(ScanRequest request, int index) {
        ScanColumn column = request.columns().get(index);
        String name = column.path().isEmpty() ? column.name() : column.name() + "." + String.join(".", column.path());
        return request.domain().domain(name).filter(domain -> domain.type().equals(column.type()));
    }

    private static boolean excludes(Domain domain, ColumnReader reader) {
        Set<Object> values = domain.ranges().size() > MAX_RANGES ? values(domain) : null;
        if (domain.ranges().size() > MAX_RANGES && values == null) {
            return false;
        }
        Column dictionary = reader.dictionary();
        if (dictionary == null) {
            return false;
        }
        for (int i = 0; i < dictionary.rowCount(); i++) {
            Object value = value(dictionary, i);
            boolean isNaN = value instanceof Double number && number.isNaN();
            if (isNaN || (values == null ? domain.overlaps(value, value) : values.contains(value))) {
                return false;
            }
        }
        return true;
    }

    /** Returns the values that are allowed; null for too many, for intervals, and for numbers that may equal others. */
    private static Set<Object> values(Domain domain) {
        if (domain.ranges().size() > MAX_VALUES) {
            return null;
        }
        Set<Object> values = new HashSet<>();
        for (var range : domain.ranges()) {
            if (!range.isSingleValue() || range.low() instanceof Double) {
                return null;
            }
            values.add(range.low());
        }
        return values;
    }

    private static Object value(Column column, int row) {
        if (column.layout() == Layout.BYTES) {
            return new Domain.ByteText(column.bytesAt(row));
        }
        return switch (column.type().kind()) {
            case REAL, DOUBLE -> column.doubleAt(row);
            case DECIMAL -> ValuePrinter.decimal(column, row).unscaledValue();
            default -> column.longAt(row);
        };
    }
}
