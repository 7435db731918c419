package dev.tarn.shell.script;

/**
 * A statement or a command of a script.
 *
 * @param kind what it is
 * @param text a statement without comments around it and without its semicolon; a command with its first character
 * @param line the line it starts on, counted from 1
 */
public record ScriptItem(Kind kind, String text, int line) {
    /** What it is, and how it ends. */
    public enum Kind {
        /** A statement that a semicolon ends. */
        STATEMENT,
        /** A semicolon with nothing before it: the end of a statement that was begun elsewhere, else nothing. */
        END,
        /** The beginning of a statement, up to a command, which may run it, or to the end of the script. */
        PART,
        /** A line that begins with a backslash or, where a statement could begin, with a dot. */
        COMMAND
    }
}
