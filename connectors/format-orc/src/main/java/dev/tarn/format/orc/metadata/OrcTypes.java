package dev.tarn.format.orc.metadata;

import dev.tarn.spi.type.Type;
import dev.tarn.spi.type.TypeField;
import java.util.ArrayList;
import java.util.List;
import org.apache.orc.TypeDescription;

/** The SQL types of ORC's types. */
public final class OrcTypes {
    private OrcTypes() {}

    /**
     * Returns the type that values are read as where nothing else is asked for. Nanoseconds of timestamps are cut to
     * microseconds; an instant is its time in UTC; a UNION is a ROW of the tag, which counts from 0, and a field for each
     * branch, all NULL but one.
     */
    public static Type typeOf(TypeDescription stored) {
        return switch (stored.getCategory()) {
            case BOOLEAN -> Type.BOOLEAN;
            case BYTE -> Type.TINYINT;
            case SHORT -> Type.SMALLINT;
            case INT -> Type.INTEGER;
            case LONG -> Type.BIGINT;
            case FLOAT -> Type.REAL;
            case DOUBLE -> Type.DOUBLE;
            case STRING -> Type.VARCHAR;
            case CHAR -> Type.charType(stored.getMaxLength());
            case VARCHAR -> Type.varchar(stored.getMaxLength());
            case BINARY, Geometry, Geography -> Type.VARBINARY;
            case DATE -> Type.DATE;
            case TIMESTAMP, TIMESTAMP_INSTANT -> Type.timestamp(6);
            case DECIMAL -> Type.decimal(stored.getPrecision(), stored.getScale());
            case LIST -> Type.array(typeOf(stored.getChildren().get(0)));
            case MAP ->
                Type.map(
                        typeOf(stored.getChildren().get(0)),
                        typeOf(stored.getChildren().get(1)));
            case STRUCT -> Type.row(fields(stored));
            case UNION -> Type.row(branches(stored));
        };
    }

    private static List<TypeField> fields(TypeDescription struct) {
        List<TypeField> fields = new ArrayList<>();
        List<String> names = struct.getFieldNames();
        for (int i = 0; i < names.size(); i++) {
            fields.add(new TypeField(names.get(i), typeOf(struct.getChildren().get(i))));
        }
        return fields;
    }

    private static List<TypeField> branches(TypeDescription union) {
        List<TypeField> fields = new ArrayList<>();
        fields.add(new TypeField("tag", Type.TINYINT));
        for (TypeDescription branch : union.getChildren()) {
            fields.add(new TypeField("field" + (fields.size() - 1), typeOf(branch)));
        }
        return fields;
    }

    /** Returns the child of a STRUCT that has this name, regardless of case, or -1. */
    public static int fieldIndex(TypeDescription struct, String name) {
        List<String> names = struct.getFieldNames();
        for (int i = 0; i < names.size(); i++) {
            if (name.equalsIgnoreCase(names.get(i))) {
                return i;
            }
        }
        return -1;
    }
}
