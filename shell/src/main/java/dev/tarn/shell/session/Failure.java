package dev.tarn.shell.session;

/**
 * An error that a shell has told.
 *
 * @param message what it told
 * @param error what was thrown
 * @param item the statement or command, as it was run
 * @param place where that begins, as {@code line 3 of report.sql}; empty for what a person typed
 */
public record Failure(String message, Exception error, String item, String place) {}
