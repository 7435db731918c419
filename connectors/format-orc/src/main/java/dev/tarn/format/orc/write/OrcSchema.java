package dev.tarn.format.orc.write;

import dev.tarn.spi.catalog.ColumnSchema;
import dev.tarn.spi.error.ErrorCode;
import dev.tarn.spi.error.TarnException;
import dev.tarn.spi.type.Type;
import dev.tarn.spi.type.TypeField;
import java.util.ArrayList;
import java.util.List;
import org.apache.orc.TypeDescription;

/** The types that a file is written with. */
final class OrcSchema {
    private OrcSchema() {}

    /** Returns the columns as the fields of a ROW. */
    static Type row(List<ColumnSchema> columns) {
        List<TypeField> fields = new ArrayList<>();
        for (ColumnSchema column : columns) {
            if (column.type() == null) {
                throw new TarnException(
                        ErrorCode.NOT_SUPPORTED, "writing column \"" + column.name() + "\" without a type");
            }
            fields.add(new TypeField(column.name(), column.type()));
        }
        return Type.row(fields);
    }

    /** @throws TarnException NOT_SUPPORTED for a type that ORC does not have, naming the column */
    static TypeDescription of(List<ColumnSchema> columns) {
        row(columns);
        TypeDescription root = TypeDescription.createStruct();
        for (ColumnSchema column : columns) {
            root.addField(column.name(), type(column.type(), column.name()));
        }
        // Gives the columns their numbers.
        root.getId();
        return root;
    }

    private static TypeDescription type(Type type, String column) {
        return switch (type.kind()) {
            case BOOLEAN -> TypeDescription.createBoolean();
            case TINYINT -> TypeDescription.createByte();
            case SMALLINT -> TypeDescription.createShort();
            case INTEGER -> TypeDescription.createInt();
            case BIGINT -> TypeDescription.createLong();
            case REAL -> TypeDescription.createFloat();
            case DOUBLE -> TypeDescription.createDouble();
            case DECIMAL ->
                TypeDescription.createDecimal()
                        .withScale(0)
                        .withPrecision(type.precision())
                        .withScale(type.scale());
            case CHAR -> TypeDescription.createChar().withMaxLength(type.precision());
            case VARCHAR ->
                type.precision() == Type.UNBOUNDED_LENGTH
                        ? TypeDescription.createString()
                        : TypeDescription.createVarchar().withMaxLength(type.precision());
            case VARBINARY -> TypeDescription.createBinary();
            case DATE -> TypeDescription.createDate();
            case TIMESTAMP -> TypeDescription.createTimestamp();
            case ARRAY -> TypeDescription.createList(type(type.fieldType(0), column));
            case MAP -> TypeDescription.createMap(type(type.fieldType(0), column), type(type.fieldType(1), column));
            case ROW -> {
                TypeDescription row = TypeDescription.createStruct();
                for (int i = 0; i < type.fields().size(); i++) {
                    String name = type.fields().get(i).name();
                    row.addField(name == null ? "field" + i : name, type(type.fieldType(i), column));
                }
                yield row;
            }
            default ->
                throw new TarnException(
                        ErrorCode.NOT_SUPPORTED, "writing the type " + type + " as ORC, of column \"" + column + "\"");
        };
    }
}
