package dev.tarn.spi.type;

/** The kinds of logical types. */
public enum TypeKind {
    /** The type of a bare NULL. */
    UNKNOWN(Layout.BYTE),
    BOOLEAN(Layout.BYTE),
    TINYINT(Layout.INT),
    SMALLINT(Layout.INT),
    INTEGER(Layout.INT),
    BIGINT(Layout.LONG),
    REAL(Layout.FLOAT),
    DOUBLE(Layout.DOUBLE),
    /** Unscaled value; LONG where the values fit 64 bits, else INT128. */
    DECIMAL(Layout.INT128),
    /** UTF-8 without the padding, which is added where a value is shown or measured. */
    CHAR(Layout.BYTES),
    /** UTF-8. */
    VARCHAR(Layout.BYTES),
    VARBINARY(Layout.BYTES),
    /** Days since 1970-01-01 in the proleptic Gregorian calendar. */
    DATE(Layout.INT),
    /** Microseconds since 1970-01-01 00:00 with no zone. */
    TIMESTAMP(Layout.LONG),
    /** Microseconds since midnight. */
    TIME(Layout.LONG),
    /** Months. */
    INTERVAL_YEAR_MONTH(Layout.INT),
    /** Microseconds. */
    INTERVAL_DAY_SECOND(Layout.LONG),
    /** A cell (dev.tarn.spi.nested) of elements. */
    ARRAY(Layout.BYTES),
    /** A cell of keys, none of them NULL and none twice, and their values. */
    MAP(Layout.BYTES),
    /** A cell of fields. */
    ROW(Layout.BYTES);

    private final Layout widestLayout;

    TypeKind(Layout widestLayout) {
        this.widestLayout = widestLayout;
    }

    /** Returns the layout that holds any value of the kind. */
    public Layout widestLayout() {
        return widestLayout;
    }
}
