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
 */
record CrawlOptions(int depth, String tablePrefix) {
    private static final int MAX_DEPTH = 100;

    /** @throws TarnException INVALID_PROPERTY for another name, or a value that is none of the property */
    static CrawlOptions of(Map<String, Value> properties) {
        int depth = 0;
        String prefix = "";
        for (Map.Entry<String, Value> property : properties.entrySet()) {
            Value value = property.getValue();
            switch (property.getKey()) {
                case "depth" -> depth = depth(value);
                case "table_prefix" -> prefix = prefix(value);
                default ->
                    throw new TarnException(
                            ErrorCode.INVALID_PROPERTY,
                            value.position(),
                            "CRAWL has no property " + property.getKey() + "; it has depth and table_prefix");
            }
        }
        return new CrawlOptions(depth, prefix);
    }

    private static int depth(Value value) {
        boolean whole = value.value() instanceof BigDecimal number
                && number.stripTrailingZeros().scale() <= 0
                && number.signum() > 0
                && number.compareTo(BigDecimal.valueOf(MAX_DEPTH)) <= 0;
        if (!whole) {
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
