package dev.tarn.kernel.text;

import dev.tarn.kernel.DecimalKernels;
import dev.tarn.kernel.Int128;
import dev.tarn.spi.batch.Column;
import dev.tarn.spi.memory.ByteCopy;
import dev.tarn.spi.memory.RawMemory;
import dev.tarn.spi.text.SqlText;
import dev.tarn.spi.type.Layout;
import dev.tarn.spi.type.Type;
import dev.tarn.spi.type.TypeKind;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.RoundingMode;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.ZoneOffset;
import java.util.Locale;

/**
 * Conversions from and to text: for the rows {@code positions[k]} (k for null), k below {@code count}, none of which is null.
 * A row without a result is told to the {@link RowFailure}.
 */
public final class TextCasts {
    private static final long FAILED = Long.MIN_VALUE + 4711;
    private static final byte SPACE = ' ';

    private TextCasts() {}

    /** Parses integers, white space around them allowed; a layout of INT gets {@code bits} bits. */
    public static void toInteger(
            TextReader text, Layout target, int bits, int[] positions, int count, long out, RowFailure failure) {
        long half = bits == 64 ? 0 : 1L << (bits - 1);
        for (int k = 0; k < count; k++) {
            int row = positions == null ? k : positions[k];
            long address = text.address(row);
            int length = text.length(row);
            while (length > 0 && isBlank(address + length - 1)) {
                length--;
            }
            while (length > 0 && isBlank(address)) {
                address++;
                length--;
            }
            long value = NumberText.parseLong(address, length, FAILED);
            boolean failed = value == FAILED && NumberText.parseLong(address, length, FAILED + 1) != FAILED;
            if (failed || (bits < 64 && (value + half) >>> bits != 0)) {
                failure.fail(row);
            } else if (target == Layout.INT) {
                RawMemory.putInt(out + ((long) row << 2), (int) value);
            } else {
                RawMemory.putLong(out + ((long) row << 3), value);
            }
        }
    }

    private static boolean isBlank(long address) {
        byte character = RawMemory.getByte(address);
        return character >= 0 && character <= SPACE;
    }

    /** Parses BOOLEANs: t, true, 1, f, false, 0 in either case. */
    public static void toBoolean(TextReader text, int[] positions, int count, long out, RowFailure failure) {
        for (int k = 0; k < count; k++) {
            int row = positions == null ? k : positions[k];
            String word = text.length(row) > 5 ? "" : text.string(row).toLowerCase(Locale.ROOT);
            switch (word) {
                case "t", "true", "1" -> RawMemory.putByte(out + row, (byte) 1);
                case "f", "false", "0" -> RawMemory.putByte(out + row, (byte) 0);
                default -> failure.fail(row);
            }
        }
    }

    /** Parses REALs or DOUBLEs. */
    public static void toFloating(
            TextReader text, Layout target, int[] positions, int count, long out, RowFailure failure) {
        for (int k = 0; k < count; k++) {
            int row = positions == null ? k : positions[k];
            try {
                if (target == Layout.DOUBLE) {
                    RawMemory.putDouble(out + ((long) row << 3), Double.parseDouble(text.string(row)));
                } else {
                    RawMemory.putFloat(out + ((long) row << 2), Float.parseFloat(text.string(row)));
                }
            } catch (NumberFormatException e) {
                failure.fail(row);
            }
        }
    }

    /** Parses DECIMALs, rounding half up to the scale. */
    public static void toDecimal(
            TextReader text, Type type, Layout target, int[] positions, int count, long out, RowFailure failure) {
        for (int k = 0; k < count; k++) {
            int row = positions == null ? k : positions[k];
            long to = out + (long) row * target.width();
            long quick = NumberText.parseShortDecimal(text.address(row), text.length(row), type.scale(), FAILED);
            boolean failed;
            if (quick == FAILED) {
                failed = parseDecimal(text.string(row), type, target, to);
            } else if (target == Layout.LONG) {
                RawMemory.putLong(to, quick);
                failed = Int128.exceeds(quick >> 63, quick, type.precision());
            } else {
                Int128.put(to, quick >> 63, quick);
                failed = Int128.exceeds(quick >> 63, quick, type.precision());
            }
            if (failed) {
                failure.fail(row);
            }
        }
    }

    private static boolean parseDecimal(String text, Type type, Layout target, long out) {
        try {
            BigDecimal parsed = new BigDecimal(text.strip());
            if (parsed.signum() != 0 && (long) parsed.precision() - parsed.scale() > 100) {
                return true;
            }
            if (parsed.signum() == 0 || parsed.scale() > 10_000) {
                parsed = parsed.signum() == 0 || parsed.scale() - parsed.precision() > 100 ? BigDecimal.ZERO : parsed;
            }
            BigDecimal rounded = parsed.setScale(type.scale(), RoundingMode.HALF_UP);
            return DecimalKernels.putChecked(rounded.unscaledValue(), target, type.precision(), out);
        } catch (NumberFormatException e) {
            return true;
        }
    }

