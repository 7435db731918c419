/**
 * How results look, and the settings of the shell.
 *
 * <p>Belongs here: what changes a setting. Does not belong here: what heeds it.
 */
package dev.tarn.shell.command.result;
