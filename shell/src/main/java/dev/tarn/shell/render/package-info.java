/**
 * Results as text: the formats, what values look like in each, and how wide text is on a terminal.
 *
 * <p>Belongs here: formats and themes. Does not belong here: running queries, and where the text goes.
 */
package dev.tarn.shell.render;
