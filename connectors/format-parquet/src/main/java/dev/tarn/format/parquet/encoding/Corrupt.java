package dev.tarn.format.parquet.encoding;

import dev.tarn.spi.error.ErrorCode;
import dev.tarn.spi.error.TarnException;

/** Makes the error for bytes that cannot be decoded; who reads the column adds the place. */
public final class Corrupt {
    private Corrupt() {}

    public static TarnException data(String detail) {
        return new TarnException(ErrorCode.HIVE_BAD_DATA, detail);
    }
}
