/**
 * Reads ORC: bytes to batches.
 *
 * <p>Belongs here: tails, pruning, reading stripes through the decoders of orc-core. Does not belong here: any knowledge of
 * a storage or a catalog. Nothing of Hadoop leaves the module, and nothing of Hadoop's file systems or configuration is used
 * within it.
 */
package dev.tarn.format.orc;
