package dev.tarn.expr.ir;

/**
 * The scalar functions and operators that kernels exist for: the ids that join a signature in {@code sql.function} to its
 * kernel. Behaviour is Trino's. Unless said otherwise a NULL operand gives NULL.
 */
public enum ScalarFunction {
    // Comparison: operands of one type.
    EQUAL,
    NOT_EQUAL,
    LESS_THAN,
    LESS_THAN_OR_EQUAL,
    GREATER_THAN,
    GREATER_THAN_OR_EQUAL,
    /** Never NULL. */
    IS_DISTINCT_FROM,

    // Arithmetic.
    ADD,
    SUBTRACT,
    MULTIPLY,
    DIVIDE,
    MODULUS,
    NEGATE,

    // Mathematics.
    ABS,
    SIGN,
    ROUND,
    FLOOR,
    CEILING,
    TRUNCATE,
    POWER,
    SQRT,
    CBRT,
    EXP,
    LN,
    LOG2,
    LOG10,
    /** NULL if an operand is NULL, as in Trino. */
    GREATEST,
    LEAST,
    IS_NAN,
    IS_FINITE,
    IS_INFINITE,

    // Text.
    /** (text, pattern) or (text, pattern, escape). */
    LIKE,
    CONCAT,
    LENGTH,
    LOWER,
    UPPER,
    /** (text, start) or (text, start, length), counting characters from 1, from the end if negative. */
    SUBSTRING,
    TRIM,
    LTRIM,
    RTRIM,
    REPLACE,
    STRPOS,
    SPLIT_PART,
    STARTS_WITH,
    REVERSE,
    LPAD,
    RPAD,
    REGEXP_LIKE,
    REGEXP_REPLACE,
    REGEXP_EXTRACT,

    // Date and time.
    /** (DATE or TIMESTAMP, INTERVAL_YEAR_MONTH in months): clips to the month's last day. */
    ADD_MONTHS,
    /** (DATE, INTERVAL_DAY_SECOND of whole days) or (TIMESTAMP, INTERVAL_DAY_SECOND). */
    ADD_MICROSECONDS,
    /** (unit literal, text lower case, value). */
    DATE_TRUNC,
    /** (unit literal, BIGINT amount, value). */
    DATE_ADD,
    /** (unit literal, from, to). */
    DATE_DIFF,
    YEAR,
    QUARTER,
    MONTH,
    WEEK,
    DAY_OF_MONTH,
    DAY_OF_WEEK,
    DAY_OF_YEAR,
    YEAR_OF_WEEK,
    HOUR,
    MINUTE,
    SECOND,
    MILLISECOND,

    /** The operand, or NULL for a row for which it raises an error of its values. */
    TRY,

    // Nested values. Their operands have their types' default layouts, and so have the results.
    /** Elements of one type; NULLs are elements like others. Never NULL. */
    ARRAY,
    /** Fields; NULLs are fields like others. Never NULL. */
    ROW,
    /** (array of keys, array of values), or nothing for the empty map. */
    MAP,
    /** (row, literal index of the field from 0). */
    FIELD,
    /** (array, index from 1) or (map, key); an error if there is no such element. */
    SUBSCRIPT,
    /** (array, index from 1, from the end if negative) or (map, key); NULL if there is no such element. */
    ELEMENT_AT,
    CARDINALITY,
    /** (array, element): NULL if not found and an element is NULL. */
    CONTAINS,
    ARRAY_POSITION,
    ARRAY_REMOVE,
    ARRAY_DISTINCT,
    ARRAY_SORT,
    ARRAY_MIN,
    ARRAY_MAX,
    /** (array, start from 1, from the end if negative, length). */
    SLICE,
    FLATTEN,
    /** (array of texts, delimiter) or (array of texts, delimiter, text for NULL). */
    ARRAY_JOIN,
    ARRAY_UNION,
    ARRAY_INTERSECT,
    ARRAY_EXCEPT,
    /** NULL if there is no common element and an element is NULL. */
    ARRAYS_OVERLAP,
    /** Arrays, and elements of their type, end to end. */
    ARRAY_CONCAT,
    ARRAY_REVERSE,
    /** (text, delimiter) or (text, delimiter, most parts). */
    SPLIT,
    /** (from, to) or (from, to, step). */
    SEQUENCE,
    /** (element, count); the element may be NULL. */
    REPEAT,
    MAP_KEYS,
    MAP_VALUES,
    MAP_ENTRIES,
    MAP_CONCAT,
    /** The same value with the same bytes as any other that GROUP BY takes for it; or these bytes, as VARBINARY. */
    CANONICAL,
    /** VARBINARY that has the order of an array or a row; a NULL within and NaN are the greatest. */
    ORDER_KEY,
    /** VARBINARY that has the order of an array or a row; a NULL within and NaN are the least. */
    ORDER_KEY_UNKNOWNS_FIRST;

    /** Returns whether the function makes nested values or looks into them. */
    public boolean isNested() {
        return compareTo(ARRAY) >= 0;
    }
}
