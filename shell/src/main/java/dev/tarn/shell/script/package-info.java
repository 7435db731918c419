/**
 * Scripts: text cut into statements and commands, variables, and the words of a command's line.
 *
 * <p>Belongs here: text. Does not belong here: what statements and commands do.
 */
package dev.tarn.shell.script;
