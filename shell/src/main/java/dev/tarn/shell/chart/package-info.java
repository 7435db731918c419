/**
 * Results as pictures: bars and lines, in text and as SVG.
 *
 * <p>Belongs here: drawing. Does not belong here: running queries.
 */
package dev.tarn.shell.chart;
