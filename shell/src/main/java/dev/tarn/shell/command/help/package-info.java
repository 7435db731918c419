/**
 * Help: what commands and statements of SQL do.
 *
 * <p>Belongs here: what explains the shell. Does not belong here: what the help of a command says, which stands with the command.
 */
package dev.tarn.shell.command.help;
