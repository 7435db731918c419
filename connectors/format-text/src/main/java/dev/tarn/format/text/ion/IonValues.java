package dev.tarn.format.text.ion;

import com.amazon.ion.Timestamp;
import dev.tarn.format.text.record.BadRecords;
import dev.tarn.format.text.record.Excerpt;
import dev.tarn.format.text.record.ParsedSource.BadRecord;
import dev.tarn.spi.nested.CellWriter;
import dev.tarn.spi.nested.ValueAppender;
import dev.tarn.spi.split.ScanColumn;
import dev.tarn.spi.type.Layout;
import dev.tarn.spi.type.Type;
import dev.tarn.spi.type.TypeField;
import dev.tarn.spi.type.TypeKind;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.RoundingMode;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Appends the values of Ion to columns, as the types of the columns. One thread at a time. */
final class IonValues {
    private static final long MICROS_PER_DAY = 86_400_000_000L;
    private static final BigDecimal TOO_LARGE = BigDecimal.TEN.pow(Type.MAX_DECIMAL_PRECISION);

    private final List<ScanColumn> columns;
    private final IonOptions options;
    private String column;

    IonValues(List<ScanColumn> columns, IonOptions options) {
        this.columns = columns;
        this.options = options;
    }

    /**
     * Appends the value that column {@code index} has in a record.
     *
     * @throws BadRecord if the record is no struct, or the column's type cannot hold its value, and the table does not want
     *     NULL then
     */
    void append(Object record, int index, ValueAppender out) {
        if (!(record instanceof IonStruct struct)) {
            throw new BadRecord(null, "a record is not a struct");
        }
        column = columns.get(index).name();
        IonPath path = options.paths().get(column);
        Object value =
                path == null ? struct.get(column, options.caseSensitive()) : path.in(struct, options.caseSensitive());
        append(columns.get(index).type(), value, out);
    }

    private void append(Type type, Object value, ValueAppender out) {
        if (value == null) {
            out.appendNull();
            return;
        }
        switch (type.kind()) {
            case VARCHAR, CHAR -> appendText(type, IonTexts.of(value), out);
            case BIGINT, INTEGER, SMALLINT, TINYINT -> appendInteger(type, value, out);
            case DECIMAL -> appendDecimal(type, value, out);
            case REAL, DOUBLE -> appendFloating(type, value, out);
            case BOOLEAN -> {
                if (value instanceof Boolean known) {
                    out.appendBoolean(known);
                } else {
                    misfit(type, value, out);
                }
            }
            case DATE, TIMESTAMP -> appendTime(type, value, out);
            case VARBINARY -> {
                if (value instanceof byte[] bytes) {
                    out.appendBytes(bytes, 0, bytes.length);
                } else {
                    misfit(type, value, out);
                }
            }
            case ARRAY -> appendArray(type, value, out);
            case MAP -> appendMap(type, value, out);
            case ROW -> appendRow(type, value, out);
            default -> misfit(type, value, out);
        }
    }

    private void misfit(Type type, Object value, ValueAppender out) {
        if (options.badRecords() != BadRecords.NULL) {
            throw new BadRecord(
                    column,
                    Excerpt.of(IonTexts.of(value)) + " is no " + type
                            + "; declare the column with a wider type, or as varchar");
        }
        out.appendNull();
    }

    /** Deals with a number that is too large for the type. */
    private void overflow(Type type, Object value, ValueAppender out) {
        if (options.isNullIfTooLarge(column)) {
            out.appendNull();
        } else {
            misfit(type, value, out);
        }
    }

    private static void appendText(Type type, String text, ValueAppender out) {
        String kept = text;
        if (type.precision() < text.length() && text.codePointCount(0, text.length()) > type.precision()) {
            kept = text.substring(0, text.offsetByCodePoints(0, type.precision()));
        }
        byte[] bytes = kept.getBytes(StandardCharsets.UTF_8);
        int length = bytes.length;
        while (type.kind() == TypeKind.CHAR && length > 0 && bytes[length - 1] == ' ') {
            length--;
        }
        out.appendBytes(bytes, 0, length);
    }

    /** Returns a number without loss, or null if the value is none, or a float. */
    private static BigDecimal exact(Object value) {
        return value instanceof Long known
                ? BigDecimal.valueOf(known)
                : value instanceof BigInteger known
                        ? new BigDecimal(known)
                        : value instanceof BigDecimal known ? known : null;
    }