    /** Parses DATE, TIME or TIMESTAMP. */
    public static void toTemporal(
            TextReader text, Type type, int[] positions, int count, long out, RowFailure failure) {
        for (int k = 0; k < count; k++) {
            int row = positions == null ? k : positions[k];
            long address = text.address(row);
            int length = text.length(row);
            long value =
                    switch (type.kind()) {
                        case DATE -> TemporalText.parseDate(address, length);
                        case TIME -> TemporalText.parseTime(address, length, type.precision());
                        default -> TemporalText.parseTimestamp(address, length, type.precision());
                    };
            if (value == TemporalText.INVALID) {
                failure.fail(row);
            } else if (type.kind() == TypeKind.DATE) {
                RawMemory.putInt(out + ((long) row << 2), (int) value);
            } else {
                RawMemory.putLong(out + ((long) row << 3), value);
            }
        }
    }

    /**
     * Writes values as text.
     *
     * @param most the most characters that a text may have
     */
    public static void toText(Column values, int most, int[] positions, int count, TextWriter out, RowFailure failure) {
        Type type = values.type();
        for (int k = 0; k < count; k++) {
            int row = positions == null ? k : positions[k];
            int length = put(values, type, row, out.reserve(NumberText.MAX_LENGTH));
            if (length > most) {
                failure.fail(row);
            } else {
                out.commit(row, length);
            }
        }
    }

    private static int put(Column values, Type type, int row, long address) {
        return switch (type.kind()) {
            case BOOLEAN -> NumberText.putAscii(address, values.longAt(row) == 1 ? "true" : "false");
            case TINYINT, SMALLINT, INTEGER, BIGINT -> NumberText.putLong(address, values.longAt(row));
            case REAL -> NumberText.putAscii(address, SqlText.of((float) values.doubleAt(row)));
            case DOUBLE -> NumberText.putAscii(address, SqlText.of(values.doubleAt(row)));
            case DECIMAL -> putDecimal(values, type.scale(), row, address);
            case DATE -> TemporalText.putDate(address, values.longAt(row));
            case TIME -> TemporalText.putTime(address, values.longAt(row), type.precision());
            case TIMESTAMP -> TemporalText.putTimestamp(address, values.longAt(row), type.precision());
            default -> throw new IllegalStateException("no text form of " + type);
        };
    }

    private static int putDecimal(Column values, int scale, int row, long address) {
        if (values.layout() == Layout.LONG) {
            return NumberText.putDecimal(address, values.longAt(row), scale);
        }
        long high = values.highAt(row);
        long low = values.lowAt(row);
        return high == low >> 63
                ? NumberText.putDecimal(address, low, scale)
                : NumberText.putAscii(
                        address, new BigDecimal(DecimalKernels.bigInteger(high, low), scale).toPlainString());
    }

    /** Returns a value as text. For messages. */
    public static String text(Column values, int row) {
        if (values.layout() == Layout.BYTES) {
            return new String(values.bytesAt(row), StandardCharsets.UTF_8);
        }
        return switch (values.type().kind()) {
            case BOOLEAN -> values.longAt(row) == 1 ? "true" : "false";
            case REAL -> SqlText.of((float) values.doubleAt(row));
            case DOUBLE -> SqlText.of(values.doubleAt(row));
            case DECIMAL -> decimalText(values, row);
            case DATE -> LocalDate.ofEpochDay(values.longAt(row)).toString();
            case TIMESTAMP ->
                LocalDateTime.ofEpochSecond(
                                Math.floorDiv(values.longAt(row), 1_000_000L),
                                (int) Math.floorMod(values.longAt(row), 1_000_000L) * 1000,
                                ZoneOffset.UTC)
                        .toString()
                        .replace('T', ' ');
            case TIME -> LocalTime.ofNanoOfDay(values.longAt(row) * 1000).toString();
            default -> String.valueOf(values.longAt(row));
        };
    }

    private static String decimalText(Column values, int row) {
        BigInteger unscaled = values.layout() == Layout.LONG
                ? BigInteger.valueOf(values.longAt(row))
                : DecimalKernels.bigInteger(values.highAt(row), values.lowAt(row));
        return new BigDecimal(unscaled, values.type().scale()).toPlainString();
    }

    /** Cuts texts to {@code most} characters and, with {@code strip}, takes spaces off their ends. */
    public static void truncate(TextReader text, int most, boolean strip, int[] positions, int count, TextWriter out) {
        for (int k = 0; k < count; k++) {
            int row = positions == null ? k : positions[k];
            long start = text.address(row);
            int length = text.length(row);
            long end = length <= most ? start + length : Utf8.skip(start, start + length, most);
            while (strip && end > start && RawMemory.getByte(end - 1) == SPACE) {
                end--;
            }
            out.append(row, start, (int) (end - start));
        }
    }

    /** Adds spaces up to {@code width} characters and cuts at {@code most}. */
    public static void padAndTruncate(
            TextReader text, int width, int most, int[] positions, int count, TextWriter out) {
        int target = Math.min(width, most);
        for (int k = 0; k < count; k++) {
            int row = positions == null ? k : positions[k];
            long start = text.address(row);
            int length = text.length(row);
            int points = Utf8.countCodePoints(start, length);
            if (points >= target) {
                out.append(row, start, (int) (Utf8.skip(start, start + length, target) - start));
                continue;
            }
            int missing = target - points;
            long to = out.reserve(length + missing);
            ByteCopy.copy(start, to, length);
            RawMemory.fill(to + length, missing, SPACE);
            out.commit(row, length + missing);
        }
    }
}
