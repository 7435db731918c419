package dev.tarn.format.parquet.variant;

import dev.tarn.spi.text.JsonStrings;
import java.nio.charset.StandardCharsets;

/** JSON text that is written piece by piece. Reused from value to value. */
final class JsonText {
    private final StringBuilder text = new StringBuilder();

    void clear() {
        text.setLength(0);
    }

    byte[] bytes() {
        return text.toString().getBytes(StandardCharsets.UTF_8);
    }

    /** Appends what is JSON already: a bracket, a number, a constant. */
    JsonText raw(String json) {
        text.append(json);
        return this;
    }

    JsonText raw(char json) {
        text.append(json);
        return this;
    }

    /** Appends a string in quotes. */
    void quoted(String value) {
        JsonStrings.appendQuoted(text, value);
    }

    /** Appends a number, or the name of one that JSON does not have, in quotes. */
    void number(double value, String shortest) {
        if (Double.isNaN(value) || Double.isInfinite(value)) {
            quoted(shortest);
        } else {
            text.append(shortest);
        }
    }
}