    private void appendInteger(Type type, Object value, ValueAppender out) {
        long number;
        if (value instanceof Long known) {
            number = known;
        } else {
            BigDecimal exact = exact(value);
            if (exact == null
                    || !isTooLarge(exact) && exact.stripTrailingZeros().scale() > 0) {
                misfit(type, value, out);
                return;
            }
            if (isTooLarge(exact) || exact.toBigInteger().bitLength() >= Long.SIZE) {
                overflow(type, value, out);
                return;
            }
            number = exact.longValue();
        }
        boolean fits =
                switch (type.kind()) {
                    case TINYINT -> number == (byte) number;
                    case SMALLINT -> number == (short) number;
                    case INTEGER -> number == (int) number;
                    default -> true;
                };
        if (!fits) {
            overflow(type, value, out);
        } else if (type.defaultLayout() == Layout.LONG) {
            out.appendLong(number);
        } else {
            out.appendInt((int) number);
        }
    }

    /** Returns whether a number is too large for any type, so that its digits are not to be written out. */
    private static boolean isTooLarge(BigDecimal value) {
        return (long) value.precision() - value.scale() > Type.MAX_DECIMAL_PRECISION + 1
                || value.abs().compareTo(TOO_LARGE) >= 0;
    }

    private void appendDecimal(Type type, Object value, ValueAppender out) {
        BigDecimal exact = exact(value);
        if (exact == null) {
            misfit(type, value, out);
            return;
        }
        if (isTooLarge(exact)) {
            overflow(type, value, out);
            return;
        }
        boolean vanishes = (long) exact.precision() - exact.scale() < -Type.MAX_DECIMAL_PRECISION - 1;
        BigDecimal scaled = (vanishes ? BigDecimal.ZERO : exact).setScale(type.scale(), RoundingMode.HALF_UP);
        if (scaled.precision() > type.precision()) {
            overflow(type, value, out);
        } else if (type.defaultLayout() == Layout.LONG) {
            out.appendLong(scaled.unscaledValue().longValue());
        } else {
            BigInteger unscaled = scaled.unscaledValue();
            out.appendInt128(unscaled.shiftRight(Long.SIZE).longValue(), unscaled.longValue());
        }
    }

    private void appendFloating(Type type, Object value, ValueAppender out) {
        if (!(value instanceof Number number)) {
            misfit(type, value, out);
        } else if (type.kind() == TypeKind.DOUBLE) {
            out.appendDouble(number.doubleValue());
        } else {
            out.appendFloat(number.floatValue());
        }
    }

    private void appendTime(Type type, Object value, ValueAppender out) {
        if (!(value instanceof Timestamp timestamp)) {
            misfit(type, value, out);
            return;
        }
        int digits = type.kind() == TypeKind.TIMESTAMP ? type.precision() : 0;
        BigDecimal seconds = timestamp.getDecimalMillis().movePointLeft(3).setScale(digits, RoundingMode.HALF_UP);
        long micros = seconds.movePointRight(6).longValueExact();
        if (type.kind() == TypeKind.DATE) {
            out.appendInt((int) Math.floorDiv(micros, MICROS_PER_DAY));
        } else {
            out.appendLong(micros);
        }
    }

    private void appendArray(Type type, Object value, ValueAppender out) {
        if (!(value instanceof List<?> list)) {
            misfit(type, value, out);
            return;
        }
        ValueAppender elements = out.cell().part(0);
        for (Object element : list) {
            append(type.fieldType(0), element, elements);
        }
        out.appendCell();
    }

    private void appendMap(Type type, Object value, ValueAppender out) {
        if (!(value instanceof IonStruct struct) || !type.fieldType(0).isText()) {
            misfit(type, value, out);
            return;
        }
        Map<String, Object> entries = new LinkedHashMap<>();
        for (int i = 0; i < struct.names.size(); i++) {
            entries.put(struct.names.get(i), struct.values.get(i));
        }
        CellWriter cell = out.cell();
        entries.forEach((name, entry) -> {
            appendText(type.fieldType(0), name, cell.part(0));
            append(type.fieldType(1), entry, cell.part(1));
        });
        out.appendCell();
    }

    private void appendRow(Type type, Object value, ValueAppender out) {
        if (!(value instanceof IonStruct struct)) {
            misfit(type, value, out);
            return;
        }
        CellWriter cell = out.cell();
        for (int i = 0; i < type.fields().size(); i++) {
            TypeField field = type.fields().get(i);
            Object part = field.name() == null ? null : struct.get(field.name(), options.caseSensitive());
            append(field.type(), part, cell.part(i));
        }
        out.appendCell();
    }
}
