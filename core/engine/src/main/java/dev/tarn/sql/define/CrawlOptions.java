package dev.tarn.sql.define;

import dev.tarn.spi.error.ErrorCode;
import dev.tarn.spi.error.TarnException;
import dev.tarn.sql.parser.Statement.Value;
import java.math.BigDecimal;
import java.util.Locale;
import java.util.Map;

/**
 * What WITH says in CRAWL.
 *
 * @param depth how many levels below the folder tables lie, 0 if that is to be found out
 * @param tablePrefix what the names of new tables begin with
 * @param sample how many files of one ending are opened in a folder
 */
record CrawlOptions(int depth, String tablePrefix, int sample) {
    private static final int MAX_DEPTH = 100;
    private static final int DEFAULT_SAMPLE = 10;
    private static final String ALL = "all";

    /** @throws TarnException INVALID_PROPERTY for another name, or a value that is none of the property */
    static CrawlOptions of(Map<String, Value> properties) {
        int depth = 0;
        String prefix = "";
        int sample = DEFAULT_SAMPLE;
        for (Map.Entry<String, Value> property : properties.entrySet()) {
            Value value = property.getValue();
            switch (property.getKey()) {
                case "depth" -> depth = depth(value);
                case "table_prefix" -> prefix = prefix(value);
                case "sample" -> sample = sample(value);
                default ->
                    throw new TarnException(
                            ErrorCode.INVALID_PROPERTY,
                            value.position(),
                            "CRAWL has no property " + property.getKey() + "; it has depth, table_prefix and sample");
            }
        }
        return new CrawlOptions(depth, prefix, sample);
    }

    private static boolean isWhole(Value value, int most) {
        return value.value() instanceof BigDecimal number
                && number.stripTrailingZeros().scale() <= 0
                && number.signum() > 0
                && number.compareTo(BigDecimal.valueOf(most)) <= 0;
    }

    private static int sample(Value value) {
        if (value.value() instanceof String text && text.equalsIgnoreCase(ALL)) {
            return Integer.MAX_VALUE;
        }
        if (!isWhole(value, Integer.MAX_VALUE)) {
            throw new TarnException(
                    ErrorCode.INVALID_PROPERTY,
                    value.position(),
                    "sample is how many files of one ending are opened in a folder, a whole number from 1, or 'all'");
        }
        return ((BigDecimal) value.value()).intValue();
    }

    private static int depth(Value value) {
        if (!isWhole(value, MAX_DEPTH)) {
            throw new TarnException(
                    ErrorCode.INVALID_PROPERTY, value.position(), "depth is a whole number from 1 to " + MAX_DEPTH);
        }
        return ((BigDecimal) value.value()).intValue();
    }

    private static String prefix(Value value) {
        String prefix = value.value() instanceof String text ? text.toLowerCase(Locale.ROOT) : "";
        if (!prefix.matches("[a-z_][a-z0-9_]*")) {
            throw new TarnException(
                    ErrorCode.INVALID_PROPERTY,
                    value.position(),
                    "table_prefix is a text of letters, digits and underscores that begins with no digit");
        }
        return prefix;
    }
}
