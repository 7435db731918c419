/**
 * The shell's commands, a class each, their registry, and the interpreter that runs scripts of statements and commands.
 *
 * <p>Belongs here: what commands do. Does not belong here: typing and completing them.
 */
package dev.tarn.shell.command;
