package dev.tarn.spi.type;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.stream.Collectors;

/**
 * A logical SQL type. Immutable; equal when all parts are.
 *
 * @param kind what values mean
 * @param precision digits of a DECIMAL (1 to 38), length in characters of a CHAR or VARCHAR
 *     ({@link #UNBOUNDED_LENGTH} for VARCHAR without one), fractional digits of a TIMESTAMP or TIME (0 to 6); 0 otherwise
 * @param scale fractional digits of a DECIMAL; 0 otherwise
 * @param fields the parts of a nested type: the elements of an ARRAY, the keys and the values of a MAP, the fields of a
 *     ROW; empty otherwise
 */
public record Type(TypeKind kind, int precision, int scale, List<TypeField> fields) {
    /** The precision of a VARCHAR that has no length. */
    public static final int UNBOUNDED_LENGTH = Integer.MAX_VALUE;
    /** The most digits a DECIMAL can have. */
    public static final int MAX_DECIMAL_PRECISION = 38;
    /** The most digits whose every value fits 64 bits. */
    public static final int MAX_SHORT_DECIMAL_PRECISION = 18;

    public static final Type UNKNOWN = new Type(TypeKind.UNKNOWN, 0, 0);
    public static final Type BOOLEAN = new Type(TypeKind.BOOLEAN, 0, 0);
    public static final Type TINYINT = new Type(TypeKind.TINYINT, 0, 0);
    public static final Type SMALLINT = new Type(TypeKind.SMALLINT, 0, 0);
    public static final Type INTEGER = new Type(TypeKind.INTEGER, 0, 0);
    public static final Type BIGINT = new Type(TypeKind.BIGINT, 0, 0);
    public static final Type REAL = new Type(TypeKind.REAL, 0, 0);
    public static final Type DOUBLE = new Type(TypeKind.DOUBLE, 0, 0);
    public static final Type VARCHAR = new Type(TypeKind.VARCHAR, UNBOUNDED_LENGTH, 0);
    public static final Type VARBINARY = new Type(TypeKind.VARBINARY, 0, 0);
    public static final Type DATE = new Type(TypeKind.DATE, 0, 0);
    /** TIMESTAMP with milliseconds, Athena's default; any TIMESTAMP is held in microseconds. */
    public static final Type TIMESTAMP = new Type(TypeKind.TIMESTAMP, 3, 0);

    public static final Type TIME = new Type(TypeKind.TIME, 3, 0);
    public static final Type INTERVAL_YEAR_MONTH = new Type(TypeKind.INTERVAL_YEAR_MONTH, 0, 0);
    public static final Type INTERVAL_DAY_SECOND = new Type(TypeKind.INTERVAL_DAY_SECOND, 0, 0);

    public Type {
        Objects.requireNonNull(kind, "kind");
        fields = List.copyOf(fields);
        if (kind == TypeKind.DECIMAL
                && (precision < 1 || precision > MAX_DECIMAL_PRECISION || scale < 0 || scale > precision)) {
            throw new IllegalArgumentException("decimal(" + precision + ", " + scale + ")");
        }
    }

    /** Makes a type without parts. */
    public Type(TypeKind kind, int precision, int scale) {
        this(kind, precision, scale, List.of());
    }

    public static Type array(Type element) {
        return new Type(TypeKind.ARRAY, 0, 0, List.of(new TypeField(null, element)));
    }

    public static Type map(Type key, Type value) {
        return new Type(TypeKind.MAP, 0, 0, List.of(new TypeField(null, key), new TypeField(null, value)));
    }

    public static Type row(List<TypeField> fields) {
        return new Type(TypeKind.ROW, 0, 0, fields);
    }

    public static Type row(TypeField... fields) {
        return row(Arrays.asList(fields));
    }

    public static Type decimal(int precision, int scale) {
        return new Type(TypeKind.DECIMAL, precision, scale);
    }

    public static Type varchar(int length) {
        return new Type(TypeKind.VARCHAR, length, 0);
    }

    public static Type charType(int length) {
        return new Type(TypeKind.CHAR, length, 0);
    }

    public static Type timestamp(int fractionalDigits) {
        return new Type(TypeKind.TIMESTAMP, fractionalDigits, 0);
    }

    /** Returns the layout that holds every value of the type: LONG for a DECIMAL of up to 18 digits. */
    public Layout defaultLayout() {
        return kind == TypeKind.DECIMAL && precision <= MAX_SHORT_DECIMAL_PRECISION ? Layout.LONG : kind.widestLayout();
    }

    /** Returns whether the type is ARRAY, MAP or ROW. */
    public boolean isNested() {
        return kind == TypeKind.ARRAY || kind == TypeKind.MAP || kind == TypeKind.ROW;
    }

    /** Returns the type of part {@code index}: 0 for an ARRAY's elements, 0 and 1 for a MAP's keys and values. */
    public Type fieldType(int index) {
        return fields.get(index).type();
    }

    /** Returns the index of a ROW's field of this name, regardless of case, or -1 if it has none. */
    public int fieldIndex(String name) {
        for (int i = 0; i < fields.size(); i++) {
            if (name.equalsIgnoreCase(fields.get(i).name())) {
                return i;
            }
        }
        return -1;
    }

    public boolean isDecimal() {
        return kind == TypeKind.DECIMAL;
    }

    /** Returns whether the type is TINYINT, SMALLINT, INTEGER or BIGINT. */
    public boolean isInteger() {
        return switch (kind) {
            case TINYINT, SMALLINT, INTEGER, BIGINT -> true;
            default -> false;
        };
    }

    /** Returns whether the type is CHAR or VARCHAR. */
    public boolean isText() {
        return kind == TypeKind.CHAR || kind == TypeKind.VARCHAR;
    }

    /** Returns the type as SQL writes it, in lower case, as in {@code decimal(15,2)}. */
    public String sqlName() {
        return switch (kind) {
            case DECIMAL -> "decimal(" + precision + "," + scale + ")";
            case CHAR -> "char(" + precision + ")";
            case VARCHAR -> precision == UNBOUNDED_LENGTH ? "varchar" : "varchar(" + precision + ")";
            case TIMESTAMP, TIME -> kind.name().toLowerCase(Locale.ROOT) + "(" + precision + ")";
            case ARRAY, MAP, ROW -> kind.name().toLowerCase(Locale.ROOT) + parts();
            case INTERVAL_YEAR_MONTH -> "interval year to month";
            case INTERVAL_DAY_SECOND -> "interval day to second";
            default -> kind.name().toLowerCase(Locale.ROOT);
        };
    }

    private String parts() {
        return fields.stream()
                .map(field -> field.name() == null ? field.type().sqlName() : quoted(field.name()) + " " + field.type())
                .collect(Collectors.joining(", ", "(", ")"));
    }

    /** Quotes a field's name unless it can be written without. */
    private static String quoted(String name) {
        boolean plain = !name.isEmpty()
                && name.chars().allMatch(c -> c >= 'a' && c <= 'z' || c == '_' || c >= '0' && c <= '9')
                && !Character.isDigit(name.charAt(0));
        return plain ? name : '"' + name.replace("\"", "\"\"") + '"';
    }

    @Override
    public String toString() {
        return sqlName();
    }
}
