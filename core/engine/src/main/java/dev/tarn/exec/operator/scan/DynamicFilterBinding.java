package dev.tarn.exec.operator.scan;

/**
 * A join's filter on a column of a scan.
 *
 * @param columnIndex the key, an index into the scan's columns
 */
public record DynamicFilterBinding(int columnIndex, DynamicScanFilter filter) {}
