package dev.tarn.format.avro.read;

import dev.tarn.format.avro.decode.Decoder;
import dev.tarn.format.avro.decode.Decoders;
import dev.tarn.format.avro.decode.Defaults;
import dev.tarn.format.avro.decode.Input;
import dev.tarn.format.avro.decode.Skip;
import dev.tarn.format.avro.schema.AvroMetadata;
import dev.tarn.spi.batch.Column;
import dev.tarn.spi.error.ErrorPosition;
import dev.tarn.spi.error.TarnException;
import dev.tarn.spi.nested.ColumnAppender;
import dev.tarn.spi.split.ScanColumn;
import dev.tarn.spi.split.ScanRequest;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import org.apache.arrow.memory.BufferAllocator;
import org.apache.avro.Schema;

/**
 * Decodes records into the columns of a scan: the fields in the order of the file's schema, each into the columns that are
 * made of it, the others passed over. A column that the file lacks has the default of the table's schema, or NULL, in every
 * row.
 */
final class RowDecoder implements AutoCloseable {
    /** A field of the file's record, or the whole of a value that is none, and the columns made of it. */
    private record FieldPlan(Skip skip, Decoder[] decoders, ColumnAppender[] targets, String[] names) {}

    private final FieldPlan[] plans;
    private final ColumnAppender[] appenders;
    private final boolean[] constant;
    private final Function<String, ErrorPosition> place;

    RowDecoder(AvroMetadata metadata, ScanRequest request, Function<String, ErrorPosition> place) {
        int count = request.columns().size();
        this.place = place;
        this.appenders = new ColumnAppender[count];
        this.constant = new boolean[count];
        Schema schema = metadata.schema();
        boolean isRecord = schema.getType() == Schema.Type.RECORD;
        int fields = isRecord ? schema.getFields().size() : 1;
        List<List<Integer>> columnsOfField = new ArrayList<>();
        for (int i = 0; i < fields; i++) {
            columnsOfField.add(new ArrayList<>());
        }
        Decoder[] decoders = new Decoder[count];
        try {
            BufferAllocator allocator = request.context().allocator();
            for (int i = 0; i < count; i++) {
                ScanColumn wanted = request.columns().get(i);
                appenders[i] = new ColumnAppender(allocator, wanted.type());
                int field =
                        isRecord ? find(metadata, wanted.name()) : wanted.name().equalsIgnoreCase("value") ? 0 : -1;
                decoders[i] = field < 0
                        ? null
                        : decoder(isRecord ? schema.getFields().get(field).schema() : schema, wanted);
                if (decoders[i] == null) {
                    constant[i] = true;
                    appendDefault(metadata, wanted, appenders[i]);
                } else {
                    columnsOfField.get(field).add(i);
                }
            }
        } catch (RuntimeException | Error e) {
            close();
            throw e;
        }
        this.plans = new FieldPlan[fields];
        for (int i = 0; i < fields; i++) {
            Schema field = isRecord ? schema.getFields().get(i).schema() : schema;
            plans[i] = plan(field, columnsOfField.get(i), decoders, request);
        }
    }

    private FieldPlan plan(Schema schema, List<Integer> columns, Decoder[] decoders, ScanRequest request) {
        return new FieldPlan(
                columns.isEmpty() ? Skip.of(schema) : null,
                columns.stream().map(index -> decoders[index]).toArray(Decoder[]::new),
                columns.stream().map(index -> appenders[index]).toArray(ColumnAppender[]::new),
                columns.stream()
                        .map(index -> request.columns().get(index).name())
                        .toArray(String[]::new));
    }

    /** Returns the file's field for a column: of its name, or of a name that the table's schema says it had before. */
    private static int find(AvroMetadata metadata, String name) {
        int index = Decoders.fieldIndex(metadata.schema(), name);
        Schema reader = metadata.readerSchema();
        int declared = index >= 0 || reader == null ? -1 : Decoders.fieldIndex(reader, name);
        if (declared >= 0) {
            for (String alias : reader.getFields().get(declared).aliases()) {
                index = index >= 0 ? index : Decoders.fieldIndex(metadata.schema(), alias);
            }
        }
        return index;
    }

    private Decoder decoder(Schema schema, ScanColumn wanted) {
        try {
            return Decoders.of(schema, wanted.path(), wanted.type());
        } catch (TarnException e) {
            throw e.at(place.apply(wanted.name()));
        }
    }

    private void appendDefault(AvroMetadata metadata, ScanColumn wanted, ColumnAppender out) {
        Schema reader = metadata.readerSchema();
        int declared = reader == null ? -1 : Decoders.fieldIndex(reader, wanted.name());
        if (declared < 0 || find(metadata, wanted.name()) >= 0) {
            out.appendNull();
            return;
        }
        try {
            Defaults.append(reader.getFields().get(declared), wanted.path(), wanted.type(), out);
        } catch (TarnException e) {
            throw e.at(place.apply(wanted.name()));
        }
    }

    /** Forgets the rows that were decoded. */
    void clear() {
        for (int i = 0; i < appenders.length; i++) {
            if (!constant[i]) {
                appenders[i].clear();
            }
        }
    }

    /** Decodes records and adds them to the rows. */
    void decode(Input in, int rows) {
        for (int row = 0; row < rows; row++) {
            for (FieldPlan plan : plans) {
                if (plan.skip != null) {
                    plan.skip.skip(in);
                } else {
                    decode(in, plan);
                }
            }
        }
    }

    private void decode(Input in, FieldPlan plan) {
        int start = in.position();
        for (int k = 0; k < plan.decoders.length; k++) {
            in.moveTo(start);
            try {
                plan.decoders[k].decode(in, plan.targets[k]);
            } catch (TarnException e) {
                throw e.at(place.apply(plan.names[k]));
            }
        }
    }

    /** Returns the columns of the rows that were decoded, valid until the next change. */
    Column[] columns(int rows) {
        Column[] columns = new Column[appenders.length];
        for (int i = 0; i < columns.length; i++) {
            columns[i] = constant[i] ? Column.constant(rows, appenders[i].column()) : appenders[i].column();
        }
        return columns;
    }

    @Override
    public void close() {
        for (ColumnAppender appender : appenders) {
            if (appender != null) {
                appender.close();
            }
        }
    }
}
