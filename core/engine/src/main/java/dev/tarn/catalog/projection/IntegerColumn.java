package dev.tarn.catalog.projection;

import dev.tarn.spi.catalog.ColumnSchema;
import dev.tarn.spi.error.TarnException;
import dev.tarn.spi.predicate.Domain.ByteText;
import dev.tarn.spi.type.TypeKind;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.OptionalLong;

/** A column of whole numbers. */
final class IntegerColumn extends SequenceColumn {
    private static final BigInteger MAX_COUNT = BigInteger.valueOf(Long.MAX_VALUE / 2);

    private final ProjectionProperties properties;
    private final long first;
    private final long interval;
    private final long count;
    private final int digits;
    private final boolean ordered;

    /** @throws TarnException INVALID_PROPERTY */
    IntegerColumn(ColumnSchema column, ProjectionProperties properties) {
        super(column);
        this.properties = properties;
        String cure = "two whole numbers, the first and the last, as 0,1000";
        String range = properties.require(column, "range", cure);
        String[] ends = range.split(",", -1);
        if (ends.length != 2) {
            throw properties.wrong(column, "range", cure, null);
        }
        long last;
        try {
            this.first = Long.parseLong(ends[0].strip());
            last = Long.parseLong(ends[1].strip());
        } catch (NumberFormatException e) {
            throw properties.wrong(column, "range", cure, e);
        }
        if (last < first) {
            throw properties.wrong(column, "range", "a first number that is not greater than the last", null);
        }
        this.interval = properties.positive(column, "interval", 1);
        this.digits = Math.toIntExact(Math.min(properties.positive(column, "digits", 0), 1_000));
        BigInteger steps = BigInteger.valueOf(last)
                .subtract(BigInteger.valueOf(first))
                .divide(BigInteger.valueOf(interval))
                .add(BigInteger.ONE);
        this.count = steps.min(MAX_COUNT).longValueExact();
        boolean sameLength = text(first).length() == text(last).length();
        this.ordered = isNumeric() || first >= 0 && sameLength;
        at(0);
        at(count - 1);
    }

    private boolean isNumeric() {
        return column().type().kind() != TypeKind.VARCHAR && column().type().kind() != TypeKind.CHAR;
    }

    private String text(long number) {
        return digits == 0 ? Long.toString(number) : String.format(Locale.ROOT, "%0" + digits + "d", number);
    }

    @Override
    public long count() {
        return count;
    }

    @Override
    ProjectedValue at(long step) {
        String text = text(first + step * interval);
        return isNumeric()
                ? properties.value(column(), "range", text)
                : new ProjectedValue(new ByteText(text.getBytes(StandardCharsets.UTF_8)), text);
    }

    @Override
    boolean isOrdered() {
        return ordered;
    }

    @Override
    OptionalLong near(Object value) {
        try {
            long number = Long.parseLong(value.toString());
            return number < first ? OptionalLong.empty() : OptionalLong.of((number - first) / interval);
        } catch (NumberFormatException e) {
            return OptionalLong.empty();
        }
    }
}
