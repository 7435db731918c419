/**
 * Running statements: what becomes of the statement that was begun.
 *
 * <p>Belongs here: what runs a statement or changes the one that was begun. Does not belong here: how results are written.
 */
package dev.tarn.shell.command.run;
