package dev.tarn.format.text.json;

/**
 * Says that a record is bad, or that its end is not in memory yet. It never leaves this package, where the table's policy
 * decides what becomes of the record; it has no stack trace, so that many bad records cost little.
 */
final class JsonFault extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final boolean incomplete;
    private final String column;

    private JsonFault(String message, boolean incomplete, String column) {
        super(message, null, false, false);
        this.incomplete = incomplete;
        this.column = column;
    }

    /** Makes the fault of a record that is no JSON. */
    static JsonFault bad(String message) {
        return new JsonFault(message, false, null);
    }

    /** Makes the fault of a record with a value that its column's type cannot hold. */
    static JsonFault misfit(String column, String message) {
        return new JsonFault(message, false, column);
    }

    /** Makes the fault at {@code address}: of an incomplete record if that is where the bytes end, of a bad one if not. */
    static JsonFault at(long address, long limit, String message) {
        return address >= limit ? new JsonFault("the record ends before its last bracket", true, null) : bad(message);
    }

    /** Returns whether more bytes may make the record whole. */
    boolean isIncomplete() {
        return incomplete;
    }

    /** Returns the column whose value is at fault, or null. */
    String column() {
        return column;
    }
}
