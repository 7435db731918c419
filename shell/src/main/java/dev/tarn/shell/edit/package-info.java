/**
 * The line editor: reading statements of several lines from a terminal, colours, keys, history.
 *
 * <p>Belongs here: typing. Does not belong here: what fits at the cursor, and running what was typed.
 */
package dev.tarn.shell.edit;
