/**
 * Reads Avro's object container files: bytes to batches.
 *
 * <p>Belongs here: headers, schemas, what the format is to the engine. Does not belong here: any knowledge of a storage or a
 * catalog.
 */
package dev.tarn.format.avro;
