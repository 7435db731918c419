package dev.tarn.format.text.record;

import dev.tarn.format.text.value.NumberText;
import dev.tarn.format.text.value.TemporalText;
import dev.tarn.spi.memory.RawMemory;
import dev.tarn.spi.type.Type;
import java.lang.ref.Reference;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;

/**
 * What texts without a type of their own have in common: the narrowest of BOOLEAN, BIGINT, DOUBLE, DATE, TIMESTAMP (of 3 digits behind the point, or 6) and
 * VARCHAR that all of them are. A number with a zero in front is a text, as a postal code is. One thread at a time.
 */
public final class TextShape {
    private static final int BOOLEAN = 1;
    private static final int INTEGER = 1 << 1;
    private static final int NUMBER = 1 << 2;
    private static final int DATE = 1 << 3;
    private static final int TIMESTAMP = 1 << 4;
    private static final int TEXT = 1 << 5;

    private static final int MAX_LENGTH = 64;
    private static final int SLACK_BYTES = 16;
    private static final int TIMESTAMP_DIGITS = 6;

    private final NumberText number = new NumberText();
    private ByteBuffer memory;
    private int kinds;
    private int fractionDigits;

    /** Returns whether there was none but empty texts. */
    public boolean isEmpty() {
        return kinds == 0;
    }

    /** Adds a text; an empty one, which is NULL for most types, says nothing. */
    public void add(String text) {
        String value = text.strip();
        if (!value.isEmpty() && (kinds & TEXT) == 0) {
            kinds |= kind(value);
        }
    }

    private int kind(String value) {
        byte[] bytes = value.getBytes(StandardCharsets.UTF_8);
        if (bytes.length > MAX_LENGTH) {
            return TEXT;
        }
        if (value.equalsIgnoreCase("true") || value.equalsIgnoreCase("false")) {
            return BOOLEAN;
        }
        if (memory == null) {
            memory = ByteBuffer.allocateDirect(MAX_LENGTH + SLACK_BYTES);
        }
        try {
            long address = RawMemory.addressOf(memory);
            RawMemory.fill(address, MAX_LENGTH + SLACK_BYTES, (byte) 0);
            RawMemory.copyFromArray(bytes, 0, address, bytes.length);
            return kind(value, address, bytes.length);
        } finally {
            Reference.reachabilityFence(memory);
        }
    }

    private int kind(String value, long address, int length) {
        char first = value.charAt(0) == '-' && length > 1 ? value.charAt(1) : value.charAt(0);
        if (first >= '0' && first <= '9' || first == '.') {
            int digits = value.charAt(0) == '-' ? 1 : 0;
            boolean padded = first == '0' && length > digits + 1 && Character.isDigit(value.charAt(digits + 1));
            if (number.parseLong(address, length)) {
                return padded ? TEXT : INTEGER;
            }
            if (number.parseDouble(address, length)) {
                return padded ? TEXT : NUMBER;
            }
            if (TemporalText.date(address, length) != TemporalText.INVALID) {
                return DATE;
            }
            if (TemporalText.timestamp(address, length, TIMESTAMP_DIGITS, true) != TemporalText.INVALID) {
                fractionDigits = Math.max(fractionDigits, TemporalText.fractionDigits(address, length));
                return TIMESTAMP;
            }
        }
        return TEXT;
    }

    /** Returns the type, UNKNOWN if there was none but empty texts. */
    public Type type() {
        return switch (kinds) {
            case 0 -> Type.UNKNOWN;
            case BOOLEAN -> Type.BOOLEAN;
            case INTEGER -> Type.BIGINT;
            case NUMBER, NUMBER | INTEGER -> Type.DOUBLE;
            case DATE -> Type.DATE;
            case TIMESTAMP, DATE | TIMESTAMP ->
                fractionDigits <= Type.TIMESTAMP.precision() ? Type.TIMESTAMP : Type.timestamp(TIMESTAMP_DIGITS);
            default -> Type.VARCHAR;
        };
    }
}
