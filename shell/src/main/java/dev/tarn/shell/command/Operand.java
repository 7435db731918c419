package dev.tarn.shell.command;

/** What can stand behind a command's name, for completion. */
public enum Operand {
    /** A file or folder. */
    PATH,
    /** A table or view. */
    TABLE,
    SCHEMA,
    /** A statement of SQL, in place of the one that was begun. */
    STATEMENT,
    /** The name of a command. */
    COMMAND,
    /** The name of a variable of the shell. */
    VARIABLE,
    /** The name of a function of SQL. */
    FUNCTION,
    /** The name of a query that was kept. */
    KEPT_QUERY,
    /** The name of a connection that was kept. */
    KEPT_CONNECTION
}
