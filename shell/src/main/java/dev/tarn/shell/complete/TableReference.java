package dev.tarn.shell.complete;

/**
 * A table in a FROM clause.
 *
 * @param text its name, or a path in quotes, as it was typed
 * @param alias what it is called in the statement, in lower case
 */
record TableReference(String text, String alias) {}
