package dev.tarn.format.orc.read;

import dev.tarn.format.orc.convert.NullConverter;
import dev.tarn.format.orc.convert.VectorConverter;
import dev.tarn.spi.batch.Column;
import dev.tarn.spi.batch.SelectionVector;
import java.io.IOException;
import org.apache.hadoop.hive.ql.exec.vector.LongColumnVector;
import org.apache.orc.OrcProto;
import org.apache.orc.impl.IntegerReader;
import org.apache.orc.impl.reader.StripePlanner;

/** Integers of 16 to 64 bits and days, converted from what their runs are. */
final class IntegerColumnReader extends StripeColumn implements ColumnReader {
    private final VectorConverter converter;
    private final NullConverter nulls;
    private final LongColumnVector numbers = new LongColumnVector(1);
    private Streams streams;
    private IntegerReader integers;

    /** @param converter turns vectors of longs into the column that is asked for; not closed here */
    IntegerColumnReader(int columnId, VectorConverter converter, NullConverter nulls) {
        super(columnId);
        this.converter = converter;
        this.nulls = nulls;
    }

    @Override
    void start(StripePlanner planner) throws IOException {
        streams = new Streams(planner, columnId());
        integers = streams.integers(OrcProto.Stream.Kind.DATA, true);
    }

    @Override
    public Column read(long row, int rows, SelectionVector selected, RowGroups groups) throws IOException {
        moveTo(row, groups);
        int values = streams.readNulls(rows);
        movedTo(row + rows);
        if (values == 0) {
            return nulls.convert(null, rows, selected);
        }
        numbers.ensureSize(rows, false);
        numbers.noNulls = values == rows;
        numbers.isNull = streams.isNull();
        numbers.isRepeating = false;
        Streams.required(integers, "integers").nextVector(numbers, numbers.vector, rows);
        if (!numbers.noNulls) {
            numbers.isRepeating = false;
        }
        return converter.convert(numbers, rows, selected);
    }

    @Override
    void skip(long rows) throws IOException {
        long values = streams.skipNulls(rows);
        if (values > 0) {
            Streams.required(integers, "integers").skip(values);
        }
    }

    @Override
    void seek(RowGroups.IndexPositions[] positions) throws IOException {
        RowGroups.IndexPositions own = positions[columnId()];
        streams.seek(own);
        if (integers != null) {
            integers.seek(own);
        }
    }

    @Override
    public void close() {
        nulls.close();
    }
}
