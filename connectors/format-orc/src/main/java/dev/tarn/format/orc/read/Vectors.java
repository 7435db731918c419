package dev.tarn.format.orc.read;

import dev.tarn.format.orc.metadata.Corrupt;
import java.util.List;
import org.apache.hadoop.hive.ql.exec.vector.BytesColumnVector;
import org.apache.hadoop.hive.ql.exec.vector.ColumnVector;
import org.apache.hadoop.hive.ql.exec.vector.DateColumnVector;
import org.apache.hadoop.hive.ql.exec.vector.Decimal64ColumnVector;
import org.apache.hadoop.hive.ql.exec.vector.DecimalColumnVector;
import org.apache.hadoop.hive.ql.exec.vector.DoubleColumnVector;
import org.apache.hadoop.hive.ql.exec.vector.ListColumnVector;
import org.apache.hadoop.hive.ql.exec.vector.LongColumnVector;
import org.apache.hadoop.hive.ql.exec.vector.MapColumnVector;
import org.apache.hadoop.hive.ql.exec.vector.StructColumnVector;
import org.apache.hadoop.hive.ql.exec.vector.TimestampColumnVector;
import org.apache.hadoop.hive.ql.exec.vector.UnionColumnVector;
import org.apache.orc.TypeDescription;

/**
 * Makes vectors that have a limit. The lengths of lists and maps say how many values orc-core's decoders read next, and they
 * make room for them first: broken lengths, which would keep them busy for long, end there.
 */
final class Vectors {
    private Vectors() {}

    /**
     * Makes the vector of a type, with its parts.
     *
     * @param rows how many rows it has at first
     * @param limit the most rows that it may grow to
     */
    static ColumnVector of(TypeDescription type, int rows, int limit) {
        return switch (type.getCategory()) {
            case BOOLEAN, BYTE, SHORT, INT, LONG -> new Longs(rows, limit);
            case DATE -> new Dates(rows, limit);
            case TIMESTAMP, TIMESTAMP_INSTANT -> new Timestamps(rows, limit);
            case FLOAT, DOUBLE -> new Doubles(rows, limit);
            case DECIMAL ->
                type.getPrecision() <= TypeDescription.MAX_DECIMAL64_PRECISION
                        ? new Decimals64(rows, type.getPrecision(), type.getScale(), limit)
                        : new Decimals(rows, type.getPrecision(), type.getScale(), limit);
            case STRING, CHAR, VARCHAR, BINARY, Geometry, Geography -> new Texts(rows, limit);
            case LIST -> new Lists(rows, of(type.getChildren().get(0), rows, limit), limit);
            case MAP ->
                new Maps(
                        rows,
                        of(type.getChildren().get(0), rows, limit),
                        of(type.getChildren().get(1), rows, limit),
                        limit);
            case STRUCT -> new Structs(rows, limit, parts(type, rows, limit));
            case UNION -> new Unions(rows, limit, parts(type, rows, limit));
        };
    }

    private static ColumnVector[] parts(TypeDescription type, int rows, int limit) {
        List<TypeDescription> children = type.getChildren() == null ? List.of() : type.getChildren();
        return children.stream().map(child -> of(child, rows, limit)).toArray(ColumnVector[]::new);
    }

    private static void check(int size, int limit) {
        if (size < 0 || size > limit) {
            throw Corrupt.data("lists or maps of " + (size < 0 ? "more than 2147483647" : size)
                    + " values in a batch, where no more than " + limit + " are believed");
        }
    }

    private static final class Longs extends LongColumnVector {
        private final int limit;

        Longs(int rows, int limit) {
            super(rows);
            this.limit = limit;
        }

        @Override
        public void ensureSize(int size, boolean preserve) {
            check(size, limit);
            super.ensureSize(size, preserve);
        }
    }

    private static final class Dates extends DateColumnVector {
        private final int limit;

        Dates(int rows, int limit) {
            super(rows);
            this.limit = limit;
        }

        @Override
        public void ensureSize(int size, boolean preserve) {
            check(size, limit);
            super.ensureSize(size, preserve);
        }
    }

    private static final class Timestamps extends TimestampColumnVector {
        private final int limit;

        Timestamps(int rows, int limit) {
            super(rows);
            this.limit = limit;
        }

        @Override
        public void ensureSize(int size, boolean preserve) {
            check(size, limit);
            super.ensureSize(size, preserve);
        }
    }

    private static final class Doubles extends DoubleColumnVector {
        private final int limit;

        Doubles(int rows, int limit) {
            super(rows);
            this.limit = limit;
        }

        @Override
        public void ensureSize(int size, boolean preserve) {
            check(size, limit);
            super.ensureSize(size, preserve);
        }
    }

    private static final class Decimals64 extends Decimal64ColumnVector {
        private final int limit;

        Decimals64(int rows, int precision, int scale, int limit) {
            super(rows, precision, scale);
            this.limit = limit;
        }

        @Override
        public void ensureSize(int size, boolean preserve) {
            check(size, limit);
            super.ensureSize(size, preserve);
        }
    }

    private static final class Decimals extends DecimalColumnVector {
        private final int limit;

        Decimals(int rows, int precision, int scale, int limit) {
            super(rows, precision, scale);
            this.limit = limit;
        }

        @Override
        public void ensureSize(int size, boolean preserve) {
            check(size, limit);
            super.ensureSize(size, preserve);
        }
    }

    private static final class Texts extends BytesColumnVector {
        private final int limit;

        Texts(int rows, int limit) {
            super(rows);
            this.limit = limit;
        }

        @Override
        public void ensureSize(int size, boolean preserve) {
            check(size, limit);
            super.ensureSize(size, preserve);
        }
    }

    private static final class Lists extends ListColumnVector {
        private final int limit;

        Lists(int rows, ColumnVector child, int limit) {
            super(rows, child);
            this.limit = limit;
        }

        @Override
        public void ensureSize(int size, boolean preserve) {
            check(size, limit);
            super.ensureSize(size, preserve);
        }
    }

    private static final class Maps extends MapColumnVector {
        private final int limit;

        Maps(int rows, ColumnVector keys, ColumnVector values, int limit) {
            super(rows, keys, values);
            this.limit = limit;
        }

        @Override
        public void ensureSize(int size, boolean preserve) {
            check(size, limit);
            super.ensureSize(size, preserve);
        }
    }

    private static final class Structs extends StructColumnVector {
        private final int limit;

        Structs(int rows, int limit, ColumnVector[] fields) {
            super(rows, fields);
            this.limit = limit;
        }

        @Override
        public void ensureSize(int size, boolean preserve) {
            check(size, limit);
            super.ensureSize(size, preserve);
        }
    }

    private static final class Unions extends UnionColumnVector {
        private final int limit;

        Unions(int rows, int limit, ColumnVector[] fields) {
            super(rows, fields);
            this.limit = limit;
        }

        @Override
        public void ensureSize(int size, boolean preserve) {
            check(size, limit);
            super.ensureSize(size, preserve);
        }
    }
}
