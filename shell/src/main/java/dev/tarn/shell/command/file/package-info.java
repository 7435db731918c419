/**
 * Files: scripts, results in files, data in and out.
 *
 * <p>Belongs here: what reads or writes a file that a person names. Does not belong here: tables of files, which are the engine's.
 */
package dev.tarn.shell.command.file;
