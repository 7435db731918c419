package dev.tarn.format.text.json;

import dev.tarn.format.text.value.TimestampFormats;

/**
 * How the values of a table's records are read. Immutable.
 *
 * @param names which key means which field
 * @param nullForMisfits whether a value that its column's type cannot hold is NULL, rather than a fault of the record
 * @param openX whether OpenX's rules for values hold: binary is Base64, numbers are moments, one value is an array of one
 * @param exactTimes whether a time with more digits than its type keeps is a misfit, rather than rounded
 * @param linesAreRecords whether a newline ends a record, wherever it stands
 * @param timestampFormats how timestamps are written besides the usual way, in the order to try them
 */
record JsonRules(
        JsonNames names,
        boolean nullForMisfits,
        boolean openX,
        boolean exactTimes,
        boolean linesAreRecords,
        TimestampFormats timestampFormats) {
    /** Returns the byte that counts as space besides those that always do. */
    int newline() {
        return linesAreRecords ? ' ' : '\n';
    }
}
