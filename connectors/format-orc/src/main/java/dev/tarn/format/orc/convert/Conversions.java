package dev.tarn.format.orc.convert;

import dev.tarn.format.orc.metadata.OrcTypes;
import dev.tarn.spi.batch.Column;
import dev.tarn.spi.batch.SelectionVector;
import dev.tarn.spi.split.ScanColumn;
import dev.tarn.spi.type.Type;
import dev.tarn.spi.type.TypeKind;
import java.util.ArrayList;
import java.util.List;
import org.apache.arrow.memory.BufferAllocator;
import org.apache.hadoop.hive.ql.exec.vector.ColumnVector;
import org.apache.hadoop.hive.ql.exec.vector.StructColumnVector;
import org.apache.orc.TypeDescription;

/** Finds how a stored column becomes the column that is asked for. */
public final class Conversions {
    private Conversions() {}

    /**
     * Makes the converter of vectors of a top-level column.
     *
     * @param stored the column's type in the file
     * @param hybrid whether days before 1582-10-15 are counted in the Julian calendar
     * @param included by column id of the file; set for those that the converter looks at
     * @return the converter; a {@link NullConverter} where the file has no such field
     * @throws dev.tarn.spi.error.TarnException HIVE_PARTITION_SCHEMA_MISMATCH if the stored type does not widen
     */
    public static VectorConverter of(
            TypeDescription stored, ScanColumn wanted, boolean hybrid, boolean[] included, BufferAllocator allocator) {
        boolean[] looked = new boolean[included.length];
        ValueWriter writer = new NestedValues(hybrid, looked).of(stored, wanted.path(), wanted.type());
        if (writer == null) {
            return new NullConverter(wanted, allocator);
        }
        for (int id = 0; id < looked.length; id++) {
            included[id] |= looked[id];
        }
        List<Integer> fields = new ArrayList<>();
        TypeDescription leaf = leaf(stored, wanted.path(), fields);
        VectorConverter converter = leaf == null ? null : flat(leaf, wanted, hybrid, allocator);
        if (converter == null) {
            return new AppendingConverter(wanted.type(), writer, allocator);
        }
        return fields.isEmpty()
                ? converter
                : new LeafConverter(fields, converter, new NullConverter(wanted, allocator));
    }

    /** Returns what a path through STRUCTs alone leads to, or null; adds the index of each step. */
    private static TypeDescription leaf(TypeDescription stored, List<String> path, List<Integer> fields) {
        TypeDescription at = stored;
        for (String name : path) {
            if (at.getCategory() != TypeDescription.Category.STRUCT) {
                return null;
            }
            int index = OrcTypes.fieldIndex(at, name);
            fields.add(index);
            at = at.getChildren().get(index);
        }
        return at;
    }

    /** Returns the converter that goes by whole vectors, or null if there is none. */
    private static VectorConverter flat(
            TypeDescription stored, ScanColumn wanted, boolean hybrid, BufferAllocator allocator) {
        Type type = wanted.type();
        if (Values.isBytes(stored)) {
            return type.isText() || type.kind() == TypeKind.VARBINARY
                    ? new BytesConverter(wanted, TextLimit.between(OrcTypes.typeOf(stored), type), allocator)
                    : null;
        }
        Loop loop = loop(stored, wanted, hybrid);
        return loop == null ? null : new FixedConverter(wanted, loop, allocator);
    }

    private static Loop loop(TypeDescription stored, ScanColumn wanted, boolean hybrid) {
        Type type = wanted.type();
        boolean fromDecimal = stored.getCategory() == TypeDescription.Category.DECIMAL;
        boolean fromFloating = stored.getCategory() == TypeDescription.Category.FLOAT
                || stored.getCategory() == TypeDescription.Category.DOUBLE;
        return switch (type.kind()) {
            case BOOLEAN -> Loops.LONG_TO_BYTE;
            case TINYINT, SMALLINT, INTEGER -> Loops.LONG_TO_INT;
            case BIGINT -> Loops.LONG_TO_LONG;
            case REAL -> Loops.DOUBLE_TO_FLOAT;
            case DOUBLE -> fromFloating ? Loops.DOUBLE_TO_DOUBLE : fromDecimal ? null : Loops.LONG_TO_DOUBLE;
            case DECIMAL -> {
                int shift = type.scale() - Values.digits(stored, type).scale();
                yield fromDecimal
                        ? Loops.decimals(shift, type.scale(), wanted.layout())
                        : Loops.longsToDecimals(shift, wanted.layout());
            }
            case DATE -> Loops.dates(hybrid);
            case TIMESTAMP -> Loops.timestamps(type.precision(), hybrid);
            default -> null;
        };
    }

    /** A field within STRUCTs, whose vector knows the NULLs of the STRUCTs around it unless one of them is always NULL. */
    private record LeafConverter(List<Integer> fields, VectorConverter leaf, NullConverter nulls)
            implements VectorConverter {
        @Override
        public Column convert(ColumnVector vector, int rows, SelectionVector selected) {
            ColumnVector at = vector;
            for (int field : fields) {
                if (at.isRepeating && !at.noNulls && at.isNull[0]) {
                    return nulls.convert(at, rows, selected);
                }
                at = ((StructColumnVector) at).fields[field];
            }
            return leaf.convert(at, rows, selected);
        }

        @Override
        public void close() {
            leaf.close();
            nulls.close();
        }
    }
}
