/**
 * What the header of an Avro file says: its schema, and which SQL types that stands for. How values are decoded belongs to
 * {@code decode}.
 */
package dev.tarn.format.avro.schema;
