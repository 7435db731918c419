/** Reading a range of a file: blocks between sync markers, records, batches. */
package dev.tarn.format.avro.read;
