package dev.tarn.plan.physical;

/**
 * What a join's build side says about a column of a scan, known before the scan starts.
 *
 * @param join the join
 * @param keyIndex which of its keys
 * @param columnIndex the column, an index into the scan's columns
 */
public record DynamicFilter(PhysicalJoin join, int keyIndex, int columnIndex) {}
