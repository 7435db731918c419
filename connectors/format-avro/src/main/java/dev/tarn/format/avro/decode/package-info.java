/** From Avro's binary encoding straight to columns: decoders that are made once for each field. Nothing is read here. */
package dev.tarn.format.avro.decode;
