/** Decompression of the blocks of Avro's object container files. */
package dev.tarn.format.avro.codec;
