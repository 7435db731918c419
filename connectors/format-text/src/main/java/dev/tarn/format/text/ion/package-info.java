/**
 * Amazon Ion, in its binary and its text form: records that are structs.
 *
 * <p>Belongs here: from Ion's values to those of columns, and what a sample shows. Ion itself is parsed by its library.
 */
package dev.tarn.format.text.ion;
