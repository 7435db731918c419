package dev.tarn.shell.render;

import java.math.BigDecimal;
import java.time.LocalDateTime;
import java.util.HexFormat;

/** The text of scalars within nested values. */
final class NestedText {
    private NestedText() {}

    static String of(Object value) {
        if (value instanceof byte[] bytes) {
            return HexFormat.of().formatHex(bytes);
        }
        if (value instanceof LocalDateTime moment) {
            return moment.toLocalDate() + " " + moment.toLocalTime();
        }
        return value instanceof BigDecimal decimal ? decimal.toPlainString() : String.valueOf(value);
    }
}
