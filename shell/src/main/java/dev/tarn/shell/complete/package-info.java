/**
 * How a line that is typed may go on: keywords, schemas, tables, columns, functions, paths, commands.
 *
 * <p>Belongs here: what fits at the cursor. Does not belong here: the editor that shows it.
 */
package dev.tarn.shell.complete;
