package dev.tarn.format.parquet.read;

import dev.tarn.format.parquet.encoding.Corrupt;
import dev.tarn.spi.error.ErrorCode;
import dev.tarn.spi.error.TarnException;
import org.apache.parquet.format.Encoding;
import org.apache.parquet.format.Type;

/** The numbers that page headers use for encodings. */
final class PageEncoding {
    static final int PLAIN = 0;
    static final int PLAIN_DICTIONARY = 2;
    static final int RLE = 3;
    static final int DELTA_BINARY_PACKED = 5;
    static final int DELTA_LENGTH_BYTE_ARRAY = 6;
    static final int DELTA_BYTE_ARRAY = 7;
    static final int RLE_DICTIONARY = 8;
    static final int BYTE_STREAM_SPLIT = 9;

    private PageEncoding() {}

    static boolean isDictionary(int encoding) {
        return encoding == PLAIN_DICTIONARY || encoding == RLE_DICTIONARY;
    }

    static String name(int encoding) {
        Encoding known = Encoding.findByValue(encoding);
        return known == null ? "number " + encoding : known.name();
    }

    /** Returns the error for an encoding that a type cannot have, or that is not known. */
    static TarnException unexpected(int encoding, Type type) {
        return Encoding.findByValue(encoding) == null
                ? new TarnException(ErrorCode.NOT_SUPPORTED, "the Parquet encoding " + name(encoding))
                : Corrupt.data("a page of " + type + " values has the encoding " + name(encoding));
    }
}
