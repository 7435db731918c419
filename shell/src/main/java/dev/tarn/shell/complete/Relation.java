package dev.tarn.shell.complete;

import java.util.List;

/**
 * A table in a FROM clause.
 *
 * @param alias what it is called in the statement, in lower case; empty if it is not called anything
 * @param reference what it is: a name, a path in quotes or a query in parentheses, as it was typed; empty for what has only
 *     {@code names}
 * @param prelude the WITH clause that {@code reference} needs, else empty
 * @param names what the columns are called instead of their own names, from the first on
 */
record Relation(String alias, String reference, String prelude, List<String> names) {
    /** Returns a query of all its columns. */
    String query() {
        return prelude + "SELECT * FROM " + reference;
    }

    boolean isPath() {
        return reference.startsWith("'");
    }
}
