/** Writing files: rows to blocks. The schema that is written belongs here, what is read to {@code schema}. */
package dev.tarn.format.avro.write;
