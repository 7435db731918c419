package dev.tarn;

import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import org.apache.arrow.vector.BigIntVector;
import org.apache.arrow.vector.BitVector;
import org.apache.arrow.vector.DateDayVector;
import org.apache.arrow.vector.FieldVector;
import org.apache.arrow.vector.TimeMicroVector;
import org.apache.arrow.vector.TimeStampMicroVector;
import org.apache.arrow.vector.VarCharVector;
import org.apache.arrow.vector.VectorSchemaRoot;

/** Turns a batch of a result into {@link Row}s. */
final class RowReader {
    private static final long MICROS_PER_SECOND = 1_000_000;

    private RowReader() {}

    static List<Row> read(VectorSchemaRoot batch) {
        List<FieldVector> vectors = batch.getFieldVectors();
        List<Row> rows = new ArrayList<>(batch.getRowCount());
        for (int row = 0; row < batch.getRowCount(); row++) {
            Object[] values = new Object[vectors.size()];
            for (int column = 0; column < values.length; column++) {
                values[column] = value(vectors.get(column), row);
            }
            rows.add(new Row(values));
        }
        return rows;
    }

    private static Object value(FieldVector vector, int row) {
        if (vector.isNull(row)) {
            return null;
        }
        if (vector instanceof VarCharVector text) {
            return new String(text.get(row), StandardCharsets.UTF_8);
        }
        if (vector instanceof BigIntVector integers) {
            return integers.get(row);
        }
        if (vector instanceof BitVector bits) {
            return bits.get(row) != 0;
        }
        if (vector instanceof DateDayVector days) {
            return LocalDate.ofEpochDay(days.get(row));
        }
        if (vector instanceof TimeStampMicroVector instants) {
            long micros = instants.get(row);
            return LocalDateTime.ofEpochSecond(
                    Math.floorDiv(micros, MICROS_PER_SECOND),
                    (int) Math.floorMod(micros, MICROS_PER_SECOND) * 1_000,
                    ZoneOffset.UTC);
        }
        if (vector instanceof TimeMicroVector times) {
            return LocalTime.ofNanoOfDay(times.get(row) * 1_000);
        }
        return vector.getObject(row);
    }
}
