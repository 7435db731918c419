package dev.tarn.format.parquet.metadata;

/** What the values of a primitive column mean, beyond their physical type. */
public enum LogicalKind {
    NONE,
    STRING,
    ENUM,
    JSON,
    BSON,
    DECIMAL,
    DATE,
    TIME_MILLIS,
    TIME_MICROS,
    TIME_NANOS,
    TIMESTAMP_MILLIS,
    TIMESTAMP_MICROS,
    TIMESTAMP_NANOS,
    INT8,
    INT16,
    INT32,
    INT64,
    UINT8,
    UINT16,
    UINT32,
    UINT64,
    UUID,
    FLOAT16,
    INTERVAL,
    /** Geometry or geography in well-known binary. */
    GEOSPATIAL,
    /** A column that holds nothing but nulls. */
    ALWAYS_NULL
}
