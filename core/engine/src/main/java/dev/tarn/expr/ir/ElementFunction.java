package dev.tarn.expr.ir;

/** The functions that evaluate a lambda for what is within arrays and maps; NULL where an array or map is. */
public enum ElementFunction {
    /** (array; element): the results. */
    TRANSFORM,
    /** (array; element): the elements whose result is TRUE. */
    FILTER,
    /** (array, state; (state, element), state): the second lambda's result for the last state. */
    REDUCE,
    /** (array; element): TRUE if a result is, else NULL if one is. */
    ANY_MATCH,
    /** (array; element): FALSE if a result is, else NULL if one is. */
    ALL_MATCH,
    /** (array; element): FALSE if a result is TRUE, else NULL if one is. */
    NONE_MATCH,
    /** (array, array; (element, element)): the results; the shorter array has NULLs at its end. */
    ZIP_WITH,
    /** (map; (key, value)): the entries whose result is TRUE. */
    MAP_FILTER,
    /** (map; (key, value)): the results as keys, which fail if one is NULL or there twice. */
    TRANSFORM_KEYS,
    /** (map; (key, value)): the results as values. */
    TRANSFORM_VALUES
}
