/**
 * What lasts from one statement to the next: the connection, the settings, where results go; and running a statement.
 *
 * <p>Belongs here: the shell's state. Does not belong here: the commands that change it, and typing.
 */
package dev.tarn.shell.session;
