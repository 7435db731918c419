package dev.tarn.format.avro.write;

import dev.tarn.spi.catalog.ColumnSchema;
import dev.tarn.spi.error.ErrorCode;
import dev.tarn.spi.error.TarnException;
import dev.tarn.spi.type.Type;
import java.util.ArrayList;
import java.util.List;
import org.apache.avro.LogicalTypes;
import org.apache.avro.Schema;

/** Makes the schema of a file. Every column and every part of one may be null. */
final class AvroSchemas {
    private final String column;
    private int records;

    private AvroSchemas(String column) {
        this.column = column;
    }

    /** @throws TarnException NOT_SUPPORTED for a type or a name that Avro does not have, naming the column */
    static Schema of(List<ColumnSchema> columns) {
        List<Schema.Field> fields = new ArrayList<>();
        for (int i = 0; i < columns.size(); i++) {
            ColumnSchema column = columns.get(i);
            AvroSchemas schemas = new AvroSchemas(column.name());
            if (column.type() == null) {
                throw schemas.unsupported("a column without a type");
            }
            fields.add(schemas.field(column.name(), column.type(), "c" + i));
        }
        return Schema.createRecord("row", null, "tarn", false, fields);
    }

    private Schema.Field field(String name, Type type, String place) {
        if (!name.matches("[A-Za-z_][A-Za-z0-9_]*")) {
            throw unsupported(
                    "the name \"" + name + "\", since names in Avro have only letters, digits and underscores");
        }
        return new Schema.Field(name, nullable(type, place), null, Schema.Field.NULL_DEFAULT_VALUE);
    }

    private Schema nullable(Type type, String place) {
        return Schema.createUnion(Schema.create(Schema.Type.NULL), schema(type, place));
    }

    private Schema schema(Type type, String place) {
        return switch (type.kind()) {
            case BOOLEAN -> Schema.create(Schema.Type.BOOLEAN);
            case TINYINT, SMALLINT, INTEGER -> Schema.create(Schema.Type.INT);
            case BIGINT -> Schema.create(Schema.Type.LONG);
            case REAL -> Schema.create(Schema.Type.FLOAT);
            case DOUBLE -> Schema.create(Schema.Type.DOUBLE);
            case CHAR, VARCHAR -> Schema.create(Schema.Type.STRING);
            case VARBINARY -> Schema.create(Schema.Type.BYTES);
            case DECIMAL ->
                LogicalTypes.decimal(type.precision(), type.scale()).addToSchema(Schema.create(Schema.Type.BYTES));
            case DATE -> LogicalTypes.date().addToSchema(Schema.create(Schema.Type.INT));
            case TIMESTAMP ->
                (type.precision() <= 3 ? LogicalTypes.timestampMillis() : LogicalTypes.timestampMicros())
                        .addToSchema(Schema.create(Schema.Type.LONG));
            case TIME ->
                type.precision() <= 3
                        ? LogicalTypes.timeMillis().addToSchema(Schema.create(Schema.Type.INT))
                        : LogicalTypes.timeMicros().addToSchema(Schema.create(Schema.Type.LONG));
            case ARRAY -> Schema.createArray(nullable(type.fieldType(0), place + "_e"));
            case MAP -> {
                if (!type.fieldType(0).isText()) {
                    throw unsupported("the type " + type + ", since keys in Avro are strings");
                }
                yield Schema.createMap(nullable(type.fieldType(1), place + "_v"));
            }
            case ROW -> record(type, place);
            default -> throw unsupported("the type " + type);
        };
    }

    private Schema record(Type type, String place) {
        String recordName = "row_" + place + "_" + records++;
        List<Schema.Field> fields = new ArrayList<>();
        for (int i = 0; i < type.fields().size(); i++) {
            String name = type.fields().get(i).name();
            fields.add(field(name == null ? "field" + i : name, type.fieldType(i), place + "_" + i));
        }
        return Schema.createRecord(recordName, null, "tarn", false, fields);
    }

    private TarnException unsupported(String what) {
        return new TarnException(ErrorCode.NOT_SUPPORTED, "writing " + what + " as Avro, of column \"" + column + "\"");
    }
}
