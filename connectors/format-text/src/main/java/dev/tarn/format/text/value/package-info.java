/**
 * From a field's bytes to a value of a type: what text formats share about numbers, dates and the like. Where a field begins
 * and ends belongs to the formats.
 */
package dev.tarn.format.text.value;
