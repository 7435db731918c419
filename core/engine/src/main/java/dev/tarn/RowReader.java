package dev.tarn;

import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.arrow.vector.BigIntVector;
import org.apache.arrow.vector.BitVector;
import org.apache.arrow.vector.DateDayVector;
import org.apache.arrow.vector.FieldVector;
import org.apache.arrow.vector.TimeMicroVector;
import org.apache.arrow.vector.TimeStampMicroVector;
import org.apache.arrow.vector.VarCharVector;
import org.apache.arrow.vector.VectorSchemaRoot;
import org.apache.arrow.vector.complex.ListVector;
import org.apache.arrow.vector.complex.MapVector;
import org.apache.arrow.vector.complex.StructVector;

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
        if (vector instanceof MapVector maps) {
            return map(maps, row);
        }
        if (vector instanceof ListVector lists) {
            return list(lists.getDataVector(), lists.getElementStartIndex(row), lists.getElementEndIndex(row));
        }
        if (vector instanceof StructVector structs) {
            return struct(structs, row);
        }
        return vector.getObject(row);
    }

    private static List<Object> list(FieldVector elements, int from, int to) {
        Object[] values = new Object[to - from];
        for (int i = 0; i < values.length; i++) {
            values[i] = value(elements, from + i);
        }
        return Collections.unmodifiableList(Arrays.asList(values));
    }

    private static Map<Object, Object> map(MapVector maps, int row) {
        List<FieldVector> entries = maps.getDataVector().getChildrenFromFields();
        Map<Object, Object> values = new LinkedHashMap<>();
        for (int i = maps.getElementStartIndex(row); i < maps.getElementEndIndex(row); i++) {
            values.put(value(entries.get(0), i), value(entries.get(1), i));
        }
        return Collections.unmodifiableMap(values);
    }

    private static Row struct(StructVector structs, int row) {
        List<FieldVector> fields = structs.getChildrenFromFields();
        Object[] values = new Object[fields.size()];
        for (int i = 0; i < values.length; i++) {
            values[i] = value(fields.get(i), row);
        }
        return new Row(fields.stream().map(FieldVector::getName).toList(), values);
    }
}
