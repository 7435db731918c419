/** Scans: splits become batches, filtered as they are read. How bytes become values belongs to the formats. */
package dev.tarn.exec.operator.scan;
