/**
 * Looking around: catalogs, schemas, tables, their columns and files, functions.
 *
 * <p>Belongs here: what shows what is there. Does not belong here: what runs a statement that a person wrote.
 */
package dev.tarn.shell.command.look;
