package dev.tarn.spi.error;

/** The codes an error can carry; names follow Athena's where one exists. Each has a kind and an SQLSTATE. */
public enum ErrorCode {
    SYNTAX_ERROR(ErrorKind.USER, "42601"),
    NOT_SUPPORTED(ErrorKind.USER, "0A000"),
    CATALOG_NOT_FOUND(ErrorKind.USER, "3D000"),
    SCHEMA_NOT_FOUND(ErrorKind.USER, "3F000"),
    SCHEMA_ALREADY_EXISTS(ErrorKind.USER, "42P06"),
    SCHEMA_NOT_EMPTY(ErrorKind.USER, "2BP01"),
    TABLE_NOT_FOUND(ErrorKind.USER, "42P01"),
    TABLE_ALREADY_EXISTS(ErrorKind.USER, "42P07"),
    PREPARED_STATEMENT_NOT_FOUND(ErrorKind.USER, "26000"),
    PARTITION_NOT_FOUND(ErrorKind.USER, "42704"),
    PARTITION_ALREADY_EXISTS(ErrorKind.USER, "42710"),
    COLUMN_NOT_FOUND(ErrorKind.USER, "42703"),
    AMBIGUOUS_NAME(ErrorKind.USER, "42702"),
    FUNCTION_NOT_FOUND(ErrorKind.USER, "42883"),
    TYPE_MISMATCH(ErrorKind.USER, "42804"),
    INVALID_STATEMENT(ErrorKind.USER, "42000"),
    INVALID_VIEW(ErrorKind.USER, "42P17"),
    INVALID_PROPERTY(ErrorKind.USER, "22023"),
    INVALID_FUNCTION_ARGUMENT(ErrorKind.USER, "22023"),
    INVALID_PARAMETER_USAGE(ErrorKind.USER, "07001"),
    INVALID_CAST_ARGUMENT(ErrorKind.USER, "22018"),
    DIVISION_BY_ZERO(ErrorKind.USER, "22012"),
    NUMERIC_VALUE_OUT_OF_RANGE(ErrorKind.USER, "22003"),
    SUBQUERY_MULTIPLE_ROWS(ErrorKind.USER, "21000"),
    QUERY_CANCELLED(ErrorKind.USER, "57014"),
    CLOSED(ErrorKind.USER, "08003"),
    STATEMENT_CLOSED(ErrorKind.USER, "55000"),
    STATEMENT_IN_USE(ErrorKind.USER, "55006"),
    INVALID_CURSOR_STATE(ErrorKind.USER, "24000"),
    CONFLICT(ErrorKind.USER, "40001"),
    CONSTRAINT_VIOLATION(ErrorKind.USER, "23000"),
    PATH_NOT_FOUND(ErrorKind.USER, "58P01"),
    HIVE_PATH_ALREADY_EXISTS(ErrorKind.USER, "58P02"),
    HIVE_BAD_DATA(ErrorKind.DATA, "XX001"),
    HIVE_CURSOR_ERROR(ErrorKind.DATA, "XX001"),
    HIVE_PARTITION_SCHEMA_MISMATCH(ErrorKind.DATA, "XX001"),
    HIVE_INVALID_PARTITION_VALUE(ErrorKind.DATA, "XX001"),
    FILE_CHANGED(ErrorKind.DATA, "XX001"),
    EXCEEDED_MEMORY_LIMIT(ErrorKind.RESOURCE, "53200"),
    EXCEEDED_READ_LIMIT(ErrorKind.RESOURCE, "54000"),
    EXCEEDED_LIMIT(ErrorKind.RESOURCE, "54000"),
    NO_SPACE(ErrorKind.RESOURCE, "53100"),
    CATALOG_UNAVAILABLE(ErrorKind.EXTERNAL, "08001"),
    CATALOG_BUSY(ErrorKind.EXTERNAL, "55P03"),
    CATALOG_CORRUPT(ErrorKind.EXTERNAL, "XX001"),
    STORAGE_ERROR(ErrorKind.EXTERNAL, "58030"),
    PERMISSION_DENIED(ErrorKind.EXTERNAL, "42501"),
    INTERNAL_ERROR(ErrorKind.INTERNAL, "XX000");

    private final ErrorKind kind;
    private final String sqlState;

    ErrorCode(ErrorKind kind, String sqlState) {
        this.kind = kind;
        this.sqlState = sqlState;
    }

    /** Returns who can cure an error of this code. */
    public ErrorKind kind() {
        return kind;
    }

    /** Returns the five-character SQLSTATE that JDBC reports. */
    public String sqlState() {
        return sqlState;
    }
}
