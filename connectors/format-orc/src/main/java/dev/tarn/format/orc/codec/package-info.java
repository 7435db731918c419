/** Compression and decompression of the chunks that an ORC file's streams are made of. */
package dev.tarn.format.orc.codec;
