package dev.tarn.format.text.record;

import dev.tarn.spi.error.ErrorCode;
import dev.tarn.spi.error.TarnException;
import dev.tarn.spi.format.FormatOptions;

/** What becomes of records that cannot be read ({@link FormatOptions#BAD_RECORDS}). */
public enum BadRecords {
    /** The query fails and says where. */
    FAIL,
    /** A value that cannot be read is NULL, and so are all values of a record without shape. */
    NULL,
    /** The record is left out and counted. */
    SKIP;

    /**
     * Returns what the options say, or {@code otherwise} if they say nothing.
     *
     * @throws TarnException INVALID_PROPERTY for another word
     */
    public static BadRecords of(FormatOptions options, BadRecords otherwise) {
        String word = options.property(FormatOptions.BAD_RECORDS).orElse(null);
        if (word == null) {
            return otherwise;
        }
        for (BadRecords policy : values()) {
            if (policy.name().equalsIgnoreCase(word)) {
                return policy;
            }
        }
        throw new TarnException(
                ErrorCode.INVALID_PROPERTY,
                FormatOptions.BAD_RECORDS + " is '" + word + "'; it may be fail, null or skip");
    }
}
