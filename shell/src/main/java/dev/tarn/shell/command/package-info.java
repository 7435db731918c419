/**
 * What commands are, and running scripts of statements and commands; a package below for each group of commands.
 *
 * <p>Belongs here: what all commands share. Does not belong here: a command; typing, drawing and writing results.
 */
package dev.tarn.shell.command;
