package dev.tarn.format.text.record;

import dev.tarn.spi.catalog.ColumnSchema;
import dev.tarn.spi.error.ErrorCode;
import dev.tarn.spi.error.ErrorPosition;
import dev.tarn.spi.error.TarnException;
import dev.tarn.spi.split.ScanColumn;
import dev.tarn.spi.storage.InputFile;
import dev.tarn.spi.type.Type;
import dev.tarn.spi.type.TypeField;
import dev.tarn.spi.type.TypeKind;
import java.util.List;

/** Which types may be asked for of a file whose columns a sample showed. */
public final class TypeWidening {
    private static final int BIGINT_DIGITS = 19;

    private TypeWidening() {}

    /**
     * Checks that each column is asked for as what it was found to be, or wider.
     *
     * @param found the file's columns; others are not checked
     * @throws TarnException HIVE_PARTITION_SCHEMA_MISMATCH if one is not
     */
    public static void check(InputFile file, List<ColumnSchema> found, List<ScanColumn> wanted) {
        for (ScanColumn column : wanted) {
            for (ColumnSchema known : found) {
                if (known.name().equalsIgnoreCase(column.name()) && !widens(known.type(), column.type())) {
                    throw new TarnException(
                            ErrorCode.HIVE_PARTITION_SCHEMA_MISMATCH,
                            new ErrorPosition.InFile(file.entry().location().text(), -1, -1, known.name()),
                            "the column is " + known.type() + " as the file's begin shows it, which does not widen to "
                                    + column.type());
                }
            }
        }
    }

    /** Returns whether every value of type {@code from} is one of type {@code to}. */
    public static boolean widens(Type from, Type to) {
        if (from.equals(to) || from.kind() == TypeKind.UNKNOWN || to.isText()) {
            return true;
        }
        return switch (to.kind()) {
            case SMALLINT, INTEGER, BIGINT -> from.isInteger() && from.kind().compareTo(to.kind()) <= 0;
            case DECIMAL ->
                from.isInteger() && to.precision() - to.scale() >= integerDigits(from)
                        || from.isDecimal()
                                && to.scale() >= from.scale()
                                && to.precision() - to.scale() >= from.precision() - from.scale();
            case DOUBLE -> from.isInteger() || from.isDecimal() || from.kind() == TypeKind.REAL;
            case TIMESTAMP -> from.kind() == TypeKind.DATE || from.kind() == TypeKind.TIMESTAMP;
            case ARRAY, MAP -> from.kind() == to.kind() && partsWiden(from, to);
            case ROW -> from.kind() == TypeKind.ROW && fieldsWiden(from, to);
            default -> false;
        };
    }

    private static int integerDigits(Type integer) {
        return switch (integer.kind()) {
            case TINYINT -> 3;
            case SMALLINT -> 5;
            case INTEGER -> 10;
            default -> BIGINT_DIGITS;
        };
    }

    private static boolean partsWiden(Type from, Type to) {
        for (int i = 0; i < to.fields().size(); i++) {
            if (!widens(from.fieldType(i), to.fieldType(i))) {
                return false;
            }
        }
        return true;
    }

    private static boolean fieldsWiden(Type from, Type to) {
        for (TypeField field : to.fields()) {
            int index = field.name() == null ? -1 : from.fieldIndex(field.name());
            if (index >= 0 && !widens(from.fieldType(index), field.type())) {
                return false;
            }
        }
        return true;
    }
}
