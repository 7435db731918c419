/**
 * The command line: runs SQL from an argument, a file or standard input and prints what it answers.
 *
 * <p>Belongs here: arguments, splitting a script into statements, output formats. Does not belong here: the engine; the
 * shell talks java.sql only.
 */
package dev.tarn.shell;
