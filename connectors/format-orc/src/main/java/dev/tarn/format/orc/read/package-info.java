/** Reading a stripe: byte ranges, streams, columns, batches. What the tail says belongs to metadata. */
package dev.tarn.format.orc.read;
