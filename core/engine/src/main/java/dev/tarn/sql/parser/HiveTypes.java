package dev.tarn.sql.parser;

import dev.tarn.spi.error.ErrorCode;
import dev.tarn.spi.error.TarnException;
import dev.tarn.spi.type.Type;
import dev.tarn.spi.type.TypeField;
import dev.tarn.spi.type.TypeKind;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.StringJoiner;
import org.apache.calcite.sql.SqlIdentifier;
import org.apache.calcite.sql.parser.SqlParserPos;

/** The types of Hive's DDL, for the generated parser. Stateless. */
public final class HiveTypes {
    private HiveTypes() {}

    /** Returns whether a type of this name has types within. */
    public static boolean isNested(String word) {
        return switch (word.toUpperCase(Locale.ROOT)) {
            case "ARRAY", "MAP", "STRUCT", "UNIONTYPE" -> true;
            default -> false;
        };
    }

    /**
     * Returns a type of Hive's DDL that has types within: a {@link Type}, or the text of one that cannot be read.
     *
     * @param names the fields' names, lower case, or nulls
     * @param types what this method or {@link #type} returned
     */
    public static Object nested(String word, List<String> names, List<Object> types, SqlParserPos position) {
        String kind = word.toUpperCase(Locale.ROOT);
        int wanted = kind.equals("ARRAY") ? 1 : kind.equals("MAP") ? 2 : types.size();
        boolean named = names.stream().noneMatch(Objects::isNull);
        boolean unnamed = names.stream().allMatch(Objects::isNull);
        if (types.size() != wanted || (kind.equals("STRUCT") ? !named : !unnamed)) {
            throw new TarnException(
                    ErrorCode.TYPE_MISMATCH,
                    Positions.of(position),
                    "a nested type is array<type>, map<type, type> or struct<name:type, ...>");
        }
        boolean readable = !kind.equals("UNIONTYPE") && types.stream().allMatch(Type.class::isInstance);
        if (!readable) {
            StringJoiner text = new StringJoiner(", ", word.toLowerCase(Locale.ROOT) + "<", ">");
            for (int i = 0; i < types.size(); i++) {
                text.add((names.get(i) == null ? "" : names.get(i) + ":") + types.get(i));
            }
            return text.toString();
        }
        return switch (kind) {
            case "ARRAY" -> Type.array((Type) types.get(0));
            case "MAP" -> Type.map((Type) types.get(0), (Type) types.get(1));
            default -> {
                List<TypeField> fields = new ArrayList<>();
                for (int i = 0; i < types.size(); i++) {
                    fields.add(new TypeField(names.get(i), (Type) types.get(i)));
                }
                yield Type.row(fields);
            }
        };
    }

    /**
     * Returns a type of Hive's DDL.
     *
     * @param first the first number in parentheses, or -1
     * @param second the second, or -1
     */
    public static Type type(SqlIdentifier name, int first, int second) {
        String word = name.getSimple().toUpperCase(Locale.ROOT);
        return switch (word) {
            case "BOOLEAN" -> Type.BOOLEAN;
            case "TINYINT" -> Type.TINYINT;
            case "SMALLINT" -> Type.SMALLINT;
            case "INT", "INTEGER" -> Type.INTEGER;
            case "BIGINT" -> Type.BIGINT;
            case "FLOAT", "REAL" -> Type.REAL;
            case "STRING" -> Type.VARCHAR;
            case "VARCHAR" -> first < 0 ? Type.VARCHAR : Type.varchar(first);
            case "CHAR" -> Type.charType(Math.max(1, first));
            case "BINARY", "VARBINARY" -> Type.VARBINARY;
            case "DATE" -> Type.DATE;
            case "TIMESTAMP" -> Type.timestamp(6);
            case "TIME" -> new Type(TypeKind.TIME, first < 0 ? 3 : Math.min(first, 6), 0);
            case "DECIMAL", "DEC", "NUMERIC" -> decimal(name, first, second);
            default ->
                throw new TarnException(
                        ErrorCode.TYPE_MISMATCH,
                        Positions.of(name.getParserPosition()),
                        "there is no type " + word.toLowerCase(Locale.ROOT)
                                + "; a column of a table over files is BOOLEAN, "
                                + "TINYINT, SMALLINT, INT, BIGINT, FLOAT, DOUBLE, DECIMAL(p, s), CHAR(n), VARCHAR(n), STRING, "
                                + "BINARY, DATE, TIMESTAMP, array<type>, map<type, type> or struct<name:type, ...>");
        };
    }

    private static Type decimal(SqlIdentifier name, int first, int second) {
        int precision = first < 0 ? 10 : first;
        int scale = Math.max(0, second);
        if (precision < 1 || precision > Type.MAX_DECIMAL_PRECISION || scale > precision) {
            throw new TarnException(
                    ErrorCode.TYPE_MISMATCH,
                    Positions.of(name.getParserPosition()),
                    "decimal(" + precision + ", " + scale + "): a decimal has 1 to " + Type.MAX_DECIMAL_PRECISION
                            + " digits, of which at most all are fractional");
        }
        return Type.decimal(precision, scale);
    }
}
