package dev.tarn.format.parquet;

import dev.tarn.format.parquet.write.ParquetFileWriter;
import dev.tarn.spi.format.FormatSupport;
import dev.tarn.spi.format.FormatSupport.StoredType;
import java.util.List;

/** What is read and written of Parquet, as documentation shows it. */
final class ParquetSupport {
    static final FormatSupport SUPPORT = new FormatSupport(
            List.of(".parquet", ".parq"),
            List.of(
                    new StoredType("BOOLEAN", "boolean"),
                    new StoredType("INT(8), INT(16), INT(32), INT(64)", "tinyint, smallint, integer, bigint"),
                    new StoredType("INT32, INT64", "integer, bigint"),
                    new StoredType(
                            "UINT(8), UINT(16), UINT(32), UINT(64)", "smallint, integer, bigint, decimal(20, 0)"),
                    new StoredType("FLOAT, DOUBLE", "real, double"),
                    new StoredType("FLOAT16", "real"),
                    new StoredType(
                            "DECIMAL(p, s) in INT32, INT64, FIXED_LEN_BYTE_ARRAY, BYTE_ARRAY",
                            "decimal(p, s), p up to 38"),
                    new StoredType("DATE", "date"),
                    new StoredType("TIME in milliseconds, microseconds, nanoseconds", "time(3), time(6), time(6)"),
                    new StoredType(
                            "TIMESTAMP in milliseconds, microseconds, nanoseconds",
                            "timestamp(3), timestamp(6), timestamp(6)"),
                    new StoredType("INT96", "timestamp(6)"),
                    new StoredType("STRING, ENUM, JSON", "varchar"),
                    new StoredType("UUID", "varchar of 36 characters, in lower case"),
                    new StoredType("INTERVAL", "varchar, a duration by ISO 8601"),
                    new StoredType("BSON, GEOMETRY, GEOGRAPHY, bytes without an annotation", "varbinary"),
                    new StoredType("UNKNOWN", "varchar, or what other files have; always NULL"),
                    new StoredType("LIST, a repeated field, a MAP without values", "array"),
                    new StoredType("MAP", "map"),
                    new StoredType("a group", "row"),
                    new StoredType("VARIANT", "varchar, JSON text")),
            List.of(
                    "PLAIN",
                    "PLAIN_DICTIONARY",
                    "RLE_DICTIONARY",
                    "RLE",
                    "DELTA_BINARY_PACKED",
                    "DELTA_LENGTH_BYTE_ARRAY",
                    "DELTA_BYTE_ARRAY",
                    "BYTE_STREAM_SPLIT"),
            List.of("UNCOMPRESSED", "SNAPPY", "GZIP", "BROTLI", "LZ4", "ZSTD", "LZ4_RAW"),
            ParquetFileWriter.SUPPORT);

    private ParquetSupport() {}
}
