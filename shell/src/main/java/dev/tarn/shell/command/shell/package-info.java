/**
 * The shell itself: connections, checks of what surrounds it, its end.
 *
 * <p>Belongs here: what concerns the process and its connection. Does not belong here: statements and results.
 */
package dev.tarn.shell.command.shell;
