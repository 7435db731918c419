/**
 * Writing files: from rows to streams, stripes and the tail, by the encoders of orc-core.
 *
 * <p>Belongs here: one writer a kind of column, compression, the layout of stripes and files. Does not belong here: reading,
 * storages.
 */
package dev.tarn.format.orc.write;
